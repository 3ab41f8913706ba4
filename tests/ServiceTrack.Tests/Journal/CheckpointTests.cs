using System.Text;
using System.Text.Json;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Journal;

public sealed class CheckpointTests : IAsyncDisposable
{
    private readonly TestCompany company = new();

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Text = $"servicetrack/t1\n3\n{WorkedVector.RootOf3}\n2026-11-21T10:00:00.000Z\n";

    [Fact]
    public async Task a_checkpoint_signs_the_root_over_every_leaf()
    {
        var store = await company.Open();
        await WorkedVector.Into(store);
        var signed = await Checkpoints.Make(store, Now, None);
        Assert.Equal(Text, signed.Text);

        var key = new PublicKey(Convert.FromBase64String(signed.Key));
        Assert.Equal(signed.Fingerprint, key.Fingerprint);
        Assert.Equal(64, Convert.FromBase64String(signed.Signature).Length);
        Assert.True(key.Verifies(Encoding.UTF8.GetBytes(signed.Text), Convert.FromBase64String(signed.Signature)));
        Assert.False(key.Verifies(Encoding.UTF8.GetBytes(signed.Text.Replace("3", "2", StringComparison.Ordinal)), Convert.FromBase64String(signed.Signature)));
    }

    [Fact]
    public async Task the_key_is_made_once_and_checkpoints_are_kept()
    {
        var store = await company.Open();
        await WorkedVector.Into(store);
        var first = await Checkpoints.Make(store, Now, None);
        Assert.Equal(first, await Checkpoints.Current(store, Now.AddHours(1), None));

        await store.Commit(new() { At = Now, Append = new("activity/a2", 0, [new("ActivityReceived", Now, "person/p1", [], [])]) }, None);
        var second = await Checkpoints.Current(store, Now.AddHours(1), None);
        Assert.Equal(4, second.Size);
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(second, await Checkpoints.Last(store, None));
    }

    [Fact]
    public async Task a_clock_set_back_does_not_date_a_checkpoint_before_its_leaves()
    {
        var store = await company.Open();
        await WorkedVector.Into(store);
        Assert.Equal(Now.AddHours(-1), (await Checkpoints.Make(store, Now.AddDays(-9), None)).At);
    }

    [Fact]
    public async Task each_event_of_an_activity_is_proved()
    {
        var store = await company.Open();
        await WorkedVector.Into(store);
        var proof = await StreamProof.Of(store, "activity/a1", Now, None);
        Assert.Equal(3, proof!.Leaves.Length);
        Assert.All(proof.Leaves, leaf => Assert.True(Merkle.Includes(
            Merkle.Leaf(Convert.FromBase64String(leaf.Leaf)), leaf.Proof.Position, proof.Checkpoint.Size,
            [.. leaf.Proof.Hashes.Select(Convert.FromBase64String)], Convert.FromBase64String(proof.Checkpoint.Checkpoint.Root))));
        Assert.Null(await StreamProof.Of(store, "activity/none", Now, None));
    }

    [Fact]
    public void its_text_reads_back()
    {
        Assert.True(Checkpoint.TryParse(Text, out var read));
        Assert.Equal(new Checkpoint(new TenantId("t1"), 3, WorkedVector.RootOf3, Now), read);
        Assert.Equal(Text, read.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("servicetrack/t1\n3\nroot\n2026-11-21T10:00:00.000Z\n")]
    [InlineData($"servicetrack/t1\n03\n{WorkedVector.RootOf3}\n2026-11-21T10:00:00.000Z\n")]
    [InlineData($"servicetrack/t1\n-3\n{WorkedVector.RootOf3}\n2026-11-21T10:00:00.000Z\n")]
    [InlineData($"servicetrack/t1\n3\n{WorkedVector.RootOf3}\n2026-11-21T10:00:00Z\n")]
    [InlineData($"servicetrack/t1\n3\n{WorkedVector.RootOf3}\n2026-11-21T10:00:00.000Z")]
    [InlineData($"servicetrack/t1\r\n3\r\n{WorkedVector.RootOf3}\r\n2026-11-21T10:00:00.000Z\r\n")]
    [InlineData($"servicetrack/t1\n3\n {WorkedVector.RootOf3}\n2026-11-21T10:00:00.000Z\n")]
    [InlineData($"other/t1\n3\n{WorkedVector.RootOf3}\n2026-11-21T10:00:00.000Z\n")]
    public void another_text_is_no_checkpoint(string? text) => Assert.False(Checkpoint.TryParse(text, out _));

    [Fact]
    public void a_key_comes_back_from_where_it_is_kept()
    {
        using var key = JournalKey.Generate();
        using var again = JournalKey.Import(key.Export());
        Assert.Equal(key.Public.Fingerprint, again.Public.Fingerprint);
        Assert.True(key.Public.Verifies("x"u8, again.Sign("x"u8)));
        Assert.False(new PublicKey([1, 2, 3]).Verifies("x"u8, again.Sign("x"u8)));
        Assert.False(key.Public.Verifies("x"u8, [1, 2, 3]));
    }

    [Fact]
    public void a_kept_checkpoint_is_its_four_texts()
    {
        using var key = JournalKey.Generate();
        var signed = SignedCheckpoint.Sign(new(new TenantId("t1"), 0, Convert.ToBase64String(Merkle.EmptyRoot), Now), key);
        var json = JsonSerializer.Serialize(signed, StoredJson.Options);
        Assert.Equal(["text", "signature", "key", "fingerprint"], JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(signed, JsonSerializer.Deserialize<SignedCheckpoint>(json, StoredJson.Options));
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();
}
