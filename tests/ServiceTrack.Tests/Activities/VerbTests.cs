using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Activities;

public sealed class VerbTests : HostedTest
{
    private static readonly Dictionary<string, object> Requests = new()
    {
        ["respond"] = new { }, ["start"] = new { }, ["hold"] = new { reason = "等待配件" }, ["resume"] = new { }, ["resolve"] = new { outcome = "已维修" },
        ["close"] = new { }, ["reopen"] = new { reason = "又坏了" }, ["cancel"] = new { reason = "误报" }, ["urge"] = new { },
        ["note"] = new { text = "记录" }, ["categorize"] = new { category = "delivery" }, ["assign"] = new { queueId = "二线" },
        ["amend"] = new { fields = new { subject = "改" }, reason = "写错" },
    };

    [Theory]
    [InlineData("new", "respond assign start hold resolve cancel amend urge note categorize")]
    [InlineData("responded", "respond assign start hold resolve cancel amend urge note categorize")]
    [InlineData("inProgress", "respond assign hold resolve cancel amend urge note categorize")]
    [InlineData("onHold", "respond assign resume resolve cancel amend urge note categorize")]
    [InlineData("resolved", "close reopen amend note categorize")]
    [InlineData("closed", "reopen amend note categorize")]
    [InlineData("cancelled", "note categorize")]
    public async Task each_status_allows_its_verbs_and_refuses_the_others(string status, string allowed)
    {
        foreach (var (verb, request) in Requests)
        {
            var id = await In(status);
            var before = await Company.Get($"/api/v1/activities/{id}");
            var answer = await Company.Client.Post($"/api/v1/activities/{id}/{verb}", request);
            if (allowed.Split(' ').Contains(verb))
            {
                Assert.Equal(HttpStatusCode.OK, answer.Response.StatusCode);
                Assert.Contains(verb, before["allowedVerbs"]!.AsArray().Select(v => (string)v!));
            }
            else
            {
                answer.IsProblem(HttpStatusCode.Conflict, "not-allowed-in-status");
                Assert.DoesNotContain(verb, before["allowedVerbs"]!.AsArray().Select(v => (string)v!));
                Assert.True(JsonNode.DeepEquals(before, await Company.Get($"/api/v1/activities/{id}")));
            }
        }
    }

