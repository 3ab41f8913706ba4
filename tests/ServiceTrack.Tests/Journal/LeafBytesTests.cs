using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Journal;

public sealed class LeafBytesTests
{
    [Fact]
    public void the_worked_vector_comes_out_byte_for_byte() =>
        Assert.Equal(WorkedVector.Leaves, WorkedVector.Make().Select(Encoding.UTF8.GetString));

    [Fact]
    public void members_stand_as_canonical_json_would_put_them() =>
        Prop.ForAll((NonNull<string> stream, NonNull<string> type, NonNull<string> by) =>
        {
            if (new[] { stream.Get, type.Get, by.Get }.Any(s => s.Any(char.IsSurrogate))) return true;
            var leaf = LeafBytes.Of(new TenantId("t"), stream.Get, 1, new(type.Get, default, by.Get, new() { ["b"] = 1, ["a"] = "x" },
                [Sealed.Of("z", "z", Mask.Name), Sealed.Of("B.c", "y", Mask.Text)]), default);
            return leaf.AsSpan().SequenceEqual(CanonicalJson.Bytes(JsonNode.Parse(leaf)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void what_is_finer_than_a_millisecond_is_cut_off()
    {
        var time = new DateTimeOffset(2026, 1, 1, 7, 59, 59, 999, TimeSpan.FromHours(8)).AddTicks(9999);
        Assert.Equal("2025-12-31T23:59:59.999Z", JournalTime.Text(time));
        Assert.True(JournalTime.TryParse(JournalTime.Text(time), out var read));
        Assert.Equal(JournalTime.Cut(time), read);
    }

    [Fact]
    public void one_path_cannot_hold_two_values()
    {
        var value = Sealed.Of("text", "a", Mask.Text);
        var twice = new NewEvent("T", default, "person/p", [], [value, value]);
        Assert.Throws<ArgumentException>(() => LeafBytes.Of(new TenantId("t"), "s/1", 1, twice, default));
    }
}
