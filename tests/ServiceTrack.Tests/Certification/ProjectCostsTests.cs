using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Registers;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class ProjectCostsTests : RegisterTest
{
    [Fact]
    public void amounts_are_summed_by_stage_and_kind_to_the_cent_and_currencies_stay_apart()
    {
        var lines = ProjectCosts.Of([("s1", ["audit", "travel"]), ("s2", ["audit"])],
            [Amount("s1", "audit", "100.00"), Amount("s1", "audit", "20.30"), Amount("s2", "audit", "5", "USD")],
            [Amount("s1", "audit", "0.10"), Amount("s1", "audit", "0.20"), Amount("s2", "audit", "4.99", "USD"), Amount("s2", "audit", "7.01"), Amount(null, "other", "1.00")]);
        Assert.Equal(
        [
            new("s1", "audit", "CNY", 120.30m, .30m), new("s1", "travel", "CNY", null, 0), new("s2", "audit", "CNY", null, 7.01m), new("s2", "audit", "USD", 5m, 4.99m),
            new(null, "other", "CNY", null, 1m),
        ], lines);
        Assert.Equal([new("CNY", 120.30m, 8.31m), new("USD", 5m, 4.99m)], ProjectCosts.Totals(lines));
        Assert.Equal([120m, null, null, .01m, null], lines.Select(l => l.Left));
    }

    [Fact]
    public void ten_thousand_cents_are_a_hundred()
    {
        var cents = Enumerable.Repeat(Amount("s1", "travel", "0.01"), 10_000).ToList();
        Assert.Equal(100m, ProjectCosts.Totals(ProjectCosts.Of([], [], cents)).Single().Paid);
    }

    [Fact]
    public async Task a_project_shows_what_its_stages_were_planned_for_and_cost()
    {
        var (project, other) = (await Project(), await Project());
        await Company.Client.Post($"/api/v1/certification-projects/{project}/plan");
        var stage = (string)(await Progress(project))["stages"]![0]!["entry"]!;
        await Add("certification-cost-plans", new { kind = "audit", purpose = "审核费", amount = 1000, project, stage });
        await Add("certification-costs", new { paidOn = "2026-11-01", kind = "audit", purpose = "首款", amount = 400.1, project, stage });
        await Add("certification-costs", new { paidOn = "2026-11-02", kind = "audit", purpose = "尾款", amount = 700.2, project, stage });
        await Add("certification-costs", new { paidOn = "2026-11-02", kind = "other", purpose = "证书费", amount = 50, currency = "HKD", project });
        await Add("certification-costs", new { paidOn = "2026-11-02", kind = "audit", purpose = "别的项目", amount = 9, project = other });
        var progress = await Progress(project);
        var audit = progress["costs"]!.AsArray().First(c => (string?)c!["stage"] == stage && (string)c["kind"]!["zh"]! == "审核费")!;
        Assert.Equal(("第一阶段审核", "1000.00", "1100.30", "-100.30"), ((string)audit["stageName"]!["zh"]!, (string)audit["planned"]!, (string)audit["paid"]!, (string)audit["left"]!));
        Assert.Equal(["CNY 1100.30", "HKD 50.00"], progress["costTotals"]!.AsArray().Select(t => $"{t!["currency"]} {t["paid"]}"));
        Assert.Equal("9.00", (string)(await Progress(other))["costTotals"]![0]!["paid"]!);
    }

    [Fact]
    public async Task a_stage_of_another_project_is_refused()
    {
        var (project, other) = (await Project(), await Project());
        var stage = await Add("project-stages", new { project = other, stage = "现场审核" });
        (await Post("certification-costs", new { paidOn = "2026-11-01", kind = "audit", purpose = "x", amount = 1, project, stage })).IsProblemOf("fields.stage");
        (await Post("certification-costs", new { paidOn = "2026-11-01", kind = "audit", purpose = "x", amount = 1, stage })).IsProblemOf("fields.stage");
        (await Post("certification-cost-plans", new { kind = "audit", purpose = "x", amount = 1 })).IsProblemOf("fields.project");
    }

    private Task<string> Project() => Add("certification-projects", new { name = "试点", scheme = "two-stage-service", startedOn = "2026-10-01" });

    private Task<JsonObject> Progress(string project) => Company.Get($"/api/v1/certification-projects/{project}/progress");

    private static RegisterEntry Amount(string? stage, string kind, string amount, string? currency = null)
    {
        var fields = ImmutableSortedDictionary<string, string>.Empty.Add("kind", kind).Add("amount", amount);
        if (stage is not null) fields = fields.Add("stage", stage);
        if (currency is not null) fields = fields.Add("currency", currency);
        return new("", "certification-costs", 1, fields, [], default, default, "", Recorded.AtTheTime, false);
    }
}
