using System.Globalization;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web;

/// <summary>Requests an address may make; over that 429 with Retry-After.</summary>
public static class RateLimits
{
    public static TBuilder LimitedAsSignIn<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
            if (await context.RequestServices.GetRequiredService<SignInLimit>().Try(address, context.RequestAborted) is not { } wait) return await next(call);
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Problems.Make(429, "too-many-requests", "Too many requests", "Too many tries from this address. Wait a little.");
        });
}
