using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class CertificateCalendarTests
{
    [Fact]
    public void a_new_certificate_asks_for_two_audits_a_renewal_and_ends_after_three_years()
    {
        var deadlines = Of("2026-03-01", "2029-03-01");
        Assert.Equal(
        [
            "preparation 2026-12-01", "surveillance 2027-03-01", "preparation 2027-12-01 projected", "surveillance 2028-03-01 projected",
            "renewal 2028-12-01", "expiry 2029-03-01", "platform-check 2027-03-01",
        ], deadlines);
    }

    [Theory]
    [InlineData("2027-01-10", "2028-01-10")]
    [InlineData("2027-03-01", "2028-03-01")]
    public void the_next_audit_is_counted_from_the_last_one_held(string heldOn, string due)
    {
        var deadlines = Of("2026-03-01", "2029-03-01", [], Audit(heldOn));
        Assert.Contains($"surveillance {due}", deadlines);
        Assert.DoesNotContain("surveillance 2027-03-01", deadlines);
    }

    [Fact]
    public void a_failed_audit_and_one_of_another_certificate_move_nothing()
    {
        var deadlines = Of("2026-03-01", "2029-03-01", [], Audit("2027-01-10", result: "failed"), Audit("2027-01-10", certificate: "c2"));
        Assert.Contains("surveillance 2027-03-01", deadlines);
    }

    [Fact]
    public void no_audit_is_asked_for_on_the_day_the_certificate_ends_or_later()
    {
        Assert.DoesNotContain("surveillance 2029-03-01", Of("2026-03-01", "2029-03-01", [], Audit("2028-03-01")));
        Assert.DoesNotContain(Of("2026-03-01", "2026-09-01"), d => d.StartsWith("surveillance", StringComparison.Ordinal));
    }

    [Fact]
    public void what_is_done_is_no_deadline_any_more()
    {
        var deadlines = Of("2026-03-01", "2029-03-01", [("renewalFiledOn", "2028-11-01"), ("checkedOn", "2028-05-01")]);
        Assert.DoesNotContain(deadlines, d => d.StartsWith("renewal", StringComparison.Ordinal) || d.StartsWith("platform-check", StringComparison.Ordinal));
    }

    [Fact]
    public void a_year_after_a_leap_day_is_the_last_of_february() =>
        Assert.Contains("surveillance 2029-02-28", Of("2028-02-29", "2031-02-28"));

    [Fact]
    public void people_are_told_ninety_thirty_and_seven_days_before_and_never_of_what_is_projected()
    {
        var deadlines = CertificateCalendar.Of(Certificate("2026-03-01", "2029-03-01"), [], CertificateCalendar.Usual).ToList();
        var first = deadlines.First(d => d.Code == "surveillance");
        Assert.Equal(["2026-12-01", "2027-01-30", "2027-02-22"], first.RemindOn.Select(RegisterValues.Text));
        Assert.All(deadlines.Where(d => d.Projected), d => Assert.Empty(d.RemindOn));
    }

    [Fact]
    public void audits_held_in_time_chain_without_a_gap_of_more_than_a_year() => Prop.ForAll(
        Gen.Choose(1, 365).ListOf(2).ToArbitrary(),
        days =>
        {
            var held = new DateOnly(2026, 3, 1);
            var audits = days.Select(d => Audit(RegisterValues.Text(held = held.AddDays(d)))).ToArray();
            var next = CertificateCalendar.Of(Certificate("2026-03-01", "2029-03-01"), audits, CertificateCalendar.Usual)
                .FirstOrDefault(d => d is { Code: "surveillance", Projected: false });
            return next is null ? held.AddMonths(12) >= new DateOnly(2029, 3, 1) : next.DueOn == held.AddMonths(12);
        }).QuickCheckThrowOnFailure();

    private static string[] Of(string issued, string expires, (string, string)[]? more = null, params RegisterEntry[] audits) =>
        [.. CertificateCalendar.Of(Certificate(issued, expires, more ?? []), audits, CertificateCalendar.Usual)
            .Select(d => $"{d.Code} {RegisterValues.Text(d.DueOn)}{(d.Projected ? " projected" : "")}")];

    private static RegisterEntry Certificate(string issued, string expires, params (string, string)[] more) =>
        Entry("c1", "certificates", [("name", "五星"), ("issuedOn", issued), ("expiresOn", expires), .. more]);

    private static RegisterEntry Audit(string heldOn, string result = "passed", string certificate = "c1") =>
        Entry("a1", "certification-audits", ("certificate", certificate), ("kind", "surveillance"), ("heldOn", heldOn), ("result", result));

    private static RegisterEntry Entry(string id, string register, params (string Name, string Value)[] fields) => new(
        id, register, 1, fields.ToImmutableSortedDictionary(f => f.Name, f => f.Value), [], default, default, "person/p1", Recorded.AtTheTime, false);
}
