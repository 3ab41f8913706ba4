using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Tests.Tenants;

public sealed class PasswordTests : ShareTest
{
    private const string Path = "/api/v1/session/password", Old = "a long password", New = "a longer password";

    [Fact]
    public async Task a_changed_password_is_the_one_to_sign_in_with_and_ends_every_other_session()
    {
        var (one, other) = (await SignedIn(Old), await SignedIn(Old));
        var (answer, _) = await one.Post(Path, new { current = Old, password = New });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/v1/session")).StatusCode);
        one.DefaultRequestHeaders.Remove("Cookie");
        one.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn(Old)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(New)).StatusCode);
    }

    [Theory]
    [InlineData("another password", New, "current")]
    [InlineData(Old, "short", "password")]
    [InlineData(Old, Old, "password")]
    public async Task a_change_needs_the_current_password_and_a_new_one_that_is_long_enough(string current, string password, string field)
    {
        (await Company.Client.Post(Path, new { current, password })).IsProblem(HttpStatusCode.BadRequest, "invalid", field);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(Old)).StatusCode);
        Assert.Empty(await Log());
    }

    [Fact]
    public async Task wrong_tries_lock_the_account_and_count_with_those_of_signing_in()
    {
        for (var i = 0; i < 8; i++) await Company.Client.Post(Path, new { current = "wrong", password = New });
        (await Company.Client.Post(Path, new { current = Old, password = New })).IsProblem(HttpStatusCode.BadRequest, "invalid", "current");
        for (var i = 9; i < SignInLimit.Most; i++) await Company.Client.Post(Path, new { current = "wrong", password = New });
        (await Company.Client.Post(Path, new { current = Old, password = New })).IsProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task the_log_of_the_company_says_that_it_was_done_and_nothing_of_the_password()
    {
        await Company.Client.Post(Path, new { current = Old, password = New });
        var kept = Assert.Single(await Log());
        Assert.Equal((Company.Owner.Name, Path), ((string)kept!["name"]!, (string)kept["what"]!));
        Assert.DoesNotContain(New, kept.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await Neighbour.Get("/api/v1/audit"))["items"]!.AsArray());
    }

    [Fact]
    public async Task an_auditor_from_outside_changes_the_password_that_was_shown()
    {
        var (_, given) = await Company.Client.Post("/api/v1/shares", Request());
        var shown = (string)given["password"]!;
        var auditor = await SignedIn(shown, Email);
        Assert.Equal(HttpStatusCode.NoContent, (await auditor.Post(Path, new { current = shown, password = New })).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn(shown, Email)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(New, Email)).StatusCode);
    }

    private async Task<JsonArray> Log() => (await Company.Get("/api/v1/audit?kind=password"))["items"]!.AsArray();

    private async Task<HttpClient> SignedIn(string password, string login = "owner@a.example")
    {
        var client = Host.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", (await SignIn(password, login)).Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return client;
    }

    private Task<HttpResponseMessage> SignIn(string password, string login = "owner@a.example") =>
        Host.Anonymous().PostAsJsonAsync("/api/v1/session", new { login, password });
}
