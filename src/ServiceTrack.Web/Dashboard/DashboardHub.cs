using Microsoft.AspNetCore.SignalR;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Dashboard;

/// <param name="OutletId">One outlet; null for all that the caller sees.</param>
public sealed record Subscription(string? OutletId);

/// <summary>
/// Live dashboards: after <see cref="Subscribe"/> a "snapshot", then "delta" whenever something changes. Who is let in
/// is settled as for any route; whose figures, anew at each subscription.
/// </summary>
public sealed class DashboardHub(IStore store, Callers callers, LiveDashboards live) : Hub
{
    public const string Path = "/hubs/dashboard";

    /// <exception cref="HubException">No such outlet, or none for this caller.</exception>
    public async Task Subscribe(Subscription? subscription)
    {
        var caller = await callers.Of(Context.GetHttpContext()!);
        if (caller?.May(Right.Read) != true) throw new HubException("Sign in again.");
        var scope = await DashboardScope.Of(caller, subscription?.OutletId, store.For(caller.Tenant), Context.ConnectionAborted)
            ?? throw new HubException("There is no such outlet here.");
        await live.Join(caller.Tenant, scope, Context);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await live.Leave(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }
}
