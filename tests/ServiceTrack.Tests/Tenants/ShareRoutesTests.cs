using System.Net;
using System.Net.Http.Json;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Tenants;

public sealed class ShareRoutesTests : ShareTest
{
    [Fact]
    public async Task an_invited_auditor_signs_in_with_the_password_that_was_shown_once()
    {
        var north = await Outlet("北");
        var (_, given) = await Company.Client.Post("/api/v1/shares", Request([north]));
        var client = Host.Anonymous();
        var signedIn = await client.Post("/api/v1/session", new { login = Email, password = (string)given["password"]! });
        Assert.Equal(HttpStatusCode.OK, signedIn.Response.StatusCode);
        Assert.Equal(["5.3.2"], signedIn.Body["share"]!["clauses"]!.AsArray().Select(c => (string)c!));
        Assert.Equal(["complaint"], signedIn.Body["share"]!["kinds"]!.AsArray().Select(c => (string)c!));
        var listed = Assert.Single((await Company.Get("/api/v1/shares"))["items"]!.AsArray())!;
        Assert.Equal(north, (string)listed["outlets"]![0]!);
    }

    [Fact]
    public async Task somebody_who_is_known_already_gets_the_membership_and_no_password()
    {
        await Host.Company("body");
        var (response, given) = await Company.Client.Post("/api/v1/shares", Request(email: "owner@body.example"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Null(given["password"]);
        var signedIn = await Host.Anonymous().Post("/api/v1/session", new { login = "owner@body.example", password = "a long password", tenantId = Company.Tenant.Value });
        Assert.Equal("auditor", (string)signedIn.Body["role"]!);
        Assert.Equal(2, signedIn.Body["companies"]!.AsArray().Count);
    }

    [Fact]
    public async Task who_belongs_to_the_company_is_no_auditor_from_outside() =>
        (await Company.Client.Post("/api/v1/shares", Request(email: Company.Owner.Email))).IsProblem(HttpStatusCode.Conflict, "already-exists", "email");

    [Fact]
    public async Task every_bad_field_is_named_at_once()
    {
        var answer = await Company.Client.Post("/api/v1/shares", new
        {
            email = "x", name = " ", scheme = "gbt27922-2011", clauses = new[] { "5.3.2", "9.9" }, from = "2026-12-01", to = "2026-11-01", validUntil = "2027-11-01", reason = "",
            outlets = new[] { "nowhere" }, packs = new[] { "none" },
        });
        answer.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(["clauses[1]", "email", "name", "outlets[0]", "packs[0]", "reason", "to", "validUntil"], answer.Body["errors"]!.AsObject().Select(e => e.Key));
        (await Company.Client.Post("/api/v1/shares", Request(validUntil: "2026-11-19"))).IsProblem(HttpStatusCode.BadRequest, "invalid", "validUntil");
        Assert.Empty((await Company.Get("/api/v1/shares"))["items"]!.AsArray());
    }

    [Fact]
    public async Task only_the_owner_gives_ends_and_lists_shares()
    {
        var manager = await Host.Member(Company, Role.Manager);
        (await manager.Post("/api/v1/shares", Request())).IsProblem(HttpStatusCode.Forbidden, "no-right");
        (await manager.Send(HttpMethod.Get, "/api/v1/shares")).IsProblem(HttpStatusCode.Forbidden, "no-right");
        (await manager.Send(HttpMethod.Get, "/api/v1/audit")).IsProblem(HttpStatusCode.Forbidden, "no-right");
    }

    [Fact]
    public async Task a_share_ends_at_the_very_instant_and_says_so()
    {
        var auditor = await Give(await Outlet("北"));
        // The tenth of December begins in Shanghai.
        Host.Clock.Pass(new DateTimeOffset(2026, 12, 9, 15, 59, 59, TimeSpan.Zero) - Host.Clock.Now);
        Assert.Equal(HttpStatusCode.OK, (await auditor.Client.GetAsync("/api/v1/activities")).StatusCode);
        Host.Clock.Pass(TimeSpan.FromSeconds(1));
        var refused = await auditor.Client.Send(HttpMethod.Get, "/api/v1/activities");
        refused.IsProblem(HttpStatusCode.Forbidden, "access-ended");
        Assert.Contains("2026-12-09T16:00:00Z", (string)refused.Body["detail"]!);
    }

    [Fact]
    public async Task an_ended_share_takes_sessions_and_tokens_along_and_a_new_one_brings_none_back()
    {
        var north = await Outlet("北");
        var (_, given) = await Company.Client.Post("/api/v1/shares", Request([north]));
        var (person, password) = ((string)given["share"]!["id"]!, (string)given["password"]!);
        var token = await Host.Client(Company, person);
        var session = Host.Anonymous();
        session.DefaultRequestHeaders.Add("Cookie", (await SignIn(password)).Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/api/v1/session")).StatusCode);
        var ended = await Company.Client.Send(HttpMethod.Delete, $"/api/v1/shares/{person}", new { reason = "审核结束" });
        Assert.Equal(HttpStatusCode.NoContent, ended.Response.StatusCode);
        foreach (var client in (HttpClient[])[token, session]) (await client.Send(HttpMethod.Get, "/api/v1/activities")).IsProblem(HttpStatusCode.Forbidden, "access-ended");
        Assert.Equal(HttpStatusCode.Forbidden, (await SignIn(password)).StatusCode);
        (await Company.Client.Send(HttpMethod.Delete, $"/api/v1/shares/{person}", new { reason = "x" })).IsProblem(HttpStatusCode.Conflict, "already-ended");

        Host.Clock.Pass(TimeSpan.FromMinutes(1));
        await Company.Client.Post("/api/v1/shares", Request([north]));
        foreach (var client in (HttpClient[])[token, session]) (await client.Send(HttpMethod.Get, "/api/v1/activities")).IsProblem(HttpStatusCode.Unauthorized, "sign-in-needed");
        Assert.Equal(HttpStatusCode.OK, (await SignIn(password)).StatusCode);

        async Task<HttpResponseMessage> SignIn(string with) =>
            await Host.Anonymous().PostAsJsonAsync("/api/v1/session", new { login = Email, password = with, tenantId = Company.Tenant.Value });
    }

    [Fact]
    public async Task what_was_given_and_ended_stands_in_the_journal_without_the_reasons_words()
    {
        var auditor = await Give(await Outlet("北"));
        await Company.Client.Send(HttpMethod.Delete, $"/api/v1/shares/{auditor.Person}", new { reason = "审核结束" });
        var store = Host.Store.For(Company.Tenant);
        var events = (await store.Feed(0, 200, default)).Where(e => e.Stream.StartsWith("share/", StringComparison.Ordinal)).ToList();
        Assert.Equal(["AuditorInvited", "ShareEnded"], events.Select(e => e.Type));
        Assert.Equal(auditor.Person, (string)events[0].Data["person"]!);
        Assert.Equal(["reason"], events[1].Personal.Select(p => p.Path));
        Assert.All(events, e => Assert.DoesNotContain("审核", System.Text.Encoding.UTF8.GetString(e.Leaf.Span)));
    }

    [Fact]
    public async Task a_shares_period_begins_with_its_first_day_and_ends_before_its_last()
    {
        var (_, given) = await Company.Client.Post("/api/v1/shares", new
        {
            email = Email, name = "x", scheme = "gbt27922-2011", clauses = new[] { "5.3.2" }, from = "2026-11-05", to = "2026-11-10", validUntil = "2026-12-10", reason = "x",
        });
        var auditor = await Host.Client(Company, (string)given["share"]!["id"]!);
        string[] inside = [await Complaint(null, "2026-11-05T00:00:00+08:00"), await Complaint(null, "2026-11-09T23:59:59+08:00")];
        string[] outside = [await Complaint(null, "2026-11-04T23:59:59+08:00"), await Complaint(null, "2026-11-10T00:00:00+08:00")];
        Assert.Equal(inside.Order(), (await Listed("activities", auditor)).Order());
        foreach (var id in inside) Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/api/v1/activities/{id}")).StatusCode);
        foreach (var id in outside) Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/api/v1/activities/{id}")).StatusCode);
    }

    [Fact]
    public async Task a_register_with_masked_values_is_not_searched_by_an_auditor_from_outside()
    {
        var (_, given) = await Company.Client.Post("/api/v1/shares", new
        {
            email = Email, name = "x", scheme = "gbt27922-2011", clauses = new[] { "5.1.2.1" }, from = "2026-11-01", to = "2026-12-01", validUntil = "2026-12-10", reason = "x",
        });
        var auditor = await Host.Client(Company, (string)given["share"]!["id"]!);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/api/v1/qualifications")).StatusCode);
        (await auditor.Send(HttpMethod.Get, "/api/v1/qualifications?q=1")).IsProblem(HttpStatusCode.BadRequest, "invalid", "q");
    }

    [Fact]
    public async Task a_clause_that_counts_grave_records_alone_shares_no_others()
    {
        var clause = new
        {
            id = "A", name = new { zh = "安全", en = "Safety" }, source = "ours", evidence = new[] { new { from = "activities", severities = new[] { "serious" }, enough = 1, source = "ours" } },
        };
        await Company.Client.Post("/api/v1/schemes", new { id = "grave", name = new { zh = "安全", en = "Safety" }, clauses = new[] { clause } });
        var (_, given) = await Company.Client.Post("/api/v1/shares", new
        {
            email = Email, name = "x", scheme = "grave", clauses = new[] { "A" }, from = "2026-11-01", to = "2026-12-01", validUntil = "2026-12-10", reason = "x",
        });
        var auditor = await Host.Client(Company, (string)given["share"]!["id"]!);
        var (grave, other) = (await Complaint(null), await Complaint(null));
        foreach (var (id, severity) in new[] { (grave, "serious"), (other, "normal") })
            Assert.Equal(HttpStatusCode.OK, (await Company.Client.Post($"/api/v1/activities/{id}/categorize", new { category = "other", severity })).Response.StatusCode);
        Assert.Equal([grave], await Listed("activities", auditor));
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/api/v1/activities/{grave}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/api/v1/activities/{other}")).StatusCode);
    }

    [Fact]
    public async Task a_scheme_that_is_changed_afterwards_widens_nothing()
    {
        var auditor = await Give(await Outlet("北"));
        var repair = await Complaint(auditor.Outlet, kind: "repair");
        var scheme = (await Company.Get("/api/v1/schemes/gbt27922-2011"))["scheme"]!.AsObject();
        scheme["clauses"]!.AsArray().Single(c => (string)c!["id"]! == "5.3.2.1")!["evidence"]![1]!["kinds"]!.AsArray().Add("repair");
        Assert.Equal(HttpStatusCode.OK, (await Company.Client.Send(HttpMethod.Put, "/api/v1/schemes/gbt27922-2011", scheme)).Response.StatusCode);
        (await auditor.Client.Send(HttpMethod.Get, $"/api/v1/activities/{repair}")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }
}
