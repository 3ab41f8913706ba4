using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;

namespace ServiceTrack.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IStore> Open(TimeProvider clock) =>
        await SqliteStore.Open(new SqliteStoreOptions(_folder.Path), clock);

    [Fact]
    public async Task a_remembered_document_is_not_made_from_json_again_before_it_changes()
    {
        await Done(Ours, New() with { Documents = [Signs.Put(new("s1", "open", null, 1, null, "one"))] });
        var first = (await Ours.Find(Signs, "s1", None))!.Value;
        Assert.Same(first, (await Ours.Find(Signs, "s1", None))!.Value);
        await Done(Ours, New() with { Documents = [Signs.Put(new("s1", "open", null, 1, null, "two"))] });
        Assert.NotSame(first, (await Ours.Find(Signs, "s1", None))!.Value);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            _folder.Dispose();
        }
    }
}
