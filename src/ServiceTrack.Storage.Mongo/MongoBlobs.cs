using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Files of one tenant in GridFS, each under a name of its own; a row by hash says which it is and who needs it. A file
/// is an orphan, and known as one, from before its first byte until a row names it, and again once that row is gone: a
/// crash at any time leaves nothing that a sweep does not find.
/// </summary>
internal sealed partial class MongoBlobs(Owner owner, Engine engine) : IBlobs
{
    private const int BufferBytes = 255 * 1024;

    private Database Database => engine.Database;

    public Task<StagedBlob> Stage(Stream content, long maxBytes, CancellationToken cancel) => MongoFailure.Telling(async () =>
    {
        var file = ObjectId.GenerateNewId();
        await Database[Database.Orphans].InsertOneAsync(Writing.Orphan(owner, file, engine.Now), cancellationToken: cancel);
        try
        {
            var blob = await Receive(content, file, maxBytes, cancel);
            if (!await engine.Transactions.Run(owner, session => Name(session, file, blob))) await Orphans.Remove(Database, file);
            return blob;
        }
        catch
        {
            await Orphans.Remove(Database, file);
            throw;
        }
    });

    public async Task<Stream?> Open(string sha256, CancellationToken cancel)
    {
        if (!Hash().IsMatch(sha256)) return null;
        return await MongoFailure.Telling<Stream?>(async () =>
        {
            var row = await Find(sha256).FirstOrDefaultAsync(cancel);
            if (row is null || BlobState.Read(row) is not { References: > 0 } blob) return null;
            try
            {
                return await Database.Files.OpenDownloadStreamAsync(blob.File, new() { Seekable = true }, cancel);
            }
            catch (GridFSFileNotFoundException)
            {
                return null; // Dropped a moment ago.
            }
        });
    }

    public Task<int> Sweep(DateTimeOffset before, CancellationToken cancel) => MongoFailure.Telling(async () =>
    {
        var time = new BsonDocument("$lt", before.ToUnixTimeMilliseconds());
        var unkept = await Database[Database.Blobs].Find(new BsonDocument { { "tenant", owner.Name }, { "refs", 0L }, { "stagedAt", time } }).ToListAsync(cancel);
        var ended = 0;
        foreach (var row in unkept)
            if (await engine.Transactions.Run(owner, session => Expire(session, row))) ended++;
        foreach (var orphan in await Database[Database.Orphans].Find(new BsonDocument { { "tenant", owner.Name }, { "at", time } }).ToListAsync(cancel))
            await Orphans.Remove(Database, orphan["_id"].AsObjectId);
        return ended;
    });

    private IFindFluent<BsonDocument, BsonDocument> Find(string sha256) => Database[Database.Blobs].Find(owner.Row(owner.Id(sha256)));

    private async Task<StagedBlob> Receive(Stream content, ObjectId file, long maxBytes, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var upload = await Database.Files.OpenUploadStreamAsync(file, $"{file}", cancellationToken: cancel);
        var (buffer, bytes) = (new byte[BufferBytes], 0L);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                if ((bytes += read) > maxBytes) throw new BlobTooLargeException(maxBytes);
                hash.AppendData(buffer, 0, read);
                await upload.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        catch
        {
            await upload.AbortAsync(CancellationToken.None);
            throw;
        }
        await upload.CloseAsync(cancel);
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    /// <summary>Whether this file is the one; where the tenant has the same already, that one stays.</summary>
    private async Task<bool> Name(IClientSessionHandle session, ObjectId file, StagedBlob blob)
    {
        var stands = await Database[Database.Blobs].FindOneAndUpdateAsync<BsonDocument>(
            session, owner.Row(owner.Id(blob.Sha256)),
            Builders<BsonDocument>.Update.Inc("staged", 1L).Set("stagedAt", engine.Now)
                .SetOnInsert("refs", 0L).SetOnInsert("bytes", blob.Bytes).SetOnInsert("file", file),
            new() { IsUpsert = true, ReturnDocument = ReturnDocument.After });
        if (stands["file"] != file) return false;

        // Swept meanwhile: whoever stages takes longer than that, and begins again.
        var known = await Database[Database.Orphans].DeleteOneAsync(session, new BsonDocument("_id", file));
        return known.DeletedCount == 1 ? true : throw new StoreUnavailableException("The file was so long in coming that it was swept away; send it again.");
    }

    private async Task<bool> Expire(IClientSessionHandle session, BsonDocument row)
    {
        var ended = await Database[Database.Blobs].DeleteOneAsync(
            session, new BsonDocument(row.Where(e => e.Name is "_id" or "tenant" or "refs" or "staged" or "stagedAt")));
        if (ended.DeletedCount == 0) return false;
        await Database[Database.Orphans].InsertOneAsync(session, Writing.Orphan(owner, row["file"].AsObjectId, long.MinValue));
        return true;
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
