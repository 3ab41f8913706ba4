using System.Collections.Immutable;

namespace ServiceTrack.Evidence;

/// <summary>
/// Where each ledger stands: once, in the folder of the first clause it serves as a whole, else of the first it serves in
/// part; the other clauses refer to it. What serves none stands apart.
/// </summary>
internal sealed class Folders
{
    private const string Clauses = "data/clauses/", Apart = "data/ledgers/";

    private readonly ImmutableDictionary<string, string> homes;

    public Folders(PackParameters p)
    {
        var homes = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var whole in new[] { true, false })
            foreach (var clause in p.Scheme?.Judged() ?? [])
                foreach (var key in clause.Rules.Where(r => IsWhole(r) == whole).SelectMany(KeysOf))
                    homes.TryAdd(key, clause.Id);
        this.homes = homes.ToImmutable();
    }

    /// <summary>Without an ending.</summary>
    public string PathOf(string ledger) =>
        (homes.TryGetValue(ledger, out var clause) ? FolderOf(clause) : Apart)
        + (ledger.Split(':', 2) is [var sort, var name] && sort == "register" ? "register_" + Ledger.Plain(name) : Ledger.Plain(ledger));

    public string? HomeOf(string ledger) => homes.GetValueOrDefault(ledger);

    public static string FolderOf(string clause) => $"{Clauses}{Ledger.Plain(clause)}/";

    /// <summary>The ledgers whose records a rule counts.</summary>
    public static IEnumerable<string> KeysOf(PackRule rule) => rule.From switch
    {
        "activities" => rule.Kinds,
        "register" => [Ledger.KeyOf(rule.Named ?? "")],
        "document" => [Ledger.KeyOf(Covering.Documents)],
        _ => [],
    };

    private static bool IsWhole(PackRule rule) => rule.From == "activities" || (rule.From == "register" && rule.Kinds.IsEmpty);
}

internal sealed record PlacedLedger(Ledger Ledger, string Path);
