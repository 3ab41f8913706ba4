using System.Collections.ObjectModel;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>
/// The keys of session cookies, in the directory: a restart signs nobody out, and a cookie of one node holds on all.
/// </summary>
public sealed class CookieKeys(IStore store, TimeProvider clock) : IXmlRepository
{
    // Data protection asks synchronously, at start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => new ReadOnlyCollection<XElement>(Task.Run(async () =>
        await DirectoryCollections.All(store.Directory, DirectoryCollections.CookieKeys, Condition.Always, "addedAt", default)
            .Select(k => XElement.Parse(k.Xml)).ToListAsync()).GetAwaiter().GetResult());

    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        var now = clock.GetUtcNow();
        CookieKey key = new($"{Guid.CreateVersion7(now):N}", now, element.ToString(SaveOptions.DisableFormatting));
        await store.Directory.Commit(new() { At = now, Documents = [DirectoryCollections.CookieKeys.Put(key)] }, default);
    }).GetAwaiter().GetResult();
}

public static class CookieKeyRing
{
    public static IServiceCollection AddCookieKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ServiceTrack");
        // It warns that the keys are not encrypted: neither is anything else in the directory, which is kept as secret.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddOptions<KeyManagementOptions>().Configure<IStore, TimeProvider>((o, store, clock) => o.XmlRepository = new CookieKeys(store, clock));
        return services;
    }
}
