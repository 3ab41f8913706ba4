using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Registers;

namespace ServiceTrack.Certification;

/// <summary>Where the records that a rule counted are listed: walking the list gives exactly the number.</summary>
public static class CoverageList
{
    /// <summary>Earlier than any document that was ever approved.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1);

    /// <param name="outlets">As they were counted by; empty: all.</param>
    public static string Of(RuleCoverage covered, ImmutableArray<string> outlets, TimeZoneInfo zone)
    {
        var (rule, named) = (covered.Rule, covered.Rule.Named);
        var asOf = Day(covered.To.AddDays(-1));
        return rule.From switch
        {
            EvidenceFrom.Activities => $"/api/v1/activities?{All("kind", rule.Kinds)}{All("severity", rule.Severities)}{All("outletId", outlets)}from={Time(covered.From, zone)}&to={Time(covered.To, zone)}",
            EvidenceFrom.Document => $"/api/v1/documents?type={named}&asOf={asOf}&from={Day(FirstDay)}",
            EvidenceFrom.Measure => $"/api/v1/reports/{named}?from={Day(covered.From)}&to={Day(covered.To)}",
            EvidenceFrom.Register when RegisterList.Named(named!) is not { } register => $"/api/v1/{named}",
            EvidenceFrom.Register when RegisterList.Named(named!) is var register =>
                $"/api/v1/{named}?{All("kind", rule.Kinds)}{(register!.HasOutlet ? All("outlet", outlets) : "")}"
                + (register.EventDate is null ? $"asOf={asOf}" : $"from={Day(covered.From)}&to={Day(covered.To)}"),
        };
    }

    private static string All(string name, ImmutableArray<string> values) => string.Concat(values.Select(v => $"{name}={Uri.EscapeDataString(v)}&"));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateOnly day, TimeZoneInfo zone) => JournalTime.Text(LocalDays.Midnight(day, zone));
}
