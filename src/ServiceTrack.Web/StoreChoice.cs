using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;

namespace ServiceTrack.Web;

public static class StoreChoice
{
    /// <summary><c>Storage:Directory</c>, by default ./data; for the demo a new folder of its own, so that nobody's data is touched.</summary>
    public static string Folder(IConfiguration configuration, bool demo = false) =>
        demo ? Directory.CreateTempSubdirectory("servicetrack-demo-").FullName : configuration["Storage:Directory"] ?? "data";

    /// <summary>The embedded store in a folder.</summary>
    /// <exception cref="StoreRefusedException">The folder cannot be used; the message says why.</exception>
    public static async Task<IStore> Open(string folder, TimeProvider clock) => await SqliteStore.Open(new(folder), clock);
}
