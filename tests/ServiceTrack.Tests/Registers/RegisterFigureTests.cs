using System.Text.Json.Nodes;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Registers;

public sealed class RegisterFigureTests : RegisterTest
{
    [Fact]
    public async Task figures_are_derived_from_what_stands_today()
    {
        Assert.Equal(("0 / 1", "gap"), await Figure("staff", "managers"));
        var person = await Person("赵甲", management: true);
        await Add("qualifications", new { staff = person, kind = "service-manager", name = "管理师证", issuedOn = "2024-01-01", expiresOn = "2026-12-31" });
        Assert.Equal(("1 / 1", "warn"), await Figure("staff", "managers"));
        Assert.Equal(("1", "warn"), await Figure("qualifications", "expiring"));

        var product = await Add("products", new { model = "M-1", name = "机" });
        var change = await Add("product-changes", new { changedOn = "2026-11-01", title = "新电源", product, audience = "technician" });
        Assert.Equal(("1", "gap"), await Figure("training", "untrained"));
        await Add("training", new { heldOn = "2026-11-20", topic = "新电源", kind = "product", staff = person, change });
        Assert.Equal(("0", "ok"), await Figure("product-changes", "untrained"));

        var part = await Add("parts", new { number = "P-1", name = "滤网", least = 3 });
        await Add("part-movements", new { movedOn = "2026-11-20", part, outlet = await Outlet(), kind = "received", quantity = 2 });
        Assert.Equal(("1", "warn"), await Figure("parts", "stock"));

        var budget = await Add("budgets", new { name = "专项", kind = "special", amount = 100, from = "2026-01-01", until = "2027-12-31" });
        await Add("spending", new { spentOn = "2026-11-20", budget, purpose = "工具", amount = 120.5 });
        Assert.Equal(("120.50 / 100.00", "warn"), await Figure("spending", "spent"));

        await Add("documents", new { number = "QP-1", version = "1", title = "维修规范", type = "rule", kinds = new[] { "repair" }, author = person, approvedBy = await Person(), approvedOn = "2026-01-01", from = "2026-01-01" });
        Assert.StartsWith("1 / ", (await Figure("documents", "rules")).Value);
        await Add("corrective-actions", new { openedOn = "2026-11-01", problem = "慢", source = "review", state = "open", owner = person, dueOn = "2026-11-19" });
        Assert.Equal(("1 / 1", "gap"), await Figure("corrective-actions", "overdue"));
    }

    [Fact]
    public async Task names_in_figures_are_masked_like_any_other()
    {
        await Add("qualifications", new { staff = await Person("赵甲"), kind = "service-manager", name = "管理师证", issuedOn = "2024-01-01", expiresOn = "2026-12-31" });
        var auditor = await (await Host.Member(Company, Role.Auditor)).GetStringAsync("/api/v1/staff/figures");
        Assert.Contains("赵*", auditor);
        Assert.DoesNotContain("赵甲", auditor);
    }

    private async Task<(string Value, string State)> Figure(string register, string key)
    {
        var figure = (await Company.Get($"/api/v1/{register}/figures"))["items"]!.AsArray().Single(f => (string)f!["key"]! == key)!;
        return ((string)figure["value"]!, (string)figure["state"]!);
    }
}
