using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Registers;

/// <summary>How rooms read registers: whole, by a filter, or what holds on a day.</summary>
public static class RegisterReading
{
    private const int PageSize = 200;

    public static Condition Of(Register register, params ReadOnlySpan<Condition> more) =>
        Condition.Both([Condition.Is("register", register.Name), .. more]);

    /// <summary>Field is one of the register's <see cref="Register.Filters"/>, or its outlet.</summary>
    public static Condition Where(Register register, string field, params object?[] values) =>
        Condition.Is(field == Register.OutletField && register.HasOutlet ? "outlet" : RegisterEntry.FilterColumn(register, field), values);

    /// <summary>What holds on a day, by valid-from and valid-until; of a dated register what had happened by then.</summary>
    public static Condition HoldsOn(DateOnly day) => Condition.Both(
        Condition.Between("date", 0, day.DayNumber + 1), Condition.Between("until", day.DayNumber, long.MaxValue));

    /// <summary>Event date, or first day of holding, from ≤ day &lt; before.</summary>
    public static Condition Dated(DateOnly? from, DateOnly? before) =>
        Condition.Between("date", from?.DayNumber ?? 0, before?.DayNumber ?? long.MaxValue);

    /// <summary>What <see cref="RegisterEntry.FallsIn"/> says, for a query.</summary>
    public static Condition FallingIn(Register register, DateOnly first, DateOnly end) => register.EventDate is not null
        ? Dated(first, end)
        : Condition.Both(Condition.Between("date", 0, end.DayNumber), Condition.Between("until", first.DayNumber, long.MaxValue));

    /// <summary>Every entry, latest first, a page at a time.</summary>
    public static async IAsyncEnumerable<RegisterEntry> Entries(
        this IDocuments store, Register register, Condition more, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Query? query = new() { Where = Of(register, more), OrderBy = "date", Descending = true, Limit = PageSize };
        while (query is not null)
        {
            var page = await store.Query(RegisterEntry.Collection, query, cancel);
            foreach (var entry in page.Items) yield return entry.Value;
            query = page.Next is null ? null : query with { Cursor = page.Next };
        }
    }

    /// <summary>What holds on a day, all of it at once: for registers that a company reads as a whole.</summary>
    public static async Task<ImmutableArray<RegisterEntry>> InForce(this IDocuments store, Register register, DateOnly day, CancellationToken cancel) =>
        [.. await store.Entries(register, HoldsOn(day), cancel).ToListAsync(cancel)];

    public static async Task<ImmutableArray<RegisterEntry>> All(this IDocuments store, Register register, CancellationToken cancel) =>
        [.. await store.Entries(register, Condition.Always, cancel).ToListAsync(cancel)];

    /// <summary>The sums of a register with a <see cref="RegisterBalanceRule"/>, by key.</summary>
    public static async Task<ImmutableSortedDictionary<string, decimal>> Balances(this IDocuments store, Register register, CancellationToken cancel)
    {
        var sums = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        Query? query = new() { Where = Condition.Is("register", register.Name), OrderBy = "key", Limit = PageSize };
        while (query is not null)
        {
            var page = await store.Query(RegisterBalance.Collection, query, cancel);
            foreach (var sum in page.Items) sums[sum.Value.Key] = RegisterValues.Number(sum.Value.Amount) ?? 0;
            query = page.Next is null ? null : query with { Cursor = page.Next };
        }
        return sums.ToImmutable();
    }
}
