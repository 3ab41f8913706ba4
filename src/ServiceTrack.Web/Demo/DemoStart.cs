using Microsoft.AspNetCore.Identity;
using ServiceTrack.Storage;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Demo;

/// <summary>Starts the product with a company in it to look at. Its passwords are known to everybody, so it listens on this machine only.</summary>
public static class DemoStart
{
    public const string Flag = "--demo";

    /// <summary>Null, or the address that is not this machine's.</summary>
    public static string? Outside(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .FirstOrDefault(u => !(Uri.TryCreate(u, UriKind.Absolute, out var uri) && uri.IsLoopback));

    public static async Task Add(WebApplicationBuilder builder, IStore store, TimeProvider clock, TextWriter output)
    {
        var now = clock.GetUtcNow();
        await output.WriteLineAsync("Demo: seeding 90 days of made-up activities through the product's own verbs …");
        DemoCompany company;
        await using (var services = new ServiceCollection().AddLogging().AddSingleton(store).AddSingleton<TimeProvider>(new StoryClock(now.AddDays(-91))).AddAccounts().BuildServiceProvider())
        await using (var scope = services.CreateAsyncScope())
            company = await DemoCompany.Found(store, scope.ServiceProvider.GetRequiredService<UserManager<Account>>(),
                scope.ServiceProvider.GetRequiredService<TimeProvider>(), CancellationToken.None);
        var logged = await new DemoSeed(store, company, now).Run(CancellationToken.None);
        await output.WriteLineAsync($"Demo: {logged} activities of {DemoCompany.Name}. Accounts (role, e-mail, password, API token):");
        foreach (var account in company.Accounts)
            await output.WriteLineAsync($"{account.Role.ToString().ToLowerInvariant()} {account.Email} {account.Password} {account.Token}");
        builder.Services.AddSingleton(company);
        if (builder.Configuration.GetValue("Demo:Simulate", true)) builder.Services.AddHostedService<DemoSimulator>();
    }

    /// <summary>The clock of the founding, which lies before the first day.</summary>
    private sealed class StoryClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
