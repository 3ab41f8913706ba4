using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceTrack.Classification;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web;
using ServiceTrack.Web.Evidence;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Tests.House;

/// <summary>The whole product in this process, over a store in a temporary folder and a clock that tests set.</summary>
public sealed class TestHost : IAsyncDisposable
{
    /// <summary>10:00 on a working day in Shanghai.</summary>
    public static readonly DateTimeOffset FridayMorning = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder? folder;
    private readonly WebApplication app;

    private TestHost(TemporaryFolder? folder, WebApplication app, IStore store, HandClock clock, FakePrinter printer) =>
        (this.folder, this.app, Store, Clock, Printer) = (folder, app, store, clock, printer);

    public IStore Store { get; }
    public HandClock Clock { get; }
    public FakePrinter Printer { get; }
    public IServiceProvider Services => app.Services;

    // Every host on the cluster's store, each with a database of its own.
    public static bool OnMongo => Environment.GetEnvironmentVariable("SERVICETRACK_PROVIDER") == "Mongo";

    /// <summary>What a program is told to work on the store of a host on this folder.</summary>
    public static IConfiguration Settings(TemporaryFolder folder) => new ConfigurationBuilder().AddInMemoryCollection(
        OnMongo ? [new("Storage:Provider", "Mongo"), new("Storage:ConnectionString", folder.Database)] : [new("Storage:Directory", folder.Path)]).Build();

    /// <param name="on">A folder that outlives the host, for another one to start on.</param>
    /// <param name="around">Puts something between the product and its store.</param>
    /// <param name="classifying">Whether what is logged is classified by and by. Few tests can do with events that come at a time of their own.</param>
    /// <param name="printing">Whether anything prints; what does is never a browser.</param>
    public static async Task<TestHost> Start(
        TemporaryFolder? on = null, DateTimeOffset? at = null, Func<IStore, IStore>? around = null, bool classifying = false, bool printing = true)
    {
        var own = on is null ? new TemporaryFolder() : null;
        var clock = new HandClock(at ?? FridayMorning);
        var store = await Open(on ?? own!, clock);
        store = around?.Invoke(store) ?? store;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration["Evidence:Chromium"] = "none";
        builder.AddProduct(store, clock);
        FakePrinter printer = new();
        if (printing) builder.Services.AddPrinter(_ => printer);
        if (!classifying) builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(ClassificationFollower)));
        // A password is dear to guess; tests set many and guess none.
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
        var app = builder.Build().MapProduct();
        await app.StartAsync();
        return new(own, app, store, clock, printer);
    }

    /// <summary>A company with an owner, and a client that is signed in by the owner's token.</summary>
    public async Task<TestCompany> Company(string name)
    {
        using var scope = app.Services.CreateScope();
        var founding = scope.ServiceProvider.GetRequiredService<Founding>();
        var (person, refusal) = await founding.Person($"owner@{name}.example", null, $"{name} owner", "a long password");
        Assert.Null(refusal);
        var tenant = await founding.Company(name, "Asia/Shanghai", person!, TestContext.Current.CancellationToken);
        return new(tenant, person!, await Client(tenant, person!.Id));
    }

    /// <summary>A client of somebody with a role in a company.</summary>
    public async Task<HttpClient> Member(TestCompany company, Role role, params string[] outlets)
    {
        using var scope = app.Services.CreateScope();
        var founding = scope.ServiceProvider.GetRequiredService<Founding>();
        var (person, _) = await founding.Person($"{Guid.NewGuid():N}@example.com", null, role.ToString(), "a long password");
        await founding.Join(new(company.Tenant.Value, person!.Id, role.ToString(), role, [.. outlets]), default);
        return await Client(company.Tenant, person.Id);
    }

    /// <summary>A client of somebody who is known already, with a token of now.</summary>
    public Task<HttpClient> Client(TestCompany company, string person) => Client(company.Tenant, person);

    public HttpClient Anonymous() => app.GetTestClient();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Store.DisposeAsync();
        folder?.Dispose();
    }

    private static async Task<IStore> Open(TemporaryFolder folder, TimeProvider clock) =>
        OnMongo ? await MongoTrial.Open(folder.Database, clock) : await SqliteStore.Open(new(folder.Path), clock);

    private async Task<HttpClient> Client(TenantId tenant, string person)
    {
        using var scope = app.Services.CreateScope();
        var (text, _) = await scope.ServiceProvider.GetRequiredService<Founding>().Token(tenant, person, "test", [], null, default);
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return client;
    }
}

public sealed record TestCompany(TenantId Tenant, Person Owner, HttpClient Client)
{
    /// <summary>Logs an activity and gives it as it was answered.</summary>
    public async Task<JsonObject> Log(object request)
    {
        var response = await Client.PostAsJsonAsync("/api/v1/activities", request);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<JsonObject> Get(string path) => (await Client.GetFromJsonAsync<JsonObject>(path))!;
}
