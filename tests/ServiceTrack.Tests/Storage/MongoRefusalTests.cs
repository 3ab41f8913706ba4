using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Web;

namespace ServiceTrack.Tests.Storage;

public sealed class MongoRefusalTests
{
    [Fact]
    public async Task a_build_without_it_says_how_to_build_it_in()
    {
        Assert.SkipWhen(StoreChoice.HasMongo, "The cluster's store is in this build.");
        Assert.Contains("-p:WithMongo=true", await Refusal("mongodb://localhost"));
    }

    [Fact]
    public async Task a_server_that_is_not_there_is_named_without_who_signs_in()
    {
        MongoTrial.NewDatabase();
        var said = await Refusal("mongodb://somebody:secret@127.0.0.1:1/servicetrack?serverSelectionTimeoutMS=500");
        Assert.Contains("No MongoDB server answers at 127.0.0.1:1", said);
        Assert.DoesNotContain("secret", said);
    }

    [Fact]
    public async Task what_is_no_connection_string_is_refused()
    {
        MongoTrial.NewDatabase();
        Assert.Contains("is no MongoDB connection string", await Refusal("servicetrack"));
    }

    [Fact]
    public async Task a_login_that_is_refused_is_said_so()
    {
        var wrong = new UriBuilder(MongoTrial.NewDatabase());
        Assert.SkipWhen(wrong.UserName.Length == 0, "The server knows no logins.");
        wrong.Password = "wrong";
        Assert.Contains("refuses the login", await Refusal(wrong.Uri.OriginalString));
    }

    [Theory]
    [InlineData(6)] // 3.6, which the driver itself refuses
    [InlineData(13)] // 5.0
    public async Task a_server_that_is_too_old_is_said_so(int wire)
    {
        Assert.SkipUnless(StoreChoice.HasMongo, "The cluster's store is not in this build.");
        Assert.Contains("is too old; MongoDB 6.0 or newer is needed", await RefusalOfServer(new() { ["maxWireVersion"] = wire, ["setName"] = "rs0" }));
    }

    [Fact]
    public async Task a_server_that_is_no_member_of_a_replica_set_is_told_how_to_become_one()
    {
        Assert.SkipUnless(StoreChoice.HasMongo, "The cluster's store is not in this build.");
        var said = await RefusalOfServer(new() { ["maxWireVersion"] = 21 });
        Assert.Contains("has no transactions: it is not part of a replica set", said);
        Assert.Contains("--replSet", said);
    }

    [Fact]
    public async Task a_newer_schema_and_a_foreign_database_are_refused_and_left_as_they_are()
    {
        var database = MongoTrial.NewDatabase();
        try
        {
            await MongoTrial.Run(database, """{ "insert": "others", "documents": [{ "_id": 1 }] }""");
            Assert.Contains("another program's", await Refusal(database));
            await MongoTrial.Run(database, """{ "insert": "schema", "documents": [{ "_id": "schema", "step": 9, "readableFrom": 1 }] }""");
            await (await MongoTrial.Open(database, TimeProvider.System)).DisposeAsync();
            await MongoTrial.Run(database, """{ "update": "schema", "updates": [{ "q": { "_id": "schema" }, "u": { "$set": { "readableFrom": 9 } } }] }""");
            Assert.Contains("newer version of ServiceTrack (schema 9;", await Refusal(database));
        }
        finally
        {
            await MongoTrial.Drop(database);
        }
    }

    /// <summary>By a server that answers everything as it greets.</summary>
    private static async Task<string> RefusalOfServer(JsonObject greeting)
    {
        var hello = new JsonObject { ["ok"] = 1, ["isWritablePrimary"] = true, ["ismaster"] = true, ["minWireVersion"] = 0 };
        foreach (var (name, value) in greeting) hello[name] = value!.DeepClone();
        await using var server = new MongoWire(_ => Task.FromResult<JsonObject?>(hello)).Start();
        return await Refusal($"mongodb://127.0.0.1:{server.Port}/servicetrack?directConnection=true&serverSelectionTimeoutMS=3000");
    }

    private static async Task<string> Refusal(string connectionString) =>
        (await Assert.ThrowsAsync<StoreRefusedException>(() => StoreChoice.OpenMongo(connectionString, TimeProvider.System))).Message;
}
