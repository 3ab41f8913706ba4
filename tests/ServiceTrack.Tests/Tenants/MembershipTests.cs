using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Tenants;

public sealed class MembershipTests : HostedTest
{
    [Fact]
    public async Task an_ended_access_ends_at_once_with_its_tokens_and_can_be_given_again()
    {
        var (client, person) = await Member(Role.Agent);
        var (answer, body) = await Change(person, new { role = "agent", validUntil = Host.Clock.GetUtcNow() });
        Assert.Equal((HttpStatusCode.OK, 2), (answer.StatusCode, (int)body["version"]!));
        (await client.Send(HttpMethod.Get, "/api/v1/activities")).IsProblem(HttpStatusCode.Forbidden, "access-ended");
        await Change(person, new { role = "agent" });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/activities")).StatusCode);
    }

    [Fact]
    public async Task a_changed_role_gives_and_takes_rights_at_the_next_request()
    {
        var (client, person) = await Member(Role.Agent);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/v1/tokens")).StatusCode);
        await Change(person, new { role = "owner" });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/tokens")).StatusCode);
    }

    [Fact]
    public async Task outlets_narrow_what_is_seen_and_must_exist()
    {
        var (client, person) = await Member(Role.Agent);
        var (_, outlet) = await Company.Client.Post("/api/v1/outlets", new { name = "North" });
        await Company.Log(new { kind = "repair", text = "x", channel = "web" });
        await Change(person, new { role = "agent", outlets = new[] { outlet.Id() }, staffNumber = "7" });
        Assert.Empty((await client.GetFromJsonAsync<JsonObject>("/api/v1/activities"))!["items"]!.AsArray());
        (await Change(person, new { role = "agent", outlets = new[] { "none" } })).IsProblem(HttpStatusCode.BadRequest, "invalid", "outlets");
        (await Change(person, new { role = "agent", staffNumber = new string('7', 201) })).IsProblem(HttpStatusCode.BadRequest, "invalid", "staffNumber");
        var added = new { name = "x", email = "x@example.com", password = "a long password", role = "agent", staffNumber = new string('7', 201) };
        (await Company.Client.Post("/api/v1/people", added)).IsProblem(HttpStatusCode.BadRequest, "invalid", "staffNumber");
        Assert.Equal("7", (string?)(await Company.Get($"/api/v1/people/{person}"))["staffNumber"]);
    }

    [Theory]
    [InlineData("agent", false, false)]
    [InlineData("owner", true, false)]
    [InlineData("owner", false, true)]
    public async Task a_company_keeps_an_owner_who_can_let_everybody_else_in(string role, bool ends, bool outlets)
    {
        var (_, outlet) = await Company.Client.Post("/api/v1/outlets", new { name = "North" });
        object less = new { role, validUntil = ends ? Host.Clock.GetUtcNow().AddDays(9) : (DateTimeOffset?)null, outlets = outlets ? new[] { outlet.Id() } : [] };
        (await Change(Company.Owner.Id, less)).IsProblem(HttpStatusCode.BadRequest, "invalid", "role");
        await Member(Role.Owner, outlet.Id());
        (await Change(Company.Owner.Id, less)).IsProblem(HttpStatusCode.BadRequest, "invalid", "role");
        await Member(Role.Owner);
        Assert.Equal(HttpStatusCode.OK, (await Change(Company.Owner.Id, less)).Response.StatusCode);
    }

    [Fact]
    public async Task of_two_owners_who_end_each_others_access_at_once_one_stays()
    {
        for (var round = 0; round < 10; round++)
        {
            var company = await Host.Company($"pair{round}");
            var second = await Host.Member(company, Role.Owner);
            var other = (string)(await second.GetFromJsonAsync<JsonObject>("/api/v1/session"))!["personId"]!;
            var over = new { role = "owner", validUntil = Host.Clock.GetUtcNow() };
            var answers = await Task.WhenAll(
                company.Client.Send(HttpMethod.Put, $"/api/v1/people/{other}", over), second.Send(HttpMethod.Put, $"/api/v1/people/{company.Owner.Id}", over));
            Assert.Single(answers, a => a.Response.StatusCode == HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task a_change_of_what_somebody_else_changed_meanwhile_is_refused()
    {
        var (_, person) = await Member(Role.Agent);
        var tag = (await Company.Client.GetAsync($"/api/v1/people/{person}")).Headers.ETag!.Tag;
        await Change(person, new { role = "manager" });
        (await Change(person, new { role = "quality" }, ("If-Match", tag))).IsProblem(HttpStatusCode.PreconditionFailed, "stale");
        Assert.Equal("manager", (string?)(await Company.Get($"/api/v1/people/{person}"))["role"]);
    }

    [Fact]
    public async Task others_people_cannot_be_changed_and_only_an_owner_changes_any()
    {
        (await Change(Neighbour.Owner.Id, new { role = "agent" })).IsProblem(HttpStatusCode.NotFound, "not-found");
        var (manager, person) = await Member(Role.Manager);
        (await manager.Send(HttpMethod.Put, $"/api/v1/people/{person}", new { role = "owner" })).IsProblem(HttpStatusCode.Forbidden, "no-right");
    }

    [Fact]
    public async Task the_log_says_who_made_whom_what_and_nothing_of_what_was_refused()
    {
        var (_, person) = await Member(Role.Agent);
        await Change(Company.Owner.Id, new { role = "agent" });
        await Change(person, new { role = "quality" });
        var log = (await Company.Get("/api/v1/audit?kind=access"))["items"]!.AsArray();
        Assert.StartsWith($"/api/v1/people/{person}?role=Quality", (string)Assert.Single(log)!["what"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_token_that_is_made_or_revoked_is_on_the_log()
    {
        var (_, token) = await Company.Client.Post("/api/v1/tokens", new { name = "till", rights = new[] { "read" } });
        await Company.Client.DeleteAsync($"/api/v1/tokens/{token.Id()}");
        var log = (await Company.Get("/api/v1/audit?kind=access"))["items"]!.AsArray().Select(d => (string)d!["what"]!).Order();
        Assert.Equal(["/api/v1/tokens/revoked?name=till", "/api/v1/tokens?name=till&rights=Read"], log);
    }

    private async Task<(HttpClient Client, string Id)> Member(Role role, params string[] outlets)
    {
        var client = await Host.Member(Company, role, outlets);
        return (client, (string)(await client.GetFromJsonAsync<JsonObject>("/api/v1/session"))!["personId"]!);
    }

    private Task<(HttpResponseMessage Response, JsonObject Body)> Change(string person, object body, params (string Name, string Value)[] headers) =>
        Company.Client.Send(HttpMethod.Put, $"/api/v1/people/{person}", body, headers);
}
