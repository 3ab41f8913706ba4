using Microsoft.AspNetCore.Http.HttpResults;
using System.Text.Json.Nodes;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Activities;

namespace ServiceTrack.Web.Registers;

/// <summary>What was recorded of one entry, in order, as the journal has it.</summary>
public static class RegisterHistory
{
    public static async Task<Results<Ok<TimelineView>, ProblemHttpResult>> Get(
        string register, string id, RegisterDesk desk, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        if (await desk.Find(RegisterRoutes.Named(register), id, caller, cancel) is null) return Problems.NotFound();
        var events = await store.Stream(RegisterEntry.StreamOf(register, id), cancel);
        var whole = caller.May(Right.SeePersonal);
        return TypedResults.Ok(new TimelineView([.. events.Select(e => new TimelineEntry(
            e.Position, e.Version, e.Type, e.At, e.RecordedAt, e.By, e.Data,
            e.Personal.Where(p => p.Full is not null).ToDictionary(p => p.Path, p => JsonNode.Parse((whole ? p.Full : p.Masked)!))))]));
    }
}
