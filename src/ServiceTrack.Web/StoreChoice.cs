using System.Reflection;
using System.Text.RegularExpressions;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;

namespace ServiceTrack.Web;

public static partial class StoreChoice
{
    private const string Mongo = "ServiceTrack.Storage.Mongo.MongoStore, ServiceTrack.Storage.Mongo";

    /// <summary>Whether the cluster's store is in this build.</summary>
    public static bool HasMongo => Type.GetType(Mongo) is not null;

    /// <summary><c>Storage:Directory</c>, by default ./data; for the demo a new folder of its own, so that nobody's data is touched.</summary>
    public static string Folder(IConfiguration configuration, bool demo = false) =>
        demo ? Directory.CreateTempSubdirectory("servicetrack-demo-").FullName : configuration["Storage:Directory"] ?? "data";

    /// <summary>
    /// <c>Storage:Provider</c>: Sqlite, the embedded store in a folder, where nothing is said, or Mongo, at
    /// <c>Storage:ConnectionString</c>.
    /// </summary>
    /// <param name="alone">Nobody waits for this process: the embedded store may be written anew however large it is.</param>
    /// <exception cref="StoreRefusedException">It cannot be used, or is not in this build; the message says why.</exception>
    public static async Task<IStore> Open(IConfiguration configuration, string folder, TimeProvider clock, bool alone = false) =>
        configuration["Storage:Provider"] switch
        {
            null or "" or "Sqlite" => await SqliteStore.Open(alone ? new(folder) { RebuildUpTo = long.MaxValue } : new(folder), clock),
            "Mongo" => await OpenMongo(configuration["Storage:ConnectionString"] ?? "", clock),
            var other => throw new StoreRefusedException($"Storage:Provider knows Sqlite and Mongo, and not {other}."),
        };

    /// <summary>
    /// <c>Erasures:Folder</c>; by default, for the embedded store, a folder beside its own: a backup that is put in the place of
    /// the store's folder then does not bring an old ledger with it. Null for the cluster, unless named, and for the demo.
    /// </summary>
    public static string? Ledgers(IConfiguration configuration, string folder, bool demo) =>
        configuration["Erasures:Folder"] ?? (demo || configuration["Storage:Provider"] is "Mongo" ? null : $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}-erasures");

    /// <summary>The cluster's store is found by its name, so that a build without it needs nothing of it.</summary>
    /// <exception cref="StoreRefusedException">Not in this build, or the server will not do; the message says why.</exception>
    public static Task<IStore> OpenMongo(string connectionString, TimeProvider clock)
    {
        var open = Type.GetType(Mongo)?.GetMethod("Open", BindingFlags.Public | BindingFlags.Static)
            ?? throw new StoreRefusedException("The provider Mongo is not in this build. Build it in with: dotnet build src/ServiceTrack.Web -p:WithMongo=true");
        return open.CreateDelegate<Func<string, TimeProvider, Task<IStore>>>()(connectionString, clock);
    }

    /// <summary>A connection string's server, another database.</summary>
    public static string OfDatabase(string connectionString, string name) => Servers().Replace(connectionString, $"$1/{name}", 1);

    [GeneratedRegex(@"^(mongodb(?:\+srv)?://[^/?]+)(?:/[^?]*)?")]
    private static partial Regex Servers();
}
