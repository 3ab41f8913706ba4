using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Tests.Registers;
using static ServiceTrack.Tests.Registers.Entry;

namespace ServiceTrack.Tests.Network;

public sealed class TrainingTests : RegisterTest
{
    private static readonly RegisterEntry[] Team =
    [
        Person("t1", "technician", "2025-01-01"), Person("t2", "technician", "2025-01-01"), Person("a1", "agent", "2025-01-01"), Person("t3", "technician", "2026-12-01"),
    ];

    [Theory]
    [InlineData("technician", "t2")]
    [InlineData("agent", "a1")]
    [InlineData("all", "a1,t2")]
    public void a_change_names_whoever_it_concerns_and_was_not_trained_in_it(string audience, string missing)
    {
        var change = Entry.Of(Training.ProductChanges, "c", ("changedOn", "2026-10-01"), ("audience", audience));
        RegisterEntry[] training = [Held("2026-10-10", "c", "t1"), Held("2026-10-11", "another", "t2,a1"), Held("2026-12-01", "c", "t1,t2,a1")];
        var lacking = Assert.Single(Training.Untrained([change], training, Team, Day("2026-11-20")));
        Assert.Equal(missing.Split(','), lacking.Staff);
        Assert.Empty(Training.Untrained([change], training, Team[..3], Day("2026-12-01")));
        Assert.Empty(Training.Untrained([change], [], Team, Day("2026-09-30")));
    }

    [Fact]
    public async Task only_who_attended_sits_the_exam()
    {
        var (one, other) = (await Person(), await Person());
        var training = await Add("training", new { heldOn = "2026-11-19", topic = "制冷", kind = "skills", staff = one });
        await Add("exams", new { takenOn = "2026-11-20", training, staff = one, score = 88, passed = true });
        (await Post("exams", new { takenOn = "2026-11-20", training, staff = other, score = 88, passed = true }))
            .IsProblemOf("fields.staff");
    }

    private static RegisterEntry Person(string id, string duty, string joined) =>
        Entry.Of(Staff.Register, id, ("name", "甲某"), ("duty", duty), ("joinedOn", joined));

    private static RegisterEntry Held(string on, string change, string staff) =>
        Entry.Of(Training.Register, $"{on}{change}", ("heldOn", on), ("change", change), ("staff", staff));
}
