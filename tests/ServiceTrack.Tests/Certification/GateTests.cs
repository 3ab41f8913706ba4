using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class GateTests : RegisterTest
{
    [Fact]
    public async Task stage_two_is_not_done_before_the_index_is_reached()
    {
        var project = await Project(new { cpsqLeast = 70, cpsqAnswers = 2 });
        await Company.Client.Post($"/api/v1/certification-projects/{project}/plan");
        var stages = (await Progress(project))["stages"]!.AsArray();
        Assert.Equal(["第一阶段审核", "阶段间整改", "第二阶段审核"], stages.Select(s => (string)s!["name"]!["zh"]!));
        Assert.Equal([null, null, "perceived-quality"], stages.Select(s => (string?)s!["waitsFor"]));
        // The first stage waits for nothing.
        Assert.Equal(HttpStatusCode.OK, (await Done(stages[0]!, project, "2026-11-10")).Response.StatusCode);

        await Answer(project, "2026-11-12", 5);
        await Refused(stages[2]!, project, "1 of 2");
        await Answer(project, "2026-11-13", 1);
        await Refused(stages[2]!, project, "50.0");
        await Answer(project, "2026-11-18", 5);
        await Answer(project, "2026-11-18", 5);
        Assert.Equal(("passed", 75m, 4), await Standing(project));
        Assert.All((await Progress(project))["stages"]!.AsArray(), s => Assert.Null(s!["waitsFor"]));
        // On the day before those answers it was closed.
        (await Done(stages[2]!, project, "2026-11-17")).IsProblemOf("fields.doneOn");
        Assert.Equal(HttpStatusCode.OK, (await Done(stages[2]!, project, "2026-11-18")).Response.StatusCode);
    }

    [Fact]
    public async Task an_audit_of_the_second_stage_waits_too()
    {
        var project = await Project(new { });
        (await Post("certification-audits", new { project, kind = "stage-2", heldOn = "2026-11-19" })).IsProblemOf("fields.heldOn");
        await Add("certification-audits", new { project, kind = "stage-1", heldOn = "2026-11-19" });
        await Answer(project, "2026-11-12", 5);
        Assert.Equal(("noThreshold", 100m, 1), await Standing(project));
        (await Post("certification-audits", new { project, kind = "stage-2", heldOn = "2026-11-19" })).IsProblemOf("fields.heldOn");
        await Put("certification-projects", project, new { name = "试点", scheme = "two-stage-service", startedOn = "2026-10-01", cpsqLeast = 100, cpsqAnswers = 1 });
        var audit = await Add("certification-audits", new { project, kind = "stage-2", heldOn = "2026-11-19" });
        // A later worse answer does not take back what was held; the date, once it moves, is judged again.
        await Answer(project, "2026-11-19", 1);
        Assert.Equal(HttpStatusCode.OK, (await Put("certification-audits", audit, new { project, kind = "stage-2", heldOn = "2026-11-19", result = "passed" })).Response.StatusCode);
        (await Put("certification-audits", audit, new { project, kind = "stage-2", heldOn = "2026-11-20" })).IsProblemOf("fields.heldOn");
    }

    [Fact]
    public async Task answers_and_history_come_out_of_files()
    {
        var project = await Project(new { cpsqLeast = 50, cpsqAnswers = 3 });
        await Import("perceived-quality-answers", "答卷日期,认证项目,有形性,可靠性,响应性,保证性,移情性,调查方式,顾客电话\n2026-11-01,试点,5,5,5,5,5,电话,13812345678\n2026-11-02,试点,3,3,3,3,3,网络,\n");
        Assert.Equal(("tooFewAnswers", 75m, 2), await Standing(project));
        // What a file tells of the past was held before anybody asked for the index here.
        await Import("certification-audits", "认证项目,类别,审核日期\n试点,第二阶段,2026-11-03\n");
        Assert.Single(await Listed("certification-audits?kind=stage-2"));
    }

    [Fact]
    public async Task another_project_and_another_company_open_nothing()
    {
        var (project, other) = (await Project(new { cpsqLeast = 50, cpsqAnswers = 1 }), await Project(new { cpsqLeast = 50, cpsqAnswers = 1 }));
        await Answer(other, "2026-11-12", 5);
        Assert.Equal(("tooFewAnswers", null, 0), await Standing(project));
        Assert.Equal(("passed", 100m, 1), await Standing(other));
        Assert.Equal(HttpStatusCode.NotFound, (await Neighbour.Client.GetAsync($"/api/v1/certification-projects/{project}/progress")).StatusCode);
        var theirs = new { answeredOn = "2026-11-12", project, tangibles = 5, how = "phone" };
        (await Post("perceived-quality-answers", theirs, Neighbour.Client)).IsProblemOf("fields.project");
    }

    [Fact]
    public async Task a_project_shows_the_index_with_its_answers_and_says_what_is_ours()
    {
        var project = await Project(new { cpsqLeast = 60, tangiblesWeight = .5, reliabilityWeight = .5 });
        await Add("perceived-quality-answers", new { answeredOn = "2026-11-12", project, tangibles = 5, reliability = 4, how = "phone", customer = "张三", phone = "13812345678" });
        await Add("perceived-quality-answers", new { answeredOn = "2026-11-13", project, tangibles = 4, how = "online" });
        var gate = (await Progress(project))["gates"]!.AsArray().Single()!;
        Assert.Equal(("ours", "seed", "tooFewAnswers", true, 30), ((string)gate["formula"]!, (string)gate["source"]!, (string)gate["state"]!, (bool)gate["few"]!, (int)gate["leastAnswers"]!));
        // (100 + 75) / 2 and 75, by halves: 81.25, cut.
        Assert.Equal(81.2m, (decimal)gate["index"]!);
        Assert.Equal([2, 1, 0, 0, 0], gate["dimensions"]!.AsArray().Select(d => (int)d!["answers"]!));
        Assert.Equal((int)gate["answers"]!, (await Listed(((string)gate["list"]!)["/api/v1/".Length..])).Length);

        var auditor = await Host.Member(Company, Role.Auditor);
        var seen = await auditor.GetStringAsync("/api/v1/perceived-quality-answers");
        Assert.Contains("138****5678", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", seen, StringComparison.Ordinal);
        (await (await Host.Member(Company, Role.Agent)).Send(HttpMethod.Get, $"/api/v1/certification-projects/{project}/progress")).IsProblem(HttpStatusCode.Forbidden, "no-right");
        var local = await Host.Member(Company, Role.Manager, await Outlet());
        (await local.Send(HttpMethod.Get, $"/api/v1/certification-projects/{project}/progress")).IsProblem(HttpStatusCode.Forbidden, "no-right");
    }

    [Fact]
    public async Task answers_and_terms_that_mean_nothing_are_refused_by_field()
    {
        var project = await Project(new { });
        (await Post("perceived-quality-answers", new { answeredOn = "2026-11-12", project, tangibles = 6, reliability = 0, how = "phone" })).IsProblemOf("fields.reliability", "fields.tangibles");
        (await Post("perceived-quality-answers", new { answeredOn = "2026-11-12", project, empathy = 3.5, how = "phone" })).IsProblemOf("fields.empathy");
        (await Post("perceived-quality-answers", new { answeredOn = "2026-11-12", project, how = "phone" })).IsProblemOf("fields.tangibles");
        foreach (var (terms, field) in new (object, string)[]
        {
            (new { tangiblesWeight = .5, empathyWeight = .4 }, "tangiblesWeight"), (new { tangiblesWeight = .33333, empathyWeight = .66667 }, "tangiblesWeight"),
            (new { cpsqLeast = 101 }, "cpsqLeast"), (new { cpsqAnswers = 1.5 }, "cpsqAnswers"), (new { cpsqAnswers = 0 }, "cpsqAnswers"),
        })
            (await Post("certification-projects", Terms(terms))).IsProblemOf($"fields.{field}");
    }

    private async Task Import(string register, string csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(csv), "file", "a.csv" } };
        var result = JsonNode.Parse(await (await Company.Client.PostAsync($"/api/v1/{register}/import", form)).Content.ReadAsStringAsync())!;
        Assert.True((int)result["counts"]!["bad"]! == 0 && (int)result["counts"]!["added"]! > 0, result.ToJsonString());
    }

    private Task<string> Project(object terms) => Add("certification-projects", Terms(terms));

    private static JsonObject Terms(object terms)
    {
        var fields = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(terms)!;
        (fields["name"], fields["scheme"], fields["startedOn"]) = ("试点", "two-stage-service", "2026-10-01");
        return fields;
    }

    private Task<string> Answer(string project, string on, int score) => Add("perceived-quality-answers", new
    {
        answeredOn = on, project, tangibles = score, reliability = score, responsiveness = score, assurance = score, empathy = score, how = "phone",
    });

    private Task<(HttpResponseMessage Response, JsonObject Body)> Done(JsonNode stage, string project, string on) =>
        Put("project-stages", (string)stage["entry"]!, new { project, stage = (string)stage["name"]!["zh"]!, plannedFrom = (string?)stage["plannedFrom"], doneOn = on });

    private async Task Refused(JsonNode stage, string project, string because)
    {
        var answer = await Done(stage, project, "2026-11-20");
        answer.IsProblemOf("fields.doneOn");
        Assert.Contains(because, answer.Body.ToJsonString(), StringComparison.Ordinal);
    }

    private Task<JsonObject> Progress(string project) => Company.Get($"/api/v1/certification-projects/{project}/progress");

    private async Task<(string State, decimal? Index, int Answers)> Standing(string project)
    {
        var gate = (await Progress(project))["gates"]!.AsArray().Single()!;
        return ((string)gate["state"]!, (decimal?)gate["index"], (int)gate["answers"]!);
    }
}
