using System.Runtime.CompilerServices;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Certification;

/// <param name="Assessment">That it was drawn in.</param>
public sealed record Sample(Assessment Assessment, Draw Draw);

/// <summary>Records that were drawn or picked to be looked at, over all assessments.</summary>
public static class Samples
{
    /// <summary>Those the caller may know of, of the latest assessment first.</summary>
    public static async IAsyncEnumerable<Sample> SamplesFor(this IDocuments store, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        Query? query = new() { OrderBy = "openedAt", Descending = true, Limit = 200 };
        while (query is not null)
        {
            var page = await store.Query(Assessment.Collection, query, cancel);
            foreach (var stored in page.Items)
                foreach (var draw in stored.Value.Draws)
                    if (draw.Clause is { } clause && MaySample(caller, stored.Value, draw.OutletId, clause)) yield return new(stored.Value, draw);
            query = page.Next is null ? null : query with { Cursor = page.Next };
        }
    }

    /// <summary>Head office's records are those of all outlets, and for who may see all of them.</summary>
    public static bool MaySample(Caller caller, Assessment assessment, string? outletId, string clause) =>
        caller.Sees(outletId) && (caller.Share is not { } share || (share.Scheme == assessment.SchemeId && share.CoversClause(clause)));
}
