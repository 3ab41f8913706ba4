using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Tenants;

namespace ServiceTrack.Tests.Evidence;

/// <summary>Who gets the PDF of a pack, and what stands in it: the printer of these tests hands the pages on as they are.</summary>
public sealed class PackPdfTests : ShareTest
{
    private const string Phone = "13812345678";

    [Fact]
    public async Task a_finished_pack_is_printed_with_a_cover_that_says_which_one_it_is_and_all_its_pages()
    {
        await Complaint(await Outlet("北"));
        var pack = await Made(new { schemeId = "gbt27922-2011", from = "2026-11-01", to = "2026-12-01" });
        Assert.True((bool)pack["printable"]!);
        Assert.Null(pack["pdf"]);
        (await Company.Client.Send(HttpMethod.Get, PathOf(pack))).IsProblem(HttpStatusCode.NotFound, "not-found");
        var pdf = (await Printed(pack))["pdf"]!;
        Assert.Equal(("completed", 0), ((string)pdf["status"]!, (int)pdf["leftOut"]!));
        var answer = await Company.Client.GetAsync(PathOf(pack));
        Assert.Equal(("application/pdf", "evidence-20261031-20261130.pdf"), (answer.Content.Headers.ContentType!.MediaType!, answer.Content.Headers.ContentDisposition!.FileName!));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((long)pdf["bytes"]!, bytes.Length);
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var known in (string[])["id", "sha256", "fingerprint"]) Assert.Contains((string)pack[known]!, text, StringComparison.Ordinal);
        var files = PackBytes.Of(await Company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{pack.Id()}/download"));
        var pages = files.Names.Where(n => n.EndsWith(".html", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 40);
        Assert.All(pages, page => Assert.Contains($"id=\"{page["data/".Length..]}\"", text, StringComparison.Ordinal));
        Assert.Contains("<h1>投诉台账 <small>Complaint</small></h1>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nothing_in_it_runs_and_no_link_leaves_it()
    {
        await Company.Log(new { kind = "complaint", text = "</td>\n</body>\n<script>\nalert(1)\n</script>\n<a href=\"http://example.com/x.html\">看</a>", channel = "web" });
        var text = await Text(await Made(new { from = "2026-11-01", to = "2026-12-01", unmask = new { reason = "监管要求" } }));
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("addEventListener", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;\nalert(1)\n&lt;/script&gt;", text, StringComparison.Ordinal);
        Assert.All(text.Split("href=\"").Skip(1).Where(t => !t.StartsWith("http://example.com", StringComparison.Ordinal)), t => Assert.StartsWith("#", t, StringComparison.Ordinal));
        Assert.Single(text.Split("</body>").Skip(1));
    }

    [Fact]
    public async Task a_masked_pack_gives_a_masked_pdf_and_one_with_values_opened_is_for_those_who_may_see_them()
    {
        await Complaint(await Outlet("北"));
        var masked = await Text(await Made(new { from = "2026-11-01", to = "2026-12-01" }));
        Assert.DoesNotContain(Phone, masked, StringComparison.Ordinal);
        Assert.DoesNotContain("顾客甲", masked, StringComparison.Ordinal);
        Assert.Contains("138****5678", masked, StringComparison.Ordinal);
        var whole = await Made(new { from = "2026-11-01", to = "2026-12-01", unmask = new { reason = "监管要求" } });
        Assert.Contains(Phone, await Text(whole), StringComparison.Ordinal);
        var auditor = await Host.Member(Company, Role.Auditor);
        (await auditor.Send(HttpMethod.Get, PathOf(whole))).IsProblem(HttpStatusCode.Forbidden, "no-right");
        (await auditor.Post(PathOf(whole))).IsProblem(HttpStatusCode.Forbidden, "no-right");
    }

    [Fact]
    public async Task an_auditor_from_outside_gets_it_with_the_pack_and_on_record()
    {
        var outlet = await Outlet("北");
        var pack = await Made(new { from = "2026-11-01", to = "2026-12-01" });
        var auditor = await Give(outlet, pack.Id());
        Assert.Equal(HttpStatusCode.Accepted, (await auditor.Client.Post(PathOf(pack))).Response.StatusCode);
        await Ended(pack);
        Host.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await auditor.Client.GetAsync(PathOf(pack))).StatusCode);
        var last = (await Last())!;
        Assert.Equal((PathOf(pack), "pack", $"person/{auditor.Person}"), ((string)last["what"]!, (string)last["kind"]!, (string)last["by"]!));
    }

    [Fact]
    public async Task what_could_not_be_printed_says_why_and_may_be_asked_for_again()
    {
        var pack = await Made(new { from = "2026-11-01", to = "2026-12-01" });
        Host.Printer.Broken = "墨尽";
        var pdf = (await Printed(pack))["pdf"]!;
        Assert.Equal(("failed", "墨尽", null), ((string)pdf["status"]!, (string?)pdf["failure"], (string?)pdf["sha256"]));
        (await Company.Client.Send(HttpMethod.Get, PathOf(pack))).IsProblem(HttpStatusCode.NotFound, "not-found");
        Host.Printer.Broken = null;
        Assert.Equal("completed", (string?)(await Printed(pack))["pdf"]!["status"]);
        Host.Printer.Broken = "not asked";
        Assert.Equal("completed", (string?)(await Printed(pack))["pdf"]!["status"]);
    }

    [Fact]
    public async Task what_is_not_finished_is_not_printed()
    {
        var store = Host.Store.For(Company.Tenant);
        PackRecord failed = new("p", default, default, "person/p", Host.Clock.GetUtcNow()) { State = PackState.Failed };
        await store.Commit(new() { At = Host.Clock.GetUtcNow(), Documents = [PackRecord.Collection.Put(failed)] }, default);
        (await Company.Client.Post("/api/v1/evidence-packs/p/pdf")).IsProblem(HttpStatusCode.Conflict, "not-finished");
    }

    [Fact]
    public async Task where_nothing_prints_a_pack_says_so_and_so_does_the_answer()
    {
        await using var host = await TestHost.Start(printing: false);
        var company = await host.Company("b");
        var (_, asked) = await company.Client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01" });
        while ((string?)(await company.Get($"/api/v1/evidence-packs/{asked.Id()}"))["status"] != "completed") await Task.Yield();
        Assert.False((bool)(await company.Get($"/api/v1/evidence-packs/{asked.Id()}"))["printable"]!);
        (await company.Client.Post($"/api/v1/evidence-packs/{asked.Id()}/pdf")).IsProblem(HttpStatusCode.NotImplemented, "no-printer");
    }

    private static string PathOf(JsonObject pack) => $"/api/v1/evidence-packs/{pack.Id()}/pdf";

    private async Task<string> Text(JsonObject pack)
    {
        await Printed(pack);
        return await Company.Client.GetStringAsync(PathOf(pack));
    }

    private async Task<JsonObject> Printed(JsonObject pack)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Company.Client.Post(PathOf(pack))).Response.StatusCode);
        return await Ended(pack);
    }

    private async Task<JsonObject> Ended(JsonObject pack)
    {
        while (true)
        {
            var now = await Company.Get($"/api/v1/evidence-packs/{pack.Id()}");
            if ((string?)now["pdf"]!["status"] != "queued") return now;
            await Task.Yield();
        }
    }

    private async Task<JsonObject> Made(object request)
    {
        var (_, asked) = await Company.Client.Post("/api/v1/evidence-packs", request);
        while (true)
        {
            var now = await Company.Get($"/api/v1/evidence-packs/{asked.Id()}");
            if ((string?)now["status"] is "completed") return now;
            await Task.Yield();
        }
    }
}
