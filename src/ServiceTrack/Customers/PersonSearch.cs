using System.Text.Json;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>
/// Looks through a company's events for a person: also for numbers and addresses that were put right since, which the
/// activity as it stands does not show any more.
/// </summary>
/// <param name="asked">Whose activities are found.</param>
/// <param name="known">Who is mentioned.</param>
internal sealed class PersonSearch(ITenantStore store, ErasureSubject asked, ErasureSubject known)
{
    private const int Page = 1_000;

    private static readonly string[] Names = ["customer.name", "fields.customer", "fields.name"];

    /// <summary>Activities, and things they own, under the person's number or address.</summary>
    public SortedSet<string> Found { get; } = new(StringComparer.Ordinal);

    /// <summary>Streams in whose personal texts the person is mentioned, those found among them.</summary>
    public SortedSet<string> Mentions { get; } = new(StringComparer.Ordinal);

    /// <summary>Streams in whose public values the person is mentioned.</summary>
    public SortedSet<string> Public { get; } = new(StringComparer.Ordinal);

    /// <param name="before">Not itself looked at.</param>
    public async Task Look(long from, long before, Func<double, Task> tell, CancellationToken cancel)
    {
        for (var at = from; at < before;)
        {
            var page = await store.Feed(at, (int)Math.Min(Page, before - at), cancel);
            foreach (var e in page) Look(e);
            at += page.Count;
            await tell((double)at / before);
        }
    }

    /// <summary>Whether the activity stands under another name than the one that was asked for.</summary>
    public static bool IsSomebodyElse(ErasureSubject asked, IEnumerable<RecordedEvent> events)
    {
        var names = Values(events, Names).ToList();
        return !asked.Names.IsEmpty && names.Count > 0 && !names.Exists(asked.IsNamed);
    }

    /// <summary>Everything a person goes by in these events.</summary>
    public static ErasureSubject Known(IReadOnlyList<RecordedEvent> events) => new()
    {
        Phones = [.. Values(events, "customer.phone", "fields.phone").SelectMany(v => ErasureSubject.Of(v, null, null).Phones).Distinct()],
        Emails = [.. Values(events, "customer.email").SelectMany(v => ErasureSubject.Of(null, v, null).Emails).Distinct()],
        Names = [.. Values(events, Names).SelectMany(v => ErasureSubject.Of(null, null, v).Names).Distinct()],
    };

    private void Look(RecordedEvent e)
    {
        foreach (var value in e.Personal.Where(p => !p.IsErased))
        {
            if (Text(value) is not { Length: > 0 } text) continue;
            if (asked.Is(e.Stream, value.Path, text)) Found.Add(e.Stream);
            if (known.IsIn(text)) Mentions.Add(e.Stream);
        }
        if (known.IsIn(e.Data.ToJsonString(StoredJson.Options))) Public.Add(e.Stream);
    }

    private static IEnumerable<string> Values(IEnumerable<RecordedEvent> events, params string[] paths) =>
        events.SelectMany(e => e.Personal).Where(p => paths.Contains(p.Path) && !p.IsErased).Select(Text).OfType<string>().Where(t => t.Length > 0);

    private static string? Text(PersonalValue value) =>
        value.Full is { } json && json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json) : value.Full;
}
