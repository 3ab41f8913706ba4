using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Dashboard;

/// <summary>
/// The dashboards that are open on this node. Each node works out its own from the store, woken by it like any follower,
/// so nodes need not know of each other.
/// </summary>
public sealed class LiveDashboards(
    IStore store, IHubContext<DashboardHub> hub, Callers callers, TimeProvider clock, IHostApplicationLifetime life, ILogger<LiveDashboards> log)
    : BackgroundService
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, Lazy<LiveCompany>> companies = [];

    public async Task Join(TenantId tenant, DashboardScope scope, HubCallerContext connection)
    {
        await Leave(connection.ConnectionId);
        var company = companies.GetOrAdd(tenant, t => new(() => Started(t))).Value;
        await company.Join(scope, connection);
        // The connection may have ended while it was let in, and will not say so again.
        if (connection.ConnectionAborted.IsCancellationRequested) await company.Leave(connection.ConnectionId);
    }

    public async Task Leave(string connection)
    {
        foreach (var company in companies.Values) await company.Value.Leave(connection);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var checks = Check(stopping);
        await foreach (var tenant in store.Wakes(stopping))
            if (companies.TryGetValue(tenant, out var company)) company.Value.Wake();
        await checks;
    }

    private LiveCompany Started(TenantId tenant)
    {
        var company = new LiveCompany(store.For(tenant), hub, clock, log);
        _ = Task.Run(() => company.Run(life.ApplicationStopping));
        return company;
    }

    /// <summary>Ends connections of people who may no longer see what they are shown.</summary>
    public async Task EndForbidden()
    {
        foreach (var (tenant, company) in companies)
            foreach (var (scope, connection) in company.Value.Connections)
                if (!await MaySee(tenant, scope, connection)) connection.Abort();
    }

    private async Task Check(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(BetweenChecks, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await EndForbidden();
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                log.LogError(failure, "Who may see the open dashboards could not be looked up; the next check tries again.");
            }
        }
    }

    private async Task<bool> MaySee(TenantId tenant, DashboardScope scope, HubCallerContext connection) =>
        connection.ConnectionAborted.IsCancellationRequested || connection.GetHttpContext() is not { } context
        || (await callers.Of(context) is { } caller && caller.Tenant == tenant && caller.May(Right.Read) && scope.IsSeenBy(caller));
}
