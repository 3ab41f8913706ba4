using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Certification;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Certification;

public sealed class AssessmentRouteTests : HostedTest
{
    [Fact]
    public async Task an_assessment_begins_with_head_office_and_nothing_judged()
    {
        var a = await Open();
        Assert.Single(a["assessment"]!["sheets"]!.AsArray());
        Assert.Equal((null, 0, true), (a["score"]!["score"], (int)a["score"]!["judged"]!, (bool)a["score"]!["estimate"]!));
        Assert.Equal("SchemePutInForce", (await Host.Store.For(Company.Tenant).Stream("scheme/gbt27922-2011", default)).Single().Type);
        (await Neighbour.Client.Send(HttpMethod.Get, Path(a))).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("2026-11-01", "2026-11-01", "to")]
    [InlineData("2026-11-02", "2026-11-01", "to")]
    [InlineData("2022-11-01", "2026-11-01", "from")]
    public async Task a_window_reversed_or_too_long_is_refused(string from, string to, string field) =>
        (await Company.Client.Post("/api/v1/assessments", new { title = "x", schemeId = "gbt27922-2011", from, to })).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task what_is_marked_by_hand_needs_a_reason_and_counts()
    {
        var a = await Open();
        (await Post(a, "marks", new { clause = "5.1.1.1", verdict = "met", reason = " " })).IsProblem(HttpStatusCode.BadRequest, "invalid", "reason");
        (await Post(a, "marks", new { clause = "5.1.1", verdict = "met", reason = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "clause");
        (await Post(a, "marks", new { clause = "5.1.1.1", verdict = "met", reason = "x", outletId = "o" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "outletId");
        (await Post(a, "marks", new { clause = "5.1.1.1", verdict = "notApplicable", reason = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "verdict");
        (await Post(a, "marks", new { clause = "5.2.4.4", verdict = "sampled", reason = "x", drawn = 3, failed = 4 })).IsProblem(HttpStatusCode.BadRequest, "invalid", "drawn");
        await Do(a, "marks", new { clause = "5.1.1.1", verdict = "met", reason = "看过组织图" });
        var (_, last) = await Post(a, "marks", new { clause = "5.1.1.2", verdict = "notMet", reason = "缺合同" });
        Assert.Equal((2, 50m), ((int)last["score"]!["judged"]!, (decimal)last["score"]!["score"]!["shown"]!));
    }

    [Fact]
    public async Task records_propose_marks_that_hands_may_change()
    {
        await Company.Log(new { kind = "training", text = "x" });
        var a = await Open();
        await Do(a, "marks", new { clause = "5.2.1.1", verdict = "met", reason = "x" });
        var marks = (await Do(a, "proposals", new { }))["assessment"]!["sheets"]![0]!["marks"]!;
        Assert.Equal(("partly", "rule", 8), ((string)marks["5.2.2.2"]!["mark"]!["verdict"]!, (string)marks["5.2.2.2"]!["how"]!, (int)marks["5.2.2.2"]!["mark"]!["percent"]!));
        Assert.Equal(("met", "hand"), ((string)marks["5.2.1.1"]!["mark"]!["verdict"]!, (string)marks["5.2.1.1"]!["how"]!));
        Assert.Equal("notMet", (string)marks["5.1.4.2"]!["mark"]!["verdict"]!);
    }

    [Fact]
    public async Task a_draw_can_be_repeated_from_what_stands_in_the_journal()
    {
        List<string> ids = [];
        for (var i = 0; i < 12; i++) ids.Add((await Company.Log(new { kind = "repair", text = "x" })).Id());
        var a = await Open();
        await Do(a, "draws", new { clause = "5.2.4.4", size = 5, number = 20261122 });

        var told = (await Host.Store.For(Company.Tenant).Stream($"assessment/{Id(a)}", default))[^1].Data;
        var basis = told["basis"]!;
        var again = DrawStream.Of(Company.Tenant.Value, (long)basis["size"]!, (string)basis["root"]!, (long)basis["number"]!, (int)told["number"]!, "").Sample(ids, 5);
        Assert.Equal(again, told["ids"]!.AsArray().Select(i => (string)i!));
        Assert.Equal((12, 5), ((int)basis["count"]!, (int)basis["strata"]![0]!["drawn"]!));
        var proof = await Company.Get($"/api/v1/journal/checkpoint");
        Assert.Contains("servicetrack/", (string)proof["text"]!);
    }

    [Fact]
    public async Task samples_judged_cost_their_share_and_what_was_picked_costs_nothing()
    {
        for (var i = 0; i < 4; i++) await Company.Log(new { kind = "repair", text = "x" });
        var picked = (await Company.Log(new { kind = "repair", text = "y" })).Id();
        var a = await Open();
        var drawn = (await Do(a, "draws", new { clause = "5.2.4.4", size = 4, number = 1 }))["assessment"]!["draws"]![0]!["items"]!.AsArray().Select(i => (string)i!["id"]!).ToList();
        await Do(a, "draws", new { clause = "5.2.4.4", ids = new[] { picked } });
        (await Post(a, "judgements", new { draw = 1, id = drawn[0], passed = false })).IsProblem(HttpStatusCode.BadRequest, "invalid", "reason");
        (await Post(a, "judgements", new { draw = 1, id = "another", passed = true })).IsProblem(HttpStatusCode.BadRequest, "invalid", "id");
        foreach (var (id, i) in drawn.Select((id, i) => (id, i))) await Do(a, "judgements", new { draw = 1, id, passed = i > 0, reason = "x" });
        var view = await Do(a, "judgements", new { draw = 2, id = picked, passed = false, reason = "x" });

        Assert.True((bool)view["assessment"]!["draws"]![1]!["basis"]!["picked"]!);
        var clause = view["score"]!["clauses"]!.AsArray().Single(c => (string)c!["clause"]! == "5.2.4.4")!;
        Assert.Equal(0.75m, (decimal)clause["share"]!);
    }

    [Fact]
    public async Task a_draw_by_outlet_takes_of_each_in_proportion()
    {
        var (_, one) = await Company.Client.Post("/api/v1/outlets", new { name = "东店" });
        var (_, two) = await Company.Client.Post("/api/v1/outlets", new { name = "西店" });
        for (var i = 0; i < 8; i++) await Company.Log(new { kind = "repair", text = "x", outletId = i < 6 ? one.Id() : two.Id() });
        var a = await Open();
        var view = await Do(a, "outlets", new { size = 1, number = 5 });
        Assert.Equal(2, view["assessment"]!["sheets"]!.AsArray().Count);
        view = await Do(a, "outlets", new { outletIds = new[] { one.Id(), two.Id() } });
        Assert.Equal(3, view["assessment"]!["sheets"]!.AsArray().Count);
        view = await Do(a, "draws", new { clause = "5.2.4.4", size = 4, number = 5 });
        var strata = view["assessment"]!["draws"]![2]!["basis"]!["strata"]!.AsArray().ToDictionary(s => (string)s!["outlet"]!, s => (int)s!["drawn"]!);
        Assert.Equal((3, 1), (strata[one.Id()], strata[two.Id()]));
        view = await Do(a, "draws", new { clause = "5.2.4.4", outletId = two.Id(), size = 9, number = 5 });
        Assert.Equal(2, view["assessment"]!["draws"]![3]!["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(0, 1, "size")]
    [InlineData(201, 1, "size")]
    [InlineData(1, -1, "number")]
    [InlineData(1, null, "number")]
    public async Task a_draw_asks_for_a_size_and_a_number(int size, int? number, string field) =>
        (await Post(await Open(), "draws", new { clause = "5.2.4.4", size, number })).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task that_a_clause_does_not_apply_is_approved_by_another_where_there_is_one()
    {
        var a = await Open();
        (await Post(a, "exemptions", new { clause = "5.1.1.1", reason = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "clause");
        (await Post(a, "exemptions", new { clause = "5.2.6.1", reason = "" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "reason");
        var quality = await Host.Member(Company, Role.Quality);
        Assert.Equal(HttpStatusCode.OK, (await quality.Post($"{Path(a)}/exemptions", new { clause = "5.2.6.1", reason = "不销售实物" })).Response.StatusCode);
        (await quality.Post($"{Path(a)}/exemptions/decide", new { clause = "5.2.6.1", approved = true })).IsProblem(HttpStatusCode.BadRequest, "invalid", "approved");
        Assert.False((bool)Clause(await Company.Get(Path(a)), "5.2.6.1")["judged"]!);
        Assert.False((bool)Clause(await Do(a, "exemptions/decide", new { clause = "5.2.6.1", approved = true }), "5.2.6.1")["applies"]!);
        (await Post(a, "exemptions/decide", new { clause = "5.2.6.1", approved = true })).IsProblem(HttpStatusCode.BadRequest, "invalid", "clause");
    }

    [Fact]
    public async Task special_deductions_stand_rectified_or_not_until_they_are_withdrawn()
    {
        var a = await Open();
        await Do(a, "marks", new { clause = "5.1.1.1", verdict = "met", reason = "x" });
        for (var i = 0; i < 5; i++) await Do(a, "specials", new { trigger = "own-rules", text = "超时未处理" });
        (await Post(a, "specials", new { trigger = "mood", text = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "trigger");
        Assert.Null((await Do(a, "specials/rectify", new { number = 1, text = "已补救" }))["score"]!["score"]!["level"]);
        var left = await Do(a, "specials/withdraw", new { number = 2, reason = "重复" });
        Assert.Equal((4, "five-star", 96m), ((int)left["score"]!["special"]!, (string)left["score"]!["score"]!["level"]!["id"]!, (decimal)left["score"]!["score"]!["shown"]!));
        (await Post(a, "bonus", new { points = 2, reason = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "points");
        Assert.Equal(97m, (decimal)(await Do(a, "bonus", new { points = 1, reason = "首创" }))["score"]!["score"]!["shown"]!);
    }

    [Fact]
    public async Task expired_licences_broken_promises_and_danger_are_proposed()
    {
        await Company.Log(new { kind = "complaint", text = "热水器漏电" });
        await Company.Client.Post("/api/v1/honours", new { fields = new { kind = "licence", name = "特种设备许可", issuedOn = "2020-01-01", expiresOn = "2026-01-01" } });
        var a = await Open();
        var proposals = (await Company.Get($"{Path(a)}/special-proposals"))["items"]!.AsArray();
        Assert.Equal(["expired-licences", "safety-records"], proposals.Select(p => (string)p!["key"]!));
        Assert.All(proposals, p => Assert.Equal(1, (int)p!["count"]!));
    }

    [Fact]
    public async Task what_is_concluded_is_frozen_and_the_next_one_is_compared_with_it()
    {
        var a = await Open();
        await Do(a, "marks", new { clause = "5.1.1.1", verdict = "notMet", reason = "x" });
        var done = await Do(a, "conclude", new { });
        Assert.Equal(("concluded", "0.0"), ((string)done["assessment"]!["status"]!, (string)done["assessment"]!["result"]!["score"]!));
        (await Post(a, "marks", new { clause = "5.1.1.1", verdict = "met", reason = "x" })).IsProblem(HttpStatusCode.Conflict, "not-allowed-in-status");

        Host.Clock.Pass(TimeSpan.FromDays(1));
        var b = await Open();
        await Do(b, "marks", new { clause = "5.1.1.1", verdict = "met", reason = "x" });
        var compared = await Company.Get($"{Path(b)}/comparison");
        var clause = compared["clauses"]![0]!;
        Assert.Equal((Id(a), 0m, 1m), ((string)compared["before"]!["id"]!, (decimal)clause["before"]!, (decimal)clause["now"]!));
        (await Company.Client.Send(HttpMethod.Get, $"{Path(a)}/comparison")).IsProblem(HttpStatusCode.BadRequest, "invalid", "with");
        Assert.Equal([Id(b), Id(a)], (await Company.Get("/api/v1/assessments"))["items"]!.AsArray().Select(i => (string)i!["id"]!));
    }

    [Fact]
    public async Task a_stale_copy_is_refused_and_an_assessment_is_the_fold_of_its_events()
    {
        var a = await Open();
        await Do(a, "marks", new { clause = "5.1.1.1", verdict = "met", reason = "x" });
        (await Company.Client.Post($"{Path(a)}/marks", new { clause = "5.1.1.1", verdict = "met", reason = "x" }, ("If-Match", "\"1\""))).IsProblem(HttpStatusCode.PreconditionFailed, "stale");
        var store = Host.Store.For(Company.Tenant);
        var folded = AssessmentEvents.Fold(Id(a), await store.Stream($"assessment/{Id(a)}", default));
        var kept = (await store.Find(Assessment.Collection, Id(a), default))!.Value;
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(kept, ServiceTrack.Storage.StoredJson.Options), System.Text.Json.JsonSerializer.Serialize(folded, ServiceTrack.Storage.StoredJson.Options));
    }

    [Fact]
    public async Task serious_records_ask_for_an_explanation_of_the_answer_on_eligibility()
    {
        await Company.Log(new { kind = "complaint", text = "热水器漏电" });
        var a = await Open();
        await Do(a, "eligibility", new { question = "legal-person", met = true });
        (await Post(a, "eligibility", new { question = "no-serious-failure", met = true })).IsProblem(HttpStatusCode.BadRequest, "invalid", "explanation");
        (await Post(a, "eligibility", new { question = "legal-person", met = false })).IsProblem(HttpStatusCode.BadRequest, "invalid", "explanation");
        (await Post(a, "eligibility", new { question = "weather", met = true })).IsProblem(HttpStatusCode.BadRequest, "invalid", "question");
        var answers = (await Do(a, "eligibility", new { question = "no-serious-failure", met = true, explanation = "当日上门更换，无人受伤" }))["assessment"]!["eligibility"]!;
        Assert.Equal((true, 1), ((bool)answers["no-serious-failure"]!["met"]!, (int)answers["no-serious-failure"]!["records"]!));
    }

    private static string Id(JsonNode view) => (string)view["assessment"]!["id"]!;

    private static string Path(JsonNode view) => $"/api/v1/assessments/{Id(view)}";

    private static JsonNode Clause(JsonNode view, string clause) => view["score"]!["clauses"]!.AsArray().Single(c => (string)c!["clause"]! == clause)!;

    private async Task<JsonObject> Open()
    {
        var (response, body) = await Company.Client.Post("/api/v1/assessments", new { title = "自评", schemeId = "gbt27922-2011", from = "2025-11-22", to = "2026-11-22" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return body;
    }

    private Task<(HttpResponseMessage Response, JsonObject Body)> Post(JsonNode a, string verb, object request) => Company.Client.Post($"{Path(a)}/{verb}", request);

    private async Task<JsonObject> Do(JsonNode a, string verb, object request)
    {
        var (response, body) = await Post(a, verb, request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body.ToJsonString());
        return body;
    }
}
