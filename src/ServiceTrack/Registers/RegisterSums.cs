using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Storage;

namespace ServiceTrack.Registers;

/// <summary>What one change makes of a register's sums: each is written at the version it was read at, so that none is lost.</summary>
internal static class RegisterSums
{
    public static async Task<(ImmutableArray<DocumentWrite> Writes, Refusal? Refusal)> Of(
        IDocuments store, Register register, IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string>? after, CancellationToken cancel)
    {
        if (register.Balance is not { } rule) return ([], null);
        var writes = ImmutableArray.CreateBuilder<DocumentWrite>();
        foreach (var (key, change) in Changes(rule, before, after))
        {
            var stored = await store.Find(RegisterBalance.Collection, RegisterBalance.IdOf(register.Name, key), cancel);
            var there = RegisterValues.Number(stored?.Value.Amount) ?? 0;
            var without = there - (before is not null && rule.KeyOf(before) == key ? rule.Amount(before) : 0);
            if (change < 0 && there + change < 0) return ([], Refusal.For($"fields.{rule.Blamed}", rule.Short(without)));
            RegisterBalance sum = new(register.Name, key, (there + change).ToString(CultureInfo.InvariantCulture));
            writes.Add(RegisterBalance.Collection.Put(sum, stored?.Version ?? 0));
        }
        return (writes.ToImmutable(), null);
    }

    private static SortedDictionary<string, decimal> Changes(
        RegisterBalanceRule rule, IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string>? after)
    {
        var changes = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        if (before is not null) changes[rule.KeyOf(before)] = -rule.Amount(before);
        if (after is not null) changes[rule.KeyOf(after)] = changes.GetValueOrDefault(rule.KeyOf(after)) + rule.Amount(after);
        return changes;
    }
}
