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

    private static async Task<string> Refusal(string connectionString) =>
        (await Assert.ThrowsAsync<StoreRefusedException>(() => StoreChoice.OpenMongo(connectionString, TimeProvider.System))).Message;
}
