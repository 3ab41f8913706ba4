using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>What happened, in order.</summary>
/// <param name="Personal">Opened values by path, masked where the caller may not see them; an erased one is absent.</param>
public sealed record TimelineEntry(
    long Position, long Version, string Type, DateTimeOffset At, DateTimeOffset RecordedAt, string By,
    JsonObject Data, IReadOnlyDictionary<string, JsonNode?> Personal);

public sealed record TimelineView(IReadOnlyList<TimelineEntry> Items);

public static class ActivityTimeline
{
    public static async Task<Results<Ok<TimelineView>, ProblemHttpResult>> Get(
        string id, ActivityDesk desk, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is null) return Problems.NotFound();
        var events = await store.Stream(Activity.StreamOf(id), cancel);
        var whole = caller.May(Right.SeePersonal);
        return TypedResults.Ok(new TimelineView([.. events.Where(e => caller.Share is null || !IsInternal(e)).Select(e => new TimelineEntry(
            e.Position, e.Version, e.Type, e.At, e.RecordedAt, e.By, e.Data,
            e.Personal.Where(p => p.Full is not null).ToDictionary(p => p.Path, p => JsonNode.Parse((whole ? p.Full : p.Masked)!))))]));
    }

    private static bool IsInternal(RecordedEvent e) => (string?)e.Data["visibility"] == "internal";
}
