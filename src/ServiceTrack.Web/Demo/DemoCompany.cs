using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Demo;

/// <summary>One account of the demo, as it is printed.</summary>
public sealed record DemoAccount(Role Role, string Email, string Password, string Token, string PersonId);

/// <summary>The demo company: its name says that it is one, and so does everybody in it.</summary>
public sealed record DemoCompany(TenantId Tenant, ImmutableArray<DemoAccount> Accounts, ImmutableArray<string> Outlets)
{
    public const string Name = "演示电器服务公司（演示数据）";

    private static readonly ImmutableArray<string> OutletNames = ["总部客服中心（演示）", "东区网点（演示）", "西区网点（演示）", "南区网点（演示）", "北区委托网点（演示）"];

    public Caller Desk => new(Tenant, $"person/{Of(Role.Agent).PersonId}", "agent", Roles.RightsOf(Role.Owner), []);

    public DemoAccount Of(Role role) => Accounts.First(a => a.Role == role);

    public static async Task<DemoCompany> Found(IStore store, UserManager<Account> users, TimeProvider clock, CancellationToken cancel)
    {
        var founding = new Founding(store, users, clock);
        var accounts = ImmutableArray.CreateBuilder<DemoAccount>();
        TenantId? tenant = null;
        foreach (var role in Enum.GetValues<Role>())
        {
            var name = role.ToString().ToLowerInvariant();
            var (email, password) = ($"{name}@demo.example", $"demo-{name}-2026");
            var (person, refusal) = await founding.Person(email, null, $"{name}（演示）", password);
            if (refusal is not null) throw new InvalidOperationException($"The demo's {name} was refused: {refusal}.");
            tenant ??= await founding.Company(Name, "Asia/Shanghai", person!, cancel);
            await founding.Join(new(tenant.Value.Value, person!.Id, person.Name, role, []), cancel);
            var (token, _) = await founding.Token(tenant.Value, person.Id, "demo", [], null, cancel);
            accounts.Add(new(role, email, password, token, person.Id));
        }
        var outlets = ImmutableArray.CreateBuilder<string>();
        var desk = new OutletDesk(store.For(tenant!.Value));
        foreach (var outlet in OutletNames)
        {
            var ownership = outlet.Contains("委托", StringComparison.Ordinal) ? "entrusted" : "own";
            outlets.Add((await desk.Add(new(outlet, ownership, true, null, null), $"person/{accounts[0].PersonId}", clock.GetUtcNow(), cancel)).Id);
        }
        return new(tenant.Value, accounts.ToImmutable(), outlets.ToImmutable());
    }
}
