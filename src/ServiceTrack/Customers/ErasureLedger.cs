using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Customers;

/// <summary>
/// What a company has erased, by names alone and nobody's data: kept apart from the database, it says what must be erased
/// again when an older backup is put in its place. As a file: a head, a line each, and a foot with a checksum of all before.
/// </summary>
public sealed record ErasureLedger(string Tenant, ImmutableArray<LedgerLine> Lines)
{
    private const string Kind = "servicetrack-erasures";

    private static readonly JsonSerializerOptions Strict = new(StoredJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    };

    public static async Task<ErasureLedger> Of(ITenantStore store, CancellationToken cancel)
    {
        var lines = ImmutableArray.CreateBuilder<LedgerLine>();
        for (string? cursor = null; ;)
        {
            var page = await store.Query(Erasure.Collection, new() { OrderBy = "requestedAt", Limit = 200, Cursor = cursor }, cancel);
            foreach (var erasure in page.Items.Select(e => e.Value).Where(e => !e.DryRun)) lines.AddRange(await Of(store, erasure, cancel));
            if ((cursor = page.Next) is null) return new(store.Tenant.Value, lines.ToImmutable());
        }
    }

    /// <summary>With the lines of another one of the same company.</summary>
    public ErasureLedger And(ErasureLedger other) => this with { Lines = [.. Lines.Union(other.Lines)] };

    public byte[] Bytes()
    {
        var text = new StringBuilder();
        Write(new Head(Kind, 1, Tenant));
        foreach (var line in Lines) Write(line);
        Write(new Foot(Lines.Length, Digest(text.ToString())));
        return Encoding.UTF8.GetBytes(text.ToString());

        void Write<T>(T line) => text.Append(JsonSerializer.Serialize(line, StoredJson.Options)).Append('\n');
    }

    /// <exception cref="CompanyRefusedException">It is none, or damaged.</exception>
    public static ErasureLedger Read(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n');
        if (Parse<Head>(lines[0]) is not { Ledger: Kind } head) throw new CompanyRefusedException("This file is no erasure ledger. Nothing was erased.");
        if (head.Version != 1) throw new CompanyRefusedException($"The ledger has version {head.Version}; this program reads version 1. Nothing was erased.");
        var read = lines.Skip(1).SkipLast(2).Select(Parse<LedgerLine>).ToList();
        var bad = read.FindIndex(l => l is not { IsWhole: true });
        if (bad >= 0) throw new CompanyRefusedException($"The ledger is damaged in line {bad + 2}. Take another copy; nothing was erased.");
        if (lines.Length < 3 || lines[^1] != "" || Parse<Foot>(lines[^2]) is not { } foot || foot.Lines != read.Count
            || foot.Sha256 != Digest(text[..(text.Length - lines[^2].Length - 1)]))
            throw new CompanyRefusedException("The ledger is cut short or was changed: its last line does not fit. Take another copy; nothing was erased.");
        return new(head.Tenant, [.. read.Select(l => l!)]);
    }

    private static async Task<IEnumerable<LedgerLine>> Of(ITenantStore store, Erasure erasure, CancellationToken cancel)
    {
        var lines = new List<LedgerLine>();
        foreach (var stream in erasure.Streams)
            lines.AddRange(
                from gone in await ErasureSteps.Gone(store, stream, erasure.Id, cancel)
                from path in gone.Paths
                select new LedgerLine(erasure.Id, erasure.RequestedAt) { Stream = stream, Version = gone.Version, Path = path });
        lines.AddRange(erasure.Rows.Select(r => new LedgerLine(erasure.Id, erasure.RequestedAt) { Import = r.Import, Record = r.Record }));
        lines.AddRange(erasure.Work.Select(w => new LedgerLine(erasure.Id, erasure.RequestedAt) { Queue = w.Queue, Key = w.Key }));
        return lines;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static T? Parse<T>(string line) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Head(string Ledger, int Version, string Tenant);

    private sealed record Foot(int Lines, string Sha256);
}

/// <summary>One thing that was erased: a value of an event, what was noted of a row of an import, or a work item.</summary>
/// <param name="At">When it was asked for.</param>
public sealed record LedgerLine(string Erasure, DateTimeOffset At)
{
    public string? Stream { get; init; }
    public long? Version { get; init; }
    public string? Path { get; init; }
    public string? Import { get; init; }
    public int? Record { get; init; }
    public string? Queue { get; init; }
    public string? Key { get; init; }

    [JsonIgnore] public bool IsWhole => (Stream, Version, Path) is (not null, not null, not null) || (Import, Record) is (not null, not null) || (Queue, Key) is (not null, not null);
}
