using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// A collection's names in the database. Its rows hold the declared fields (<c>fields.x</c>), search tokens and the
/// document itself as JSON text; every index is led by the tenant and ended by the id.
/// </summary>
internal sealed class DeclaredCollection
{
    public const string Tokens = "tokens";

    public DeclaredCollection(ICollection declaration)
    {
        DeclaredNames.Check(declaration);
        Declaration = declaration;
        Fields = declaration.FieldNames;
        var declared = $"{string.Join(',', Fields.Select(f => $"{f.Name} {f.Kind}"))} {declaration.SearchOrder}";
        Shape = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(declared)).AsSpan(0, 6));
    }

    public ICollection Declaration { get; }
    public IReadOnlyList<FieldName> Fields { get; }

    /// <summary>Told in each row: which declaration its fields and tokens were made by.</summary>
    public string Shape { get; }

    public bool Searched => Declaration.SearchOrder is not null;

    public static string Path(string field) => $"fields.{field}";

    public FieldName Field(string name) => Declaration.Field(name);

    public IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes() =>
    [
        .. Declaration.Indexes.Select(i => Index($"by {string.Join(", ", i.Fields)}", i.Fields.Select(Path))),
        .. Searched ? [Index("search", [Tokens, Path(Declaration.SearchOrder!)])] : (CreateIndexModel<BsonDocument>[])[],
    ];

    /// <summary>What a row holds beside its name, its tenant and its version.</summary>
    public BsonDocument Content(object document)
    {
        var values = Declaration.ValuesOf(document);
        var content = new BsonDocument
        {
            { "fields", new BsonDocument(Fields.Select((f, i) => new BsonElement(f.Name, BsonValue.Create(values[i])))) },
            { "body", JsonSerializer.Serialize(document, Declaration.Type, StoredJson.Options) },
            { "shape", Shape },
        };
        if (Searched) content.Add(Tokens, new BsonArray(SearchTokens.Of(Declaration.TextOf(document) ?? "")));
        return content;
    }

    private static CreateIndexModel<BsonDocument> Index(string name, IEnumerable<string> paths) =>
        new(new BsonDocument(paths.Prepend("tenant").Append("_id").Select(p => new BsonElement(p, 1))), new() { Name = name });
}

/// <summary>A document write made ready on the caller's thread.</summary>
/// <param name="Content">Null to remove.</param>
internal sealed record DocumentRow(string Collection, string Id, BsonDocument? Content, long? ExpectedVersion)
{
    public BsonDocument Row(Owner owner, long version) =>
        new BsonDocument { { "_id", owner.Id(Id) }, { "tenant", owner.Name }, { "version", version } }.Merge(Content);

    public static Stored<T> Read<T>(BsonDocument row) =>
        new(JsonSerializer.Deserialize<T>(row["body"].AsString, StoredJson.Options)!, row["version"].ToInt64());
}
