using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Activities;

public sealed class LogActivityTests : HostedTest
{
    [Fact]
    public async Task what_is_logged_is_answered_with_its_address_its_tag_and_itself()
    {
        var (response, body) = await Company.Client.Post("/api/v1/activities", new
        {
            kind = "complaint", text = "空调不制冷", channel = "web", customer = new { name = "顾客甲", phone = "+86 138-1234-5678" }, product = new { model = "KFR-35" },
        });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/api/v1/activities/{body.Id()}", response.Headers.Location?.ToString());
        Assert.Equal($"\"{(long)body["version"]!}\"", response.Headers.ETag?.Tag);
        Assert.Equal("13812345678", (string?)body["customer"]!["phone"]);
        Assert.Equal("new", (string?)body["status"]);
        var read = await Company.Get($"/api/v1/activities/{body.Id()}");
        Assert.Equal("空调不制冷", (string?)read["text"]);
    }

    [Fact]
    public async Task the_same_request_under_one_key_is_carried_out_once()
    {
        var request = new { kind = "repair", text = "漏水", externalId = "X-1" };
        var first = await Company.Client.Post("/api/v1/activities", request, ("Idempotency-Key", "k"));
        var end = await Host.Store.For(Company.Tenant).End(default);
        var again = await Company.Client.Post("/api/v1/activities", request, ("Idempotency-Key", "k"));
        Assert.Equal(HttpStatusCode.Created, again.Response.StatusCode);
        Assert.Equal(first.Body.Id(), again.Body.Id());
        Assert.Equal("true", again.Response.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(end, await Host.Store.For(Company.Tenant).End(default));
        (await Company.Client.Post("/api/v1/activities", new { kind = "repair", text = "别的" }, ("Idempotency-Key", "k")))
            .IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused", "Idempotency-Key");
    }

    [Fact]
    public async Task a_key_is_kept_for_seven_days_and_means_nothing_to_another_caller()
    {
        var request = new { kind = "repair", text = "漏水" };
        var first = await Company.Client.Post("/api/v1/activities", request, ("Idempotency-Key", "k"));
        var colleague = await Host.Member(Company, ServiceTrack.Tenants.Role.Agent);
        var other = await colleague.Post("/api/v1/activities", request, ("Idempotency-Key", "k"));
        Assert.NotEqual(first.Body.Id(), other.Body.Id());
        Host.Clock.Pass(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        var later = await Company.Client.Post("/api/v1/activities", request, ("Idempotency-Key", "k"));
        Assert.NotEqual(first.Body.Id(), later.Body.Id());
    }

    [Fact]
    public async Task sixty_four_requests_at_once_under_one_key_make_one_activity()
    {
        var request = new { kind = "repair", text = "漏水" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Company.Client.Post("/api/v1/activities", request, ("Idempotency-Key", "race"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Response.StatusCode));
        Assert.Single(answers.Select(a => a.Body.Id()).Distinct());
    }

    [Fact]
    public async Task an_external_id_is_taken_once_per_source()
    {
        await Company.Log(new { kind = "repair", text = "一", externalId = "X", source = "erp" });
        (await Company.Client.Post("/api/v1/activities", new { kind = "repair", text = "二", externalId = "X", source = "erp" }))
            .IsProblem(HttpStatusCode.Conflict, "already-exists", "externalId");
        await Company.Log(new { kind = "repair", text = "三", externalId = "X", source = "shop" });
    }

    [Theory]
    [InlineData("""{ "text": "x" }""", "kind")]
    [InlineData("""{ "kind": "nonsense", "text": "x" }""", "kind")]
    [InlineData("""{ "kind": "repair" }""", "text")]
    [InlineData("""{ "kind": "repair", "text": "  " }""", "text")]
    [InlineData("""{ "kind": "repair", "text": "a\u0000b" }""", "text")]
    [InlineData("""{ "kind": "repair", "text": "x", "occurredAt": "2026-11-20T02:05:01Z" }""", "occurredAt")]
    [InlineData("""{ "kind": "repair", "text": "x", "occurredAt": "yesterday" }""", "occurredAt")]
    [InlineData("""{ "kind": "repair", "text": "x", "channel": "pigeon" }""", "channel")]
    [InlineData("""{ "kind": "repair", "text": "x", "priority": "asap" }""", "priority")]
    [InlineData("""{ "kind": "repair", "text": "x", "outletId": "nowhere" }""", "outletId")]
    [InlineData("""{ "kind": "repair", "text": "x", "product": { "serialNo": "1" } }""", "product.model")]
    [InlineData("""{ "kind": "repair", "text": "x", "product": { "model": "m", "purchasedAt": "1.2.2026" } }""", "product.purchasedAt")]
    [InlineData("""{ "kind": "repair", "text": "x", "fields": { "nonsense": 1 } }""", "fields.nonsense")]
    [InlineData("""{ "kind": "repair", "text": "x", "fields": { "warranty": "perhaps" } }""", "fields.warranty")]
    [InlineData("""{ "kind": "repair", "text": "x", "resolve": {} }""", "resolve.outcome")]
    [InlineData("""{ "kind": "repair", "text": "x", "customer": { "nickname": "y" } }""", "customer.nickname")]
    [InlineData("""{ "kind": "repair", "text": 5 }""", "text")]
    [InlineData("""{ "kind": "repair", "text": """, "text")]
    public async Task what_is_wrong_is_named_and_nothing_is_stored(string request, string field)
    {
        var end = await Host.Store.For(Company.Tenant).End(default);
        var response = await Company.Client.PostAsync("/api/v1/activities", new StringContent(request, System.Text.Encoding.UTF8, "application/json"));
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        (response, body).IsProblem(HttpStatusCode.BadRequest, "invalid", field);
        Assert.Equal(end, await Host.Store.For(Company.Tenant).End(default));
    }

    [Fact]
    public async Task a_text_of_twenty_thousand_code_points_is_kept_and_one_more_is_not()
    {
        var longest = string.Concat(Enumerable.Repeat("𠮷", 20_000));
        var kept = await Company.Log(new { kind = "repair", text = longest });
        Assert.Equal(longest, (string?)kept["text"]);
        (await Company.Client.Post("/api/v1/activities", new { kind = "repair", text = longest + "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "text");
    }

    [Fact]
    public async Task an_odd_phone_number_warns_and_is_kept_as_written()
    {
        var activity = await Company.Log(new { kind = "repair", text = "x", customer = new { phone = "12" } });
        Assert.Equal("12", (string?)activity["customer"]!["phone"]);
        Assert.Single(activity["warnings"]!.AsArray());
    }

    [Fact]
    public async Task a_call_is_answered_by_being_received()
    {
        var call = await Company.Log(new { kind = "complaint", text = "x", channel = "hotline" });
        Assert.Equal("responded", (string?)call["status"]);
        Assert.True((bool)call["answeredInContact"]!);
    }

    [Fact]
    public async Task it_can_be_resolved_in_the_same_call()
    {
        var activity = await Company.Log(new { kind = "consultation", text = "x", resolve = new { outcome = "已解答" } });
        Assert.Equal("resolved", (string?)activity["status"]);
        Assert.NotNull(activity["respondedAt"]);
    }

    [Fact]
    public async Task other_content_types_are_refused()
    {
        var response = await Company.Client.PostAsync("/api/v1/activities", new StringContent("kind=repair", System.Text.Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }
}
