using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Evidence;

public sealed class EvidencePackRouteTests : HostedTest
{
    [Fact]
    public async Task a_pack_is_made_verified_and_handed_out()
    {
        await Company.Log(new { kind = "complaint", text = "第一件", channel = "web", customer = new { phone = "13812345678" } });
        await Neighbour.Log(new { kind = "complaint", text = "邻居的", channel = "web" });
        var pack = await Made(Company.Client, new { from = "2026-11-01", to = "2026-12-01" });
        Assert.Equal("completed", (string?)pack["status"]);
        Assert.NotEmpty(pack["proved"]!.AsArray());
        var bytes = await Company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{pack.Id()}/download");
        var verdict = await PackVerifier.Verify(new MemoryStream(bytes), (string?)pack["fingerprint"], null, default);
        Assert.Null(verdict.Fault);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries.Where(e => !e.Name.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            var text = await new StreamReader(entry.Open()).ReadToEndAsync();
            Assert.DoesNotContain("13812345678", text);
            Assert.DoesNotContain("邻居的", text);
        }
    }

    [Fact]
    public async Task an_unmasked_pack_needs_a_right_and_a_reason_and_both_are_journaled()
    {
        await Company.Log(new { kind = "complaint", text = "x", customer = new { phone = "13812345678" } });
        (await Company.Client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01", unmask = new { reason = " " } }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "unmask.reason");
        var auditor = await Host.Member(Company, Role.Auditor);
        (await auditor.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01", unmask = new { reason = "抽样回访" } }))
            .IsProblem(HttpStatusCode.Forbidden, "no-right");
        var pack = await Made(Company.Client, new { from = "2026-11-01", to = "2026-12-01", unmask = new { reason = "监管要求" } });
        Assert.False((bool)pack["masked"]!);
        (await auditor.Send(HttpMethod.Get, $"/api/v1/evidence-packs/{pack.Id()}/download")).IsProblem(HttpStatusCode.Forbidden, "no-right");
        var asked = Assert.Single(await Host.Store.For(Company.Tenant).Stream(PackRecord.StreamOf(pack.Id()), default));
        Assert.Equal("监管要求", (string?)asked.Data["unmaskReason"]);
    }

    [Fact]
    public async Task a_later_pack_proves_that_an_earlier_one_is_its_beginning()
    {
        await Company.Log(new { kind = "complaint", text = "一" });
        var first = await Made(Company.Client, new { from = "2026-11-01", to = "2026-12-01" });
        await Company.Log(new { kind = "complaint", text = "二" });
        var second = await Made(Company.Client, new { from = "2026-11-01", to = "2026-12-01", previousPackId = first.Id() });
        var old = await Company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{first.Id()}/download");
        var made = await Company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{second.Id()}/download");
        Assert.Null((await PackVerifier.Verify(new MemoryStream(made), null, new MemoryStream(old), default)).Fault);
    }

    [Fact]
    public async Task a_pack_by_the_clauses_of_a_scheme_says_which_and_how_its_records_were_recorded()
    {
        await Company.Log(new { kind = "complaint", text = "一" });
        var pack = await Made(Company.Client, new { schemeId = "gbt27922-2011", from = "2026-11-01", to = "2026-12-01" });
        Assert.Equal(("completed", "gbt27922-2011", 1, 0), ((string?)pack["status"], (string?)pack["schemeId"], (int)pack["schemeVersion"]!, (int)pack["missing"]!));
        Assert.Equal(1, (int)pack["shares"]!["atTheTime"]!);
        var bytes = await Company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{pack.Id()}/download");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.NotNull(zip.GetEntry("data/clauses/5.3.2.1/index.html"));
    }

    [Theory]
    [InlineData("none", null, "schemeId")]
    [InlineData(null, "none", "outletIds")]
    public async Task a_scheme_or_outlet_that_is_not_there_is_named(string? schemeId, string? outletId, string field) =>
        (await Company.Client.Post("/api/v1/evidence-packs", new { schemeId, from = "2026-11-01", to = "2026-12-01", outletIds = outletId is null ? Array.Empty<string>() : [outletId] }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Theory]
    [InlineData("0001-01-01", "2026-12-01", "from")]
    [InlineData("2026-11-01", "9999-12-01", "to")]
    [InlineData("soon", "2026-12-01", "from")]
    [InlineData("2026-12-01", "2026-11-01", "to")]
    [InlineData("2027-01-01", "2027-02-01", "from")]
    public async Task a_period_that_means_nothing_is_named(string from, string to, string field) =>
        (await Company.Client.Post("/api/v1/evidence-packs", new { from, to })).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task a_neighbour_finds_no_pack()
    {
        var pack = await Made(Company.Client, new { from = "2026-11-01", to = "2026-12-01" });
        (await Neighbour.Client.Send(HttpMethod.Get, $"/api/v1/evidence-packs/{pack.Id()}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Neighbour.Client.Send(HttpMethod.Get, $"/api/v1/evidence-packs/{pack.Id()}/download")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Neighbour.Client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01", previousPackId = pack.Id() }))
            .IsProblem(HttpStatusCode.BadRequest, "invalid", "previousPackId");
    }

    private static async Task<JsonObject> Made(HttpClient client, object request)
    {
        var (response, body) = await client.Post("/api/v1/evidence-packs", request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        while (true)
        {
            var (_, pack) = await client.Send(HttpMethod.Get, response.Headers.Location!.ToString());
            if ((string?)pack["status"] is "completed" or "failed") return pack;
            await Task.Yield();
        }
    }
}
