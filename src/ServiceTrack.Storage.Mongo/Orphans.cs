using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>Files in GridFS that no row names: not yet, or no more.</summary>
internal static class Orphans
{
    /// <summary>What cannot be removed now is found by the next sweep.</summary>
    public static async Task Remove(Database database, ObjectId file)
    {
        try
        {
            await database[FilesOf("chunks")].DeleteManyAsync(new BsonDocument("files_id", file));
            await database[FilesOf("files")].DeleteOneAsync(new BsonDocument("_id", file));
            await database[Database.Orphans].DeleteOneAsync(new BsonDocument("_id", file));
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            // It stays known as an orphan.
        }

        string FilesOf(string part) => $"{database.Files.Options.BucketName}.{part}";
    }
}
