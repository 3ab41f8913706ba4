using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Tenants;

namespace ServiceTrack.Tests.Evidence;

public sealed class RevealTests : ShareTest
{
    [Fact]
    public async Task the_phone_of_a_drawn_record_is_shown_once_and_journaled_with_its_reason_sealed()
    {
        var auditor = await Give(await Outlet("北"));
        var id = await Complaint(auditor.Outlet);
        var assessment = await Assessment(auditor.Outlet);
        var (_, sample) = await auditor.Client.Post($"/api/v1/samples/{assessment}", new { clause = "5.3.2.2", outletId = auditor.Outlet, rule = 0, size = 5, number = 20261120 });
        Assert.Equal(id, (string)Assert.Single(sample["items"]!.AsArray())!["id"]!);
        Assert.False((bool)sample["basis"]!["picked"]!);
        var (response, revealed) = await auditor.Client.Post($"/api/v1/activities/{id}/reveal", new { reason = "电话回访王某" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("13812345678", (string)revealed["phone"]!);
        Assert.Equal("138****5678", (string)(await auditor.Client.Send(HttpMethod.Get, $"/api/v1/activities/{id}")).Body["customer"]!["phone"]!);
        var logged = (await Last("&kind=reveal"))!;
        Assert.Equal(("电话回访王某", $"/api/v1/activities/{id}/reveal"), ((string)logged["reason"]!, (string)logged["what"]!));
        var e = (await Host.Store.For(Company.Tenant).Feed(0, 200, default)).Single(e => e.Type == "CustomerPhoneRevealed");
        Assert.Equal(id, (string)e.Data["activity"]!);
        Assert.DoesNotContain("王某", System.Text.Encoding.UTF8.GetString(e.Leaf.Span));
    }

    [Fact]
    public async Task nobody_is_called_who_was_neither_drawn_nor_picked()
    {
        var auditor = await Give(await Outlet("北"));
        var id = await Complaint(auditor.Outlet);
        (await auditor.Client.Post($"/api/v1/activities/{id}/reveal", new { reason = "x" })).IsProblem(HttpStatusCode.Forbidden, "not-sampled");
        Assert.Null(await Last("&kind=reveal"));
        var assessment = await Assessment(auditor.Outlet);
        var (_, sample) = await auditor.Client.Post($"/api/v1/samples/{assessment}", new { clause = "5.3.2.2", outletId = auditor.Outlet, rule = 0, ids = new[] { id } });
        Assert.True((bool)sample["basis"]!["picked"]!);
        (await auditor.Client.Post($"/api/v1/activities/{id}/reveal", new { reason = " " })).IsProblem(HttpStatusCode.BadRequest, "invalid", "reason");
        Assert.Equal(HttpStatusCode.OK, (await auditor.Client.Post($"/api/v1/activities/{id}/reveal", new { reason = "x" })).Response.StatusCode);
        // That one was picked says nothing of another.
        (await auditor.Client.Post($"/api/v1/activities/{await Complaint(auditor.Outlet)}/reveal", new { reason = "x" })).IsProblem(HttpStatusCode.Forbidden, "not-sampled");
    }

    [Fact]
    public async Task an_auditor_samples_what_the_share_covers_and_nothing_else()
    {
        var auditor = await Give(await Outlet("北"));
        var south = await Outlet("南");
        var (mine, repair) = (await Complaint(auditor.Outlet), await Complaint(auditor.Outlet, kind: "repair"));
        var assessment = await Assessment(auditor.Outlet, south);
        foreach (var other in (object[])[
            new { clause = "5.2.4.1", outletId = auditor.Outlet, size = 1, number = 1 }, new { clause = "5.3.2.2", outletId = south, size = 1, number = 1 },
            new { clause = "5.3.2.2", size = 1, number = 1 }])
            (await auditor.Client.Post($"/api/v1/samples/{assessment}", other)).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await auditor.Client.Post($"/api/v1/samples/{assessment}", new { clause = "5.3.2.2", outletId = auditor.Outlet, kinds = new[] { "repair" }, size = 1, number = 1 }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "kinds");
        (await auditor.Client.Post($"/api/v1/samples/{assessment}", new { clause = "5.3.2.2", outletId = auditor.Outlet, rule = 0, ids = new[] { repair } }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "ids");
        var before = await Complaint(auditor.Outlet, "2026-10-10T10:00:00+08:00");
        (await auditor.Client.Post($"/api/v1/samples/{assessment}", new { clause = "5.3.2.2", outletId = auditor.Outlet, rule = 0, ids = new[] { before } }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "ids");
        await Company.Client.Post($"/api/v1/assessments/{assessment}/draws", new { clause = "5.2.4.1", outletId = auditor.Outlet, rule = 1, ids = new[] { repair } });
        Assert.Empty((await auditor.Client.Send(HttpMethod.Get, "/api/v1/samples")).Body["items"]!.AsArray());
        await auditor.Client.Post($"/api/v1/samples/{assessment}", new { clause = "5.3.2.2", outletId = auditor.Outlet, rule = 0, ids = new[] { mine } });
        Assert.Single((await auditor.Client.Send(HttpMethod.Get, "/api/v1/samples")).Body["items"]!.AsArray());
        Assert.Equal(2, (await Company.Get("/api/v1/samples"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task an_assessment_under_another_scheme_is_nobodys_to_sample_though_its_clauses_are_called_alike()
    {
        var auditor = await Give(await Outlet("北"));
        var complaint = await Complaint(auditor.Outlet);
        var scheme = (await Company.Get("/api/v1/schemes/gbt27922-2011"))["scheme"]!.AsObject();
        scheme["id"] = "own";
        Assert.Equal(HttpStatusCode.Created, (await Company.Client.Post("/api/v1/schemes", scheme)).Response.StatusCode);
        var assessment = await AssessmentUnder("own", auditor.Outlet);
        var pick = new { clause = "5.3.2.2", outletId = auditor.Outlet, rule = 0, ids = new[] { complaint } };
        (await auditor.Client.Post($"/api/v1/samples/{assessment}", pick)).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await Company.Client.Post($"/api/v1/samples/{assessment}", pick)).Response.StatusCode);
        Assert.Empty((await auditor.Client.Send(HttpMethod.Get, "/api/v1/samples")).Body["items"]!.AsArray());
        (await auditor.Client.Post($"/api/v1/activities/{complaint}/reveal", new { reason = "x" })).IsProblem(HttpStatusCode.Forbidden, "not-sampled");
    }

    [Fact]
    public async Task no_phone_is_shown_that_cannot_be_put_on_record()
    {
        var full = false;
        await using var host = await TestHost.Start(around: s => new WatchedStore(s, (_, _, _) => full ? throw new StoreUnavailableException("full") : Task.CompletedTask));
        var company = await host.Company("b");
        var (_, given) = await company.Client.Post("/api/v1/shares", Request());
        var auditor = await host.Client(company, (string)given["share"]!["id"]!);
        var id = (await company.Log(new { kind = "complaint", text = "x", occurredAt = "2026-11-10T10:00:00+08:00", channel = "web", customer = new { phone = "13812345678" } })).Id();
        var (_, opened) = await company.Client.Post("/api/v1/assessments", new { title = "x", schemeId = "gbt27922-2011", from = "2026-01-01", to = "2026-12-01" });
        var (sampled, _) = await auditor.Post($"/api/v1/samples/{(string)opened["assessment"]!["id"]!}", new { clause = "5.3.2.2", rule = 0, ids = new[] { id } });
        Assert.Equal(HttpStatusCode.OK, sampled.StatusCode);
        full = true;
        (await auditor.Post($"/api/v1/activities/{id}/reveal", new { reason = "x" })).IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        full = false;
        Assert.Equal(HttpStatusCode.OK, (await auditor.Post($"/api/v1/activities/{id}/reveal", new { reason = "x" })).Response.StatusCode);
    }

    private Task<string> Assessment(params string[] outlets) => AssessmentUnder("gbt27922-2011", outlets);

    private async Task<string> AssessmentUnder(string schemeId, params string[] outlets)
    {
        var (_, body) = await Company.Client.Post("/api/v1/assessments", new { title = "监督审核", schemeId, from = "2026-01-01", to = "2026-12-01" });
        var id = (string)body["assessment"]!["id"]!;
        var (picked, answer) = await Company.Client.Post($"/api/v1/assessments/{id}/outlets", new { outletIds = outlets });
        Assert.True(picked.StatusCode == HttpStatusCode.OK, answer.ToJsonString());
        return id;
    }
}
