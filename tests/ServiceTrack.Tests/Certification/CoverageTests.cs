using ServiceTrack.Certification;
using static ServiceTrack.Certification.Covered;

namespace ServiceTrack.Tests.Certification;

public sealed class CoverageTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData(0, null, Missing)]
    [InlineData(4, "2026-11-20", Thin)]
    [InlineData(4, "2026-01-01", Thin)]
    [InlineData(5, "2026-08-21", Enough)]
    [InlineData(5, "2026-08-20", Stale)]
    [InlineData(500, null, Enough)]
    public void a_rule_asks_for_enough_records_and_a_fresh_one(long count, string? newest, Covered expected) =>
        Assert.Equal(expected, Coverage.Judge(new(EvidenceFrom.Activities, 5, FactSource.Ours) { FreshMonths = 3 },
            new(count, null, newest is null ? null : DateOnly.Parse(newest)), Today));

    [Theory]
    [InlineData(new[] { Enough, Enough }, Enough)]
    [InlineData(new[] { Enough, Stale }, Stale)]
    [InlineData(new[] { Stale, Missing }, Thin)]
    [InlineData(new[] { Enough, Thin }, Thin)]
    [InlineData(new[] { Missing, Missing }, Missing)]
    [InlineData(new[] { Missing, Enough }, Thin)]
    public void a_clause_is_covered_as_its_rules_are_together(Covered[] rules, Covered expected) => Assert.Equal(expected, Coverage.Of(rules));
}
