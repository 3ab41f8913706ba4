using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;

namespace ServiceTrack.Web;

public static class StoreChoice
{
    /// <summary>The embedded store in <c>Storage:Directory</c>, by default ./data.</summary>
    /// <exception cref="StoreRefusedException">The folder cannot be used; the message says why.</exception>
    public static async Task<IStore> Open(IConfiguration configuration, TimeProvider clock) =>
        await SqliteStore.Open(new(configuration["Storage:Directory"] ?? "data"), clock);

    /// <summary>A store in a new folder of its own, for the demo.</summary>
    public static async Task<IStore> OpenTemporary(TimeProvider clock) =>
        await SqliteStore.Open(new(Directory.CreateTempSubdirectory("servicetrack-demo-").FullName), clock);
}
