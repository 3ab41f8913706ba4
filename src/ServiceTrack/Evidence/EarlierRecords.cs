using System.Collections.Immutable;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

/// <summary>
/// What was recorded before the window's first leaf and is needed in the pack: entries of the registers that clauses ask
/// for and that hold in the window, entries that changed in it, and those that others link to. A function of the
/// journal up to the checkpoint, whatever was recorded since.
/// </summary>
internal static class EarlierRecords
{
    private const int Page = 200;

    public static async Task<ImmutableArray<RecordedEvent>> Choose(
        ITenantStore store, PackParameters p, Derivation derivation, long first, long size, CancellationToken cancel)
    {
        if (first == 0) return [];
        var chosen = new Dictionary<string, ImmutableArray<RecordedEvent>>(StringComparer.Ordinal);
        foreach (var stream in derivation.Unbegun) await Take(stream, _ => true);
        var asked = AskedFor(p);
        await foreach (var stream in Streams(store, asked, cancel)) await Take(stream, HoldsIn);
        for (var position = size; ;)
        {
            // An entry that was removed since is in no list any more.
            var later = await store.Feed(position, Page, cancel);
            foreach (var stream in later.Where(e => RegisterStep.IsOf(e.Stream) && asked.Contains(RegisterStep.Names(e.Stream).Register)).Select(e => e.Stream)) await Take(stream, HoldsIn);
            if (later.Count == 0) break;
            position += later.Count;
        }
        foreach (var stream in Linked(p, [.. derivation.Steps, .. chosen.Values.SelectMany(e => e).Select(StepOf)])) await Take(stream, _ => true);
        return [.. chosen.Values.SelectMany(e => e).OrderBy(e => e.Position)];

        async Task Take(string stream, Func<ImmutableArray<RecordedEvent>, bool> wanted)
        {
            if (chosen.ContainsKey(stream)) return;
            ImmutableArray<RecordedEvent> events = [.. (await store.Stream(stream, cancel)).Where(e => e.Position < first)];
            if (!events.IsEmpty && wanted(events)) chosen.Add(stream, events);
        }

        bool HoldsIn(ImmutableArray<RecordedEvent> events)
        {
            var (register, id) = RegisterStep.Names(events[0].Stream);
            return RegisterRow.Of(p.Register(register)!, id, events.Select(StepOf)) is { Removed: false } row && row.IsIn(p);
        }
    }

    private static RegisterStep StepOf(RecordedEvent e) => RegisterStep.Of(LeafLine.Of(e, masked: false).Opened());

    /// <summary>Standing registers that the clauses name; of the others everything that counts was recorded in the window.</summary>
    private static HashSet<string> AskedFor(PackParameters p) => (p.Scheme?.Clauses ?? []).SelectMany(c => c.Rules)
        .Select(r => r.From == "document" ? Covering.Documents : r.From == "register" ? r.Named : null)
        .Where(name => name is not null && p.Register(name) is { EventDate: null }).ToHashSet(StringComparer.Ordinal)!;

    private static async IAsyncEnumerable<string> Streams(
        ITenantStore store, IReadOnlySet<string> registers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var register in RegisterList.All.Where(r => registers.Contains(r.Name)))
            await foreach (var entry in store.Entries(register, Condition.Always, cancel)) yield return RegisterEntry.StreamOf(register.Name, entry.Id);
        if (!registers.Contains(Register.Outlets)) yield break;
        for (Query? query = new() { OrderBy = "name", Limit = Page }; query is not null;)
        {
            var page = await store.Query(Outlet.Collection, query, cancel);
            foreach (var outlet in page.Items) yield return Outlet.StreamOf(outlet.Value.Id);
            query = page.Next is null ? null : query with { Cursor = page.Next };
        }
    }

    private static IEnumerable<string> Linked(PackParameters p, IEnumerable<RegisterStep> steps) =>
        from step in steps
        where step.Fields is not null
        let register = p.Register(RegisterStep.Names(step.Stream).Register)
        where register is not null
        from field in register.Fields
        where field.Target is { } target && target != Register.Outlets && p.Register(target) is not null
        from id in RegisterValues.Links(step.Fields!.GetValueOrDefault(field.Name))
        select RegisterStep.StreamOf(field.Target!, id);
}
