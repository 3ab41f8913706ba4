using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Tests.Registers;
using static ServiceTrack.Tests.Registers.Entry;

namespace ServiceTrack.Tests.Network;

public sealed class StaffTests
{
    private static readonly DateOnly Today = Day("2026-11-20");

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(20, 2)]
    [InlineData(21, 3)]
    public void a_tenth_of_service_management_is_needed_and_one_at_least(int managing, int needed) =>
        Assert.Equal(needed, Staff.Ratio(People(managing), [], Today).Needed);

    [Fact]
    public void a_holder_counts_once_and_only_with_a_certificate_in_force()
    {
        RegisterEntry[] certificates =
        [
            Certificate("c1", "s0", "2024-01-01", "2027-01-01"), Certificate("c2", "s0", "2025-01-01", null), Certificate("c3", "s1", "2020-01-01", "2026-11-19"),
            Certificate("c4", "gone", "2024-01-01", null), Entry.Of(Staff.Qualifications, "c5", ("staff", "s2"), ("kind", "electrician"), ("issuedOn", "2024-01-01")),
        ];
        var ratio = Staff.Ratio(People(12), certificates, Today);
        Assert.Equal((12, 2, 1, false), (ratio.Management, ratio.Needed, ratio.Holding, ratio.Enough));
        Assert.True(Staff.Ratio(People(12), [.. certificates, Certificate("c6", "s3", "2026-11-20", "2026-11-20")], Today).Enough);
    }

    [Fact]
    public void whose_last_certificate_ends_soon_is_named()
    {
        RegisterEntry[] certificates =
        [
            Certificate("c1", "s0", "2024-01-01", "2026-12-31"), Certificate("c2", "s1", "2024-01-01", "2026-12-31"), Certificate("c3", "s1", "2026-11-01", "2029-01-01"),
        ];
        Assert.Equal(["s0"], Staff.Ratio(People(5), certificates, Today).Expiring);
    }

    [Fact]
    public void who_has_left_is_not_counted()
    {
        var left = Entry.Of(Staff.Register, "s0", ("name", "甲某"), ("serviceManagement", "true"), ("joinedOn", "2020-01-01"), ("leftOn", "2026-11-19"));
        Assert.Equal((0, 0), (Staff.Ratio([left], [Certificate("c", "s0", "2024-01-01", null)], Today) is var r ? (r.Management, r.Holding) : default));
    }

    private static RegisterEntry[] People(int managing) =>
    [
        .. Enumerable.Range(0, managing).Select(i => Entry.Of(Staff.Register, $"s{i}", ("name", "甲某"), ("serviceManagement", "true"), ("joinedOn", "2020-01-01"))),
        Entry.Of(Staff.Register, "worker", ("name", "乙某"), ("joinedOn", "2020-01-01")),
    ];

    private static RegisterEntry Certificate(string id, string staff, string from, string? until) => Entry.Of(Staff.Qualifications, id,
        [("staff", staff), ("kind", "service-manager"), ("issuedOn", from), .. until is null ? [] : new[] { ("expiresOn", until) }]);
}
