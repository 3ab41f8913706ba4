using ServiceTrack.Storage;
using ServiceTrack.Web;

namespace ServiceTrack.Tests.Storage;

/// <summary>
/// A MongoDB server to try the cluster's store on. The store is found by its name, as the product finds it: where it is
/// not in the build, or no server is named, the tests that need it show as skipped.
/// </summary>
public static class MongoTrial
{
    private const string Variable = "SERVICETRACK_MONGO";

    /// <summary>A connection string with a database of its own; the test is skipped where there is none to give.</summary>
    public static string NewDatabase()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(StoreChoice.HasMongo, "The cluster's store is not in this build; build it in with -p:WithMongo=true.");
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"No MongoDB server is named; {Variable} takes a connection string.");
        return new UriBuilder(server!) { Path = $"servicetrack-test-{Guid.NewGuid():N}" }.Uri.OriginalString;
    }

    public static Task<IStore> Open(string database, TimeProvider clock) => StoreChoice.OpenMongo(database, clock);

    /// <summary>Takes the database away. The driver is asked by its name, too.</summary>
    public static async Task Drop(string database)
    {
        var driver = Type.GetType("MongoDB.Driver.MongoClient, MongoDB.Driver")!;
        dynamic client = Activator.CreateInstance(driver, database)!;
        await (Task)client.DropDatabaseAsync(new Uri(database).AbsolutePath.TrimStart('/'), CancellationToken.None);
    }
}
