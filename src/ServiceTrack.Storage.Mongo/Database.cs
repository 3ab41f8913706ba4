using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// The collections by name, each read and written with the majority, on the primary. The driver shares its connections
/// among all who use the same connection string and keeps them as long as the process lives, so nothing here is disposed of.
/// </summary>
internal sealed class Database
{
    public const string Sequences = "sequences";
    public const string Events = "events";
    public const string Personal = "personal";
    public const string Work = "work";
    public const string Leases = "leases";
    public const string Blobs = "blobs";
    public const string Orphans = "orphans";
    public const string Schema = "schema";
    public const string Declarations = "declarations";

    private const string Default = "servicetrack";

    private Database(MongoUrl url)
    {
        var settings = MongoClientSettings.FromUrl(url);
        settings.ApplicationName ??= "ServiceTrack";
        settings.ReadConcern = ReadConcern.Majority;
        settings.WriteConcern = WriteConcern.WMajority;
        settings.ReadPreference = ReadPreference.Primary;
        Client = new MongoClient(settings);
        All = Client.GetDatabase(url.DatabaseName ?? Default);
        Files = new GridFSBucket<ObjectId>(All, new() { BucketName = "files" });
        Servers = string.Join(", ", url.Servers);
        Patience = settings.ServerSelectionTimeout;
    }

    public MongoClient Client { get; }
    public IMongoDatabase All { get; }
    public GridFSBucket<ObjectId> Files { get; }
    public string Name => All.DatabaseNamespace.DatabaseName;

    /// <summary>As the connection string names them, without who signs in.</summary>
    public string Servers { get; }

    /// <summary>How long is waited for a server, and tried again: the connection string's <c>serverSelectionTimeoutMS</c>.</summary>
    public TimeSpan Patience { get; }

    public IMongoCollection<BsonDocument> this[string collection] => All.GetCollection<BsonDocument>(collection);

    /// <exception cref="StoreRefusedException">Not a connection string.</exception>
    public static Database Of(string connectionString)
    {
        try
        {
            return new(MongoUrl.Create(connectionString));
        }
        catch (Exception e) when (e is MongoConfigurationException or ArgumentException or NotSupportedException)
        {
            throw new StoreRefusedException(
                "Storage:ConnectionString is no MongoDB connection string (mongodb://user:password@host1,host2/servicetrack?replicaSet=rs0).", e);
        }
    }
}
