using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Benchmark;

/// <summary>A company in a data folder, founded as the product founds one: its owner's token, its outlets.</summary>
public sealed record Company(string Folder, TenantId Tenant, string Token, IReadOnlyList<string> Outlets)
{
    /// <summary>The company that an earlier run left in the folder, or null.</summary>
    public static async Task<Company?> Left(string folder, TimeProvider clock, CancellationToken cancel)
    {
        await using var open = await OpenFolder.Of(folder, clock);
        var directory = open.Store.Directory;
        if ((await directory.Query(DirectoryCollections.Memberships, new() { OrderBy = "name", Where = Condition.Is("tenantId", await First()) }, cancel)).Items is not [{ Value: var owner }]) return null;
        using var scope = open.Services.CreateScope();
        TenantId tenant = new(owner.TenantId);
        var (token, _) = await scope.ServiceProvider.GetRequiredService<Founding>().Token(tenant, owner.PersonId, "benchmark", [], null, cancel);
        var outlets = await open.Store.For(tenant).Query(Outlet.Collection, new() { OrderBy = "name", Limit = Samples.Outlets }, cancel);
        return new(folder, tenant, token, [.. outlets.Items.Select(o => o.Value.Id)]);

        async Task<string?> First() =>
            (await directory.Query(DirectoryCollections.Companies, new() { OrderBy = "createdAt" }, cancel)).Items is [{ Value.Id: var id }] ? id : "";
    }

    public static async Task<Company> Found(string folder, TimeProvider clock, CancellationToken cancel)
    {
        await using var open = await OpenFolder.Of(folder, clock);
        using var scope = open.Services.CreateScope();
        var founding = scope.ServiceProvider.GetRequiredService<Founding>();
        var (person, refusal) = await founding.Person("owner@example.com", null, "Owner", Guid.NewGuid().ToString());
        if (person is null) throw new BenchmarkFailedException($"The owner was refused: {refusal}");
        var tenant = await founding.Company("Benchmark", "Asia/Shanghai", person, cancel);
        var (token, _) = await founding.Token(tenant, person.Id, "benchmark", [], null, cancel);
        var desk = new OutletDesk(open.Store.For(tenant));
        List<string> outlets = [];
        for (var i = 0; i < Samples.Outlets; i++)
            outlets.Add((await desk.Add(new($"{i + 1}号网点", "own", true, null, null), $"person/{person.Id}", clock.GetUtcNow(), cancel)).Id);
        return new(folder, tenant, token, outlets);
    }

    /// <summary>The product serving this folder; its client speaks as the owner.</summary>
    public Task<Child> Serve(CancellationToken cancel) => Child.Start(Folder, Token, [], cancel);
}

/// <summary>The product put together over a folder in this process, without serving it.</summary>
public sealed class OpenFolder : IAsyncDisposable
{
    private readonly WebApplication app;

    private OpenFolder(IStore store, WebApplication app) => (Store, this.app) = (store, app);

    public IStore Store { get; }
    public IServiceProvider Services => app.Services;

    public static async Task<OpenFolder> Of(string folder, TimeProvider clock)
    {
        var builder = Product.NewBuilder([.. FolderStore.Settings(folder)]);
        var store = await StoreChoice.Open(builder.Configuration, StoreChoice.Folder(builder.Configuration), clock);
        return new(store, builder.AddProduct(store, clock).Build());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Store.DisposeAsync();
    }
}
