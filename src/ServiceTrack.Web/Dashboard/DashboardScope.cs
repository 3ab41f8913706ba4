using System.Collections.Immutable;
using ServiceTrack.Dashboard;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Dashboard;

/// <summary>Whose activities a dashboard counts: exactly those whose list the caller could open.</summary>
/// <param name="Outlets">In order; empty for the whole company.</param>
public sealed record DashboardScope(ImmutableArray<string> Outlets)
{
    public string Key => Outlets.IsEmpty ? Scope.Company : string.Join(',', Outlets);

    public ImmutableArray<string> Scopes => Outlets.IsEmpty ? [Scope.Company] : Outlets;

    /// <summary>After the test that few rows meet.</summary>
    public Condition And(Condition few) => Outlets.IsEmpty ? few : Condition.Both(few, Condition.Is("outletId", [.. Outlets]));

    public bool IsSeenBy(Caller caller) => Outlets.IsEmpty ? caller.Outlets.IsEmpty : Outlets.All(o => caller.Sees(o));

    /// <param name="outletId">One outlet, or null for all that the caller sees.</param>
    /// <returns>Null where there is no such outlet, or none for this caller.</returns>
    public static async Task<DashboardScope?> Of(Caller caller, string? outletId, ITenantStore store, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(outletId)) return new([.. caller.Outlets.Order(StringComparer.Ordinal)]);
        return caller.Sees(outletId) && await store.Find(Outlet.Collection, outletId, cancel) is not null ? new([outletId]) : null;
    }
}
