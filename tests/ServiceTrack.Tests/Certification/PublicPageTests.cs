using System.Net;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class PublicPageTests : RegisterTest
{
    [Fact]
    public async Task there_is_none_until_the_owner_turns_it_on_and_none_again_after()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Anonymous().GetAsync($"/c/{Company.Tenant}")).StatusCode);
        var manager = await Host.Member(Company, ServiceTrack.Tenants.Role.Manager);
        (await manager.Send(HttpMethod.Put, "/api/v1/public-page", new { on = true })).IsProblem(HttpStatusCode.Forbidden, "no-right");
        Assert.Equal($"/c/{Company.Tenant}", (string)(await Turn(on: true)).Body["address"]!);
        Assert.Equal(HttpStatusCode.OK, (await Host.Anonymous().GetAsync($"/c/{Company.Tenant}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Anonymous().GetAsync($"/c/{Neighbour.Tenant}")).StatusCode);
        await Turn(on: false);
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Anonymous().GetAsync($"/c/{Company.Tenant}")).StatusCode);
        var events = await Host.Store.For(Company.Tenant).Stream("public-page", default);
        Assert.Equal([true, false], events.Select(e => (bool)e.Data["on"]!));
    }

    [Fact]
    public async Task it_shows_the_fingerprint_in_fours_and_the_last_checkpoint_and_runs_no_script()
    {
        await Turn(on: true);
        var key = (string)(await Company.Get("/api/v1/journal/key"))["fingerprint"]!;
        var checkpoint = await Company.Get("/api/v1/journal/checkpoint");
        var response = await Host.Anonymous().GetAsync($"/c/{Company.Tenant}");
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains(string.Join(' ', key.Chunk(4).Select(c => new string(c))), page);
        Assert.Contains((string)checkpoint["text"]!, WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("<script", page);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task certificates_in_force_stand_there_if_the_company_wants_it()
    {
        await Add("certificates", new { name = "<b>五星</b>", number = "N-1", body = "机构", issuedOn = "2026-01-01", expiresOn = "2028-12-31", link = "https://cx.cnca.cn/?a=1&b=2" });
        await Add("certificates", new { name = "旧证", number = "N-0", body = "机构", issuedOn = "2022-01-01", expiresOn = "2024-12-31" });
        await Turn(on: true);
        Assert.DoesNotContain("N-1", await Page(Company.Tenant.Value));
        await Turn(on: true, certificates: true);
        var page = await Page(Company.Tenant.Value);
        Assert.Contains("N-1", page);
        Assert.Contains("<b>五星", WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("<b>五星", page);
        Assert.DoesNotContain("N-0", page);
    }

    [Fact]
    public async Task a_chosen_name_is_one_companys_alone_and_free_again_once_given_up()
    {
        await Turn(on: true, name: "haoshi");
        Assert.Contains("a</h1>", await Page("haoshi"));
        (await Neighbour.Client.Send(HttpMethod.Put, "/api/v1/public-page", new { on = true, name = "haoshi" })).IsProblem(HttpStatusCode.Conflict, "already-exists", "name");
        (await Turn(on: true, name: "No!")).IsProblem(HttpStatusCode.BadRequest, "invalid", "name");
        await Turn(on: true, name: "haoshi-2");
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Anonymous().GetAsync("/c/haoshi")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Neighbour.Client.Send(HttpMethod.Put, "/api/v1/public-page", new { on = true, name = "haoshi" })).Response.StatusCode);
    }

    private Task<string> Page(string company) => Host.Anonymous().GetStringAsync($"/c/{company}");

    private Task<(HttpResponseMessage Response, System.Text.Json.Nodes.JsonObject Body)> Turn(bool on, string? name = null, bool certificates = false) =>
        Company.Client.Send(HttpMethod.Put, "/api/v1/public-page", new { on, name, certificates });
}