    [Fact]
    public async Task a_caller_who_saw_an_older_version_changes_nothing()
    {
        var id = await In("new");
        await Company.Client.Post($"/api/v1/activities/{id}/respond");
        (await Company.Client.Post($"/api/v1/activities/{id}/start", null, ("If-Match", "\"1\""))).IsProblem(HttpStatusCode.PreconditionFailed, "stale");
        (await Company.Client.Post($"/api/v1/activities/{id}/start", null, ("If-Match", "nonsense"))).IsProblem(HttpStatusCode.BadRequest, "invalid", "If-Match");
        var (response, _) = await Company.Client.Post($"/api/v1/activities/{id}/start", null, ("If-Match", "\"2\""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task what_the_product_adds_by_itself_makes_nobodys_copy_stale()
    {
        var id = await In("new");
        var store = Host.Store.For(Company.Tenant);
        var setup = (await store.Find(ServiceTrack.Tenants.Setup.Collection, ServiceTrack.Tenants.Setup.Id, default))!.Value;
        var activity = (await store.Find(ActivityCollection.Activities, id, default))!.Value;
        await new ActivityDesk(store, setup, Host.Store.Directory).Append(
            activity, [new ActivityAlarmed("response/due-soon", Host.Clock.Now)], "system/sla", null, Host.Clock.Now, default);
        var (response, _) = await Company.Client.Post($"/api/v1/activities/{id}/start", null, ("If-Match", "\"1\""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task a_verb_under_one_key_happens_once()
    {
        var id = await In("new");
        await Company.Client.Post($"/api/v1/activities/{id}/urge", null, ("Idempotency-Key", "u"));
        var again = await Company.Client.Post($"/api/v1/activities/{id}/urge", null, ("Idempotency-Key", "u"));
        Assert.Equal("true", again.Response.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(1, (int)(await Company.Get($"/api/v1/activities/{id}"))["urged"]!);
    }

    [Theory]
    [InlineData("assign", """{ "assigneeId": "nobody" }""", "assigneeId")]
    [InlineData("assign", "{}", "assigneeId")]
    [InlineData("hold", "{}", "reason")]
    [InlineData("hold", """{ "reason": "x", "until": "2020-01-01T00:00:00Z" }""", "until")]
    [InlineData("resolve", "{}", "outcome")]
    [InlineData("cancel", """{ "reason": " " }""", "reason")]
    [InlineData("merge", """{ "intoId": "nothing" }""", "intoId")]
    [InlineData("link", """{ "activityId": "nothing", "relation": "related" }""", "activityId")]
    [InlineData("link", """{ "activityId": "nothing", "relation": "married" }""", "relation")]
    [InlineData("categorize", """{ "category": "weather" }""", "category")]
    [InlineData("amend", """{ "reason": "x", "fields": { "status": "closed" } }""", "fields.status")]
    [InlineData("note", """{ "text": "x", "visibility": "all" }""", "visibility")]
    public async Task what_is_wrong_with_a_verb_is_named(string verb, string request, string field)
    {
        var id = await In("new");
        var response = await Company.Client.PostAsync($"/api/v1/activities/{id}/{verb}", new StringContent(request, System.Text.Encoding.UTF8, "application/json"));
        (response, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject()).IsProblem(HttpStatusCode.BadRequest, "invalid", field);
        Assert.Equal(1, (int)(await Company.Get($"/api/v1/activities/{id}"))["version"]!);
    }

    [Fact]
    public async Task a_visit_goes_from_appointment_to_signature()
    {
        var id = (await Company.Log(new { kind = "repair", text = "不制冷", channel = "web" })).Id();
        (await Company.Client.Post($"/api/v1/activities/{id}/check-in")).IsProblem(HttpStatusCode.Conflict, "not-allowed-in-status");
        await Ok(id, "schedule", new { scheduledAt = Host.Clock.Now.AddHours(3) });
        await Ok(id, "accept", null);
        await Ok(id, "check-in", null);
        (await Company.Client.Post($"/api/v1/activities/{id}/complete")).IsProblem(HttpStatusCode.BadRequest, "invalid", "signedBy");
        var done = await Ok(id, "complete", new { unsignedReason = "absent" });
        Assert.Equal("completed", (string?)done["visit"]!["state"]);
        Assert.Equal("absent", (string?)done["fields"]!["unsignedReason"]);
    }

    [Fact]
    public async Task a_return_carries_the_laws_advice_with_its_source()
    {
        var activity = await Company.Log(new
        {
            kind = "return", text = "开机黑屏", fields = new { invoiceDate = "2026-11-15", fault = true },
        });
        Assert.Equal("seven-days", (string?)activity["advice"]!["rule"]);
        Assert.NotEmpty((string)activity["advice"]!["source"]!);
        var decided = await Ok(activity.Id(), "decide-return", new { decision = "refund" });
        Assert.Equal("refund", (string?)decided["fields"]!["decision"]);
    }

    private async Task<JsonObject> Ok(string id, string verb, object? request)
    {
        var (response, body) = await Company.Client.Post($"/api/v1/activities/{id}/{verb}", request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return body;
    }

    /// <summary>A new complaint brought to a status by the verbs people use.</summary>
    private async Task<string> In(string status)
    {
        var id = (await Company.Log(new { kind = "complaint", text = "x", channel = "web" })).Id();
        string[] way = status switch
        {
            "responded" => ["respond"],
            "inProgress" => ["start"],
            "onHold" => ["hold"],
            "resolved" => ["resolve"],
            "closed" => ["resolve", "close"],
            "cancelled" => ["cancel"],
            _ => [],
        };
        foreach (var verb in way) await Ok(id, verb, Requests[verb]);
        return id;
    }
}
