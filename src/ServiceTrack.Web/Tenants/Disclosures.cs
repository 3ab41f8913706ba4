using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>A share reaches only endpoints that say so; <paramref name="As"/> is what its answer goes on record as, null: it says nothing of anybody.</summary>
public sealed record Shared(Disclosed? As);

/// <summary>Its answers go on record, whoever asks and may see personal values.</summary>
public sealed record OnRecord(Disclosed As);

/// <summary>Puts answers on record before their first byte leaves, so that none is given that nobody knows of.</summary>
public static class Disclosures
{
    public static TBuilder ForShares<TBuilder>(this TBuilder builder, Disclosed? logged) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Shared(logged));

    public static TBuilder LogsUnmasked<TBuilder>(this TBuilder builder, Disclosed kind) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new OnRecord(kind));

    public static bool MayEnter(Endpoint endpoint, Caller caller) => caller.Share is null || endpoint.Metadata.GetMetadata<Shared>() is not null;

    public static void Watch(HttpContext context, TenantRequest request, TimeProvider clock)
    {
        var (caller, metadata) = (request.Caller!, context.GetEndpoint()!.Metadata);
        var kind = caller.Share is not null ? metadata.GetMetadata<Shared>()?.As
            : caller.May(Right.SeePersonal) ? metadata.GetMetadata<OnRecord>()?.As : null;
        if (kind is not { } disclosed) return;
        var what = context.Request.Path + context.Request.QueryString.ToString();
        context.Response.OnStarting(() => context.Response.StatusCode is >= 200 and < 300
            ? Disclosure.Of(caller, disclosed, what, clock.GetUtcNow()).Keep(request.Store!, CancellationToken.None) : Task.CompletedTask);
    }
}
