using Microsoft.AspNetCore.HttpOverrides;
using ServiceTrack.Storage;
using IPNetwork = System.Net.IPNetwork;

namespace ServiceTrack.Web;

/// <summary>
/// Behind a proxy every request comes from the proxy, which says in headers who called and whether by https: cookies are
/// marked and callers counted by that. Anybody could send those headers, so they are believed from known networks alone.
/// </summary>
public static class Proxies
{
    /// <summary><c>Proxy:Networks</c>: where the proxies stand, as in <c>10.0.0.0/8, fd00::/8</c>. By default nowhere.</summary>
    /// <exception cref="StoreRefusedException">It cannot be read.</exception>
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = Networks(configuration["Proxy:Networks"] ?? "");
        return services.Configure<ForwardedHeadersOptions>(o =>
        {
            // With no network to check against, the framework would believe everybody.
            o.ForwardedHeaders = networks is [] ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As many proxies as there are: going back ends at the first address outside the networks.
            o.ForwardLimit = null;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var network in networks) o.KnownIPNetworks.Add(network);
        });
    }

    private static List<IPNetwork> Networks(string setting) =>
    [
        .. setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text =>
            IPNetwork.TryParse(text, out var network) ? network
                : throw new StoreRefusedException($"Proxy:Networks has {text}, which is not a network such as 10.0.0.0/8.")),
    ];
}
