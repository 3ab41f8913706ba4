using System.Globalization;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Web;

namespace ServiceTrack.Tests.Storage;

/// <summary>
/// A MongoDB server to try the cluster's store on. Store and driver are found by their names, as the product finds them:
/// where they are not in the build, or no server is named, the tests that need them show as skipped.
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
        return StoreChoice.OfDatabase(server!, $"servicetrack-test-{Guid.NewGuid():N}");
    }

    public static Task<IStore> Open(string database, TimeProvider clock) => StoreChoice.OpenMongo(database, clock);

    /// <summary>The same database by way of a port of this machine.</summary>
    public static string Through(int port, string database, string settings)
    {
        var way = new UriBuilder(database) { Host = "127.0.0.1", Port = port };
        way.Query += $"&directConnection=true{settings}";
        return way.Uri.OriginalString;
    }

    public static MongoWire Wire(string database, Func<byte[], Task<JsonObject?>> answer) => new MongoWire(answer, (new Uri(database).Host, new Uri(database).Port)).Start();

    public static TcpProxy Proxy(string database) => new(new Uri(database).Host, new Uri(database).Port);

    public static Task Drop(string database) => Run(database, """{ "dropDatabase": 1 }""");

    /// <summary>How many rows there are, and not how many the server guesses.</summary>
    public static async Task<int> Count(string database, string collection) => (int)double.Parse(
        JsonNode.Parse(await Run(database, $$"""{ "count": "{{collection}}", "query": { "_id": { "$exists": true } } }"""))!["n"]!.ToString(),
        CultureInfo.InvariantCulture);

    /// <summary>A command as JSON, and the answer as text.</summary>
    public static async Task<string> Run(string database, string command)
    {
        var (document, client) = (Driver("MongoDB.Bson.BsonDocument, MongoDB.Bson"), Driver("MongoDB.Driver.MongoClient, MongoDB.Driver"));
        var name = database.Split('?')[0].Split('/')[^1];
        var given = client.GetMethod("GetDatabase")!.Invoke(Activator.CreateInstance(client, database), [name, null]);
        var json = Activator.CreateInstance(Driver("MongoDB.Driver.JsonCommand`1, MongoDB.Driver").MakeGenericType(document), command, null);
        var run = Driver("MongoDB.Driver.IMongoDatabase, MongoDB.Driver").GetMethods()
            .Single(m => m.Name == "RunCommandAsync" && m.GetParameters().Length == 3).MakeGenericMethod(document);
        var answer = (Task)run.Invoke(given, [json, null, CancellationToken.None])!;
        await answer;
        return $"{answer.GetType().GetProperty("Result")!.GetValue(answer)}";
    }

    private static Type Driver(string name) => Type.GetType(name) ?? throw new InvalidOperationException($"There is no {name}.");
}
