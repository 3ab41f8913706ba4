using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Journal;

/// <summary>An embedded store in a folder of its own, with one company in it.</summary>
internal sealed class TestCompany : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private IStore? store;

    /// <summary>Once it is opened.</summary>
    public IStore Store => store ?? throw new InvalidOperationException("Not opened yet.");

    public async Task<ITenantStore> Open()
    {
        store ??= await SqliteStore.Open(new SqliteStoreOptions(folder.Path), TimeProvider.System);
        return store.For(new TenantId("t1"));
    }

    public async ValueTask DisposeAsync()
    {
        if (store is not null) await store.DisposeAsync();
        folder.Dispose();
    }
}
