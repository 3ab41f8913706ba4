using MongoDB.Bson;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Whose rows: a company's, or the directory's, which has collections of its own. Every row of a company carries its
/// tenant and is named by it first (<c>_id</c>), so that <c>tenant</c> can be the shard key of each of its collections.
/// </summary>
internal sealed record Owner(TenantId? Tenant)
{
    private string Prefix => Tenant is null ? "directory." : "";

    /// <summary>In the rows; the directory has no tenant and no such name.</summary>
    public string Name { get; } = Tenant?.Value ?? "";

    public string Claims => Prefix + "claims";

    /// <summary>One row for each transaction that was kept.</summary>
    public string Commits => Prefix + "commits";

    public string Documents(string collection) => $"{Prefix}documents.{collection}";

    public BsonDocument Id(string id) => new() { { "t", Name }, { "id", id } };

    public BsonDocument Id(string first, string firstValue, string second, string secondValue) =>
        new() { { "t", Name }, { first, firstValue }, { second, secondValue } };

    public BsonDocument EventId(long position) => new() { { "t", Name }, { "p", position } };

    /// <summary>A filter of one row by its name; the tenant beside it lets a sharded cluster ask one shard.</summary>
    public BsonDocument Row(BsonValue id) => new() { { "_id", id }, { "tenant", Name } };

    public BsonDocument Rows(IEnumerable<BsonValue> ids) =>
        new() { { "_id", new BsonDocument("$in", new BsonArray(ids)) }, { "tenant", Name } };
}
