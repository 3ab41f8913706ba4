using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class SpecialProposalsTests
{
    [Theory]
    [InlineData("2026-11-19", null, true)]
    [InlineData("2026-11-20", null, false)]
    [InlineData(null, null, false)]
    [InlineData("2026-06-30", "2027-06-30", false)]
    [InlineData("2026-06-30", "2026-10-30", true)]
    public void a_licence_has_lapsed_once_its_last_day_is_past_and_no_other_holds(string? first, string? second, bool lapsed)
    {
        RegisterEntry[] entries = second is null ? [Licence(first)] : [Licence(first), Licence(second)];
        Assert.Equal(lapsed, SpecialProposals.Lapsed(entries, new(2026, 11, 20), e => e.Fields["name"]).Any());
    }

    private static RegisterEntry Licence(string? until)
    {
        var fields = Activity.NoFields.Add("name", "许可").Add("kind", "licence").Add("issuedOn", "2020-01-01");
        return new($"{until}", "honours", 1, until is null ? fields : fields.Add("expiresOn", until), [], default, default, "", Recorded.AtTheTime, false);
    }
}
