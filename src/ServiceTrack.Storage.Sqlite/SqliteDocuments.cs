using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>The documents of one tenant, or of the directory where there is none.</summary>
internal class SqliteDocuments(TenantId? tenant, Engine engine) : IDocuments
{
    public async Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class
    {
        var table = await engine.Tables.Of(collection, cancel);
        var remembered = collection.Remembered ? engine.Remembered : null;
        return await Read<Stored<T>?>((database, number) => DocumentRows.Find<T>(database, table, number, id, remembered), null, cancel);
    }

    public async Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var table = await engine.Tables.Of(collection, cancel);
        var where = new QueryText(table).Where(query.Where);
        var cursor = new ListCursor(tenant, collection, new object[] { where.Sql, where.Values }, query);
        var terms = string.IsNullOrWhiteSpace(query.Search) ? [] : SearchTokens.Terms(query.Search);
        if (terms.Count > 0 && !(table.Searched && query.OrderBy == collection.SearchOrder && query.Descending))
            throw new ArgumentException($"{collection.Name} is searched by {collection.SearchOrder ?? "nothing"} only, highest first.");
        var scans = new Scans(table, query.Where, query.OrderBy, query.Descending);
        cursor.Read(query.Cursor);
        return await Read(
            (database, number) => terms.Count > 0
                ? new Search(database, table, number, query, terms).Read<T>(cursor)
                : Pages.Read<T>(database, table, number, query, scans, cursor),
            new Page<T>([], null), cancel);
    }

    public async Task<IReadOnlyDictionary<string, long>> Count<T>(
        Collection<T> collection, Condition where, string? byField, CancellationToken cancel) where T : class
    {
        var table = await engine.Tables.Of(collection, cancel);
        var text = Counts.Text(table, where, byField);
        return await Read(
            (database, number) => Counts.Read(database, text, number),
            byField is null ? new Dictionary<string, long> { [""] = 0 } : [], cancel);
    }

    public Task<string?> Claimed(string scope, string key, CancellationToken cancel) => Read(
        (database, number) => Claims.Held(database, number, scope, key, engine.Now), null, cancel);

    public async Task<CommitResult> Commit(Commit commit, CancellationToken cancel)
    {
        Check(commit);
        var documents = new List<DocumentRow>(commit.Documents.Length);
        foreach (var write in commit.Documents)
            documents.Add(DocumentRow.Of(
                await engine.Tables.Of(write.Collection, cancel), write.Id, write.Document, write.ExpectedVersion));
        return await engine.Writer.Do(new Committing(tenant, commit, documents, engine.Wakes, engine.Files).Run, cancel);
    }

    /// <summary>Gives <paramref name="none"/> for a tenant that has not written anything.</summary>
    protected async Task<TResult> Read<TResult>(
        Func<Connection, long, TResult> read, TResult none, CancellationToken cancel) =>
        await engine.NumberOf(tenant, cancel) is { } number
            ? await engine.Readers.Read(database => read(database, number), cancel)
            : none;

    private void Check(Commit commit)
    {
        if (commit.Append is { Events.IsEmpty: true }) throw new ArgumentException("An append has at least one event.");
        if (tenant is null && (commit.Append is not null
            || commit.Work.Length + commit.Finish.Length + commit.KeepBlobs.Length + commit.DropBlobs.Length + commit.Erase.Length > 0))
            throw new ArgumentException("The directory has no events, work or files.");
    }
}
