using MongoDB.Bson;
using MongoDB.Driver;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Mongo;

/// <summary>The documents of one tenant, or of the directory where there is none.</summary>
internal class MongoDocuments(TenantId? tenant, Engine engine) : IDocuments
{
    protected Owner Owner { get; } = new(tenant);

    public async Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class
    {
        await engine.Collections.Of(Owner, collection);
        var row = await Telling(() => engine.Finding(Owner.Documents(collection.Name)).Find(Owner, id, cancel));
        if (row is null) return null;
        return collection.Remembered
            ? engine.Remembered.At(collection.Name, Owner, id, row["version"].ToInt64(), () => DocumentRow.Read<T>(row))
            : DocumentRow.Read<T>(row);
    }

    public async Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var (rows, declared) = await Rows(collection);
        var cursor = new ListCursor(tenant, collection, Filters.Of(declared, query.Where).ToJson(), query);
        var terms = string.IsNullOrWhiteSpace(query.Search) ? [] : SearchTokens.Terms(query.Search);
        var scans = terms.Count > 0 ? Scans.OfSearch(declared, Owner, query, terms) : Scans.Of(declared, Owner, query);
        cursor.Read(query.Cursor);
        return await Telling(async () => await Pages.Read<T>(rows, Owner, await scans.Best(rows, cancel), cursor, query, cancel));
    }

    public async Task<IReadOnlyDictionary<string, long>> Count<T>(
        Collection<T> collection, Condition where, string? byField, CancellationToken cancel) where T : class
    {
        var (rows, declared) = await Rows(collection);
        var filter = Filters.Both(new("tenant", Owner.Name), Filters.Of(declared, where));
        if (byField is null)
            return new Dictionary<string, long> { [""] = await Telling(() => rows.CountDocumentsAsync(filter, cancellationToken: cancel)) };
        var by = $"${DeclaredCollection.Path(declared.Field(byField).Name)}";
        var counted = await Telling(() => rows.Aggregate().Match(filter)
            .Group(new BsonDocument { { "_id", by }, { "count", new BsonDocument("$sum", 1) } }).ToListAsync(cancel));
        return counted.GroupBy(c => $"{BsonTypeMapper.MapToDotNetValue(c["_id"])}")
            .ToDictionary(g => g.Key, g => g.Sum(c => c["count"].ToInt64()));
    }

    public async Task<string?> Claimed(string scope, string key, CancellationToken cancel)
    {
        var row = await Telling(() => engine.Database[Owner.Claims].Find(Owner.Row(Owner.Id("scope", scope, "key", key))).FirstOrDefaultAsync(cancel));
        return row is not null && ClaimRow.Read(row) is var claim && claim.IsHeld(engine.Now) ? claim.Value : null;
    }

    public async Task<CommitResult> Commit(Commit commit, CancellationToken cancel)
    {
        Check(commit);
        cancel.ThrowIfCancellationRequested();
        var documents = new List<DocumentRow>(commit.Documents.Length);
        foreach (var write in commit.Documents)
        {
            var declared = await engine.Collections.Of(Owner, write.Collection);
            var content = write.Document is null ? null : declared.Content(write.Document);
            documents.Add(new(Owner.Documents(write.Collection.Name), write.Id, content, write.ExpectedVersion));
        }
        return await engine.Commit(Owner, new(commit, documents, cancel));
    }

    protected static Task<T> Telling<T>(Func<Task<T>> read) => MongoFailure.Telling(read);

    private async Task<(IMongoCollection<BsonDocument> Of, DeclaredCollection Declared)> Rows(ICollection collection) =>
        (engine.Database[Owner.Documents(collection.Name)], await engine.Collections.Of(Owner, collection));

    private void Check(Commit commit)
    {
        if (commit.Append is { Events.IsEmpty: true }) throw new ArgumentException("An append has at least one event.");
        if (tenant is null && (commit.Append is not null
            || commit.Work.Length + commit.Finish.Length + commit.KeepBlobs.Length + commit.DropBlobs.Length + commit.Erase.Length > 0))
            throw new ArgumentException("The directory has no events, work or files.");
    }
}
