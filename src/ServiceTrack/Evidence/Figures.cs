using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>Counts over the activities of one kind, or of all.</summary>
/// <param name="Kind">Null for all.</param>
/// <param name="InContact">Answered as they were received; they are not in the median.</param>
/// <param name="Responded">Answered otherwise.</param>
/// <param name="MedianResponse">Receipt to first answer of those answered otherwise; between the middle two of an even number.</param>
internal sealed record Figures(
    PackKind? Kind, int Count, int AtTheTime, int Later, int Imported, int Amended,
    int InContact, int Responded, TimeSpan? MedianResponse, int Resolved, int Cancelled)
{
    public static Figures Of(PackKind? kind, IReadOnlyCollection<LedgerRow> rows)
    {
        var times = rows.Where(r => r is { InContact: false, ResponseTime: not null }).Select(r => r.ResponseTime!.Value.Ticks).Order().ToList();
        return new(
            kind, rows.Count, rows.Count(r => r.How == Recorded.AtTheTime), rows.Count(r => r.How == Recorded.Later),
            rows.Count(r => r.How == Recorded.Imported), rows.Count(r => r.Amended), rows.Count(r => r.InContact), times.Count,
            times.Count == 0 ? null : TimeSpan.FromTicks((times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2),
            rows.Count(r => r.Resolved is not null), rows.Count(r => r.Status == "cancelled"));
    }

    public JsonObject Json() => new()
    {
        ["kind"] = Kind?.Code,
        ["count"] = Count,
        ["recordedAtTheTime"] = AtTheTime,
        ["recordedLater"] = Later,
        ["imported"] = Imported,
        ["amended"] = Amended,
        ["answeredInContact"] = InContact,
        ["responded"] = Responded,
        ["medianResponseSeconds"] = MedianResponse is { } median ? (long)median.TotalSeconds : null,
        ["resolved"] = Resolved,
        ["cancelled"] = Cancelled,
    };
}

/// <summary>What the first page and the figures' file say.</summary>
/// <param name="Gaps">Kinds the company has, without an activity in the window.</param>
/// <param name="Ledgers">In the order they stand in the pack.</param>
/// <param name="Clauses">Judged clauses in the scheme's order; empty without a scheme.</param>
/// <param name="Assessments">Leaves of self-assessments, by position.</param>
/// <param name="Events">Leaves by type.</param>
/// <param name="Earlier">Leaves from before the window.</param>
internal sealed record Summary(
    Figures All, ImmutableArray<Figures> Kinds, ImmutableArray<PackKind> Gaps, ImmutableArray<PlacedLedger> Ledgers, ImmutableArray<ClauseFound> Clauses, IReadOnlyList<OpenedLeaf> Assessments,
    ImmutableSortedDictionary<string, long> Events, long First, long Size, long Earlier, DateTimeOffset? LastRecorded)
{
    /// <summary>Everything that was handed in with the records of the ledgers.</summary>
    public IEnumerable<PlacedAttachment> Attachments => Ledgers.SelectMany(l => l.Ledger.Attachments(l.Path)).DistinctBy(f => f.Path);

    public Shares Shares { get; } = Ledgers.Aggregate(Shares.None, (sum, l) => sum + l.Ledger.Shares);

    public IEnumerable<PlacedLedger> LedgersOf(PackRule rule) => Folders.KeysOf(rule).SelectMany(key => Ledgers.Where(l => l.Ledger.Key == key));

    /// <param name="parameters">Their bytes: whatever stands in them, the figures are made by them alone.</param>
    public byte[] Json(byte[] parameters) => CanonicalJson.Bytes(new JsonObject
    {
        ["parametersSha256"] = Convert.ToHexStringLower(SHA256.HashData(parameters)),
        ["all"] = All.Json(),
        ["kinds"] = new JsonArray([.. Kinds.Select(k => k.Json())]),
        ["gaps"] = new JsonArray([.. Gaps.Select(g => JsonValue.Create(g.Code))]),
        ["ledgers"] = new JsonArray([.. Ledgers.Select(l => Json(l.Ledger.Shares, ("ledger", l.Ledger.Key), ("path", l.Path)))]),
        ["clauses"] = new JsonArray([.. Clauses.Select(Json)]),
        ["attachments"] = new JsonObject
        {
            ["whole"] = Attachments.Count(f => f.File.IsWhole && !f.Missing), ["digestOnly"] = Attachments.Count(f => f.File is { IsWhole: false, Personal: true }),
            ["missing"] = Attachments.Count(f => f.Missing), ["bytes"] = Attachments.Where(f => f.File.IsWhole && !f.Missing).Sum(f => f.File.Bytes),
        },
        ["leavesByType"] = new JsonObject(Events.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value))),
        ["first"] = First,
        ["size"] = Size,
        ["earlier"] = Earlier,
    });

    private static string State(Covered? state) => state is { } known ? PackClause.Name(known) : "byHand";

    private static JsonObject Json(ClauseFound c) => new()
    {
        ["clause"] = c.Clause.Id,
        ["coverage"] = State(c.State),
        ["rules"] = new JsonArray([.. c.Rules.Select(r => Json(r.Shares, ("coverage", State(r.State)), ("newest", r.Newest)))]),
    };

    private static JsonObject Json(Shares s, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var json = new JsonObject
        {
            ["count"] = s.Count, ["recordedAtTheTime"] = s.AtTheTime, ["recordedLater"] = s.Later, ["imported"] = s.Imported, ["amended"] = s.Amended,
        };
        foreach (var (name, value) in more) json[name] = value;
        return json;
    }
}
