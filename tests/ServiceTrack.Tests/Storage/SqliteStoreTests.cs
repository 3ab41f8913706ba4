using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;

namespace ServiceTrack.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IStore> Open(TimeProvider clock) =>
        await SqliteStore.Open(new SqliteStoreOptions(_folder.Path), clock);

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
