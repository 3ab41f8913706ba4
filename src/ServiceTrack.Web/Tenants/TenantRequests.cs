using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>The caller, the company's store and its setup, for the length of one request.</summary>
public sealed class TenantRequest
{
    public Caller? Caller { get; set; }
    public ITenantStore? Store { get; set; }
    public Setup? Setup { get; set; }
}

/// <summary>The right a route asks for, or one of several, as metadata of its endpoint.</summary>
public sealed record Needed(params ImmutableArray<Right> Rights)
{
    public bool IsMetBy(Caller caller) => Rights.Any(caller.May);
}

public static class TenantRequests
{
    public static IServiceCollection AddTenantRequests(this IServiceCollection services) => services
        .AddSingleton<Callers>()
        .AddScoped<TenantRequest>()
        .AddScoped(s => Known(s).Caller!)
        .AddScoped(s => Known(s).Store!)
        .AddScoped(s => Known(s).Setup!)
        .AddScoped(s => new ActivityDesk(Known(s).Store!, Known(s).Setup!, s.GetRequiredService<IStore>().Directory))
        .AddScoped(s => new PromiseKeeper(Known(s).Store!, Known(s).Setup!));

    public static TBuilder Needs<TBuilder>(this TBuilder builder, params ImmutableArray<Right> oneOf) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Needed(oneOf));

    /// <summary>Lets a request through to an endpoint that <see cref="Needs"/> a right only with a caller who has it.</summary>
    public static async Task Admit(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<Needed>() is not { } needed)
        {
            await next(context);
            return;
        }
        var services = context.RequestServices;
        var callers = services.GetRequiredService<Callers>();
        var refusal = await callers.Of(context) switch
        {
            null => await callers.EndOf(context) is { } end ? Problems.AccessEnded(end) : Problems.Unauthorized(),
            { } caller when !Disclosures.MayEnter(endpoint, caller) => Problems.NotShared(),
            { } caller when !needed.IsMetBy(caller) => Problems.Forbidden($"This needs the right '{string.Join("' or '", needed.Rights)}'."),
            { ByToken: false } when !SameOrigin(context.Request) => Problems.Forbidden("The request comes from another site."),
            { } caller => await Enter(services, caller, context.RequestAborted),
        };
        if (refusal is null) Disclosures.Watch(context, services.GetRequiredService<TenantRequest>(), services.GetRequiredService<TimeProvider>());
        await (refusal is null ? next(context) : refusal.ExecuteAsync(context));
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult?> Enter(IServiceProvider services, Caller caller, CancellationToken cancel)
    {
        var request = services.GetRequiredService<TenantRequest>();
        request.Caller = caller;
        request.Store = services.GetRequiredService<IStore>().For(caller.Tenant);
        request.Setup = (await request.Store.Find(Setup.Collection, Setup.Id, cancel))?.Value;
        return request.Setup is null ? Problems.NotFound() : null;
    }

    /// <summary>
    /// A browser names the origin of every request that could change something, and of every WebSocket; a cookie alone is
    /// no consent.
    /// </summary>
    private static bool SameOrigin(HttpRequest request) =>
        ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !request.Path.StartsWithSegments("/hubs"))
        || (request.Headers.Origin.ToString() is var origin && (origin.Length == 0
            ? request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
            : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value));

    private static TenantRequest Known(IServiceProvider services) =>
        services.GetRequiredService<TenantRequest>() is { Caller: not null } known ? known
            : throw new InvalidOperationException("The route names no right it needs, so no caller is known.");
}
