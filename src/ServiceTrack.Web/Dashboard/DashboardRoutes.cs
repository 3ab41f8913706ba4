using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using ServiceTrack.Dashboard;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Dashboard;

public static class DashboardRoutes
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(o =>
        {
            o.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            o.PayloadSerializerOptions.Encoder = StoredJson.Options.Encoder;
        });
        // No route answers with the hub's message, and the client's types are made from this document.
        services.Configure<OpenApiOptions>("v1", o => o.AddDocumentTransformer(async (document, context, cancel) =>
            document.AddComponent(nameof(DashboardDelta), await context.GetOrCreateSchemaAsync(typeof(DashboardDelta), null, cancel))));
        services.AddSingleton<IFollower, RollupFollower>();
        services.AddSingleton<LiveDashboards>().AddSingleton<RecentFigures>();
        return services.AddHostedService(s => s.GetRequiredService<LiveDashboards>());
    }

    public static void MapDashboard(this IEndpointRouteBuilder api) =>
        api.MapGet("/dashboard", Get).Needs(Right.Read).WithName("getDashboard").WithTags("Dashboard");

    /// <summary>WebSockets alone, so that any node may serve any client.</summary>
    public static void MapDashboardHub(this IEndpointRouteBuilder app) =>
        app.MapHub<DashboardHub>(DashboardHub.Path, o => o.Transports = HttpTransportType.WebSockets).Needs(Right.Read);

    private static async Task<Results<Ok<DashboardSnapshot>, ProblemHttpResult>> Get(
        string? outletId, RecentFigures recent, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel) =>
        await DashboardScope.Of(caller, outletId, store, cancel) is { } scope
            ? TypedResults.Ok(await recent.Board(store, setup, scope, clock.GetUtcNow(), cancel))
            : Problems.NotFound();
}
