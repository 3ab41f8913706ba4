using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Network;

public sealed class OutletTests : HostedTest
{
    [Fact]
    public async Task an_outlet_says_what_it_is_and_under_which_contract()
    {
        var request = new
        {
            name = "城东店", kind = "sales", ownership = "entrusted", area = "东区", contractNumber = "HT-7", contractUntil = "2027-06-30", contact = "周甲", phone = "138 1234 5678",
        };
        var (response, made) = await Company.Client.Post("/api/v1/outlets", request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(("sales", "HT-7", "2027-06-30", "13812345678"), ((string)made["kind"]!, (string)made["contractNumber"]!, (string)made["contractUntil"]!, (string)made["phone"]!));
        var auditor = await Host.Member(Company, Role.Auditor);
        var seen = JsonNode.Parse(await auditor.GetStringAsync($"/api/v1/outlets/{made.Id()}"))!;
        Assert.Equal(("周*", "138****5678"), ((string)seen["contact"]!, (string)seen["phone"]!));
        await Company.Client.Post("/api/v1/outlets", new { name = "维修站" });
        Assert.Equal(["城东店"], await Named("kind=sales"));
        Assert.Equal(["维修站"], await Named("kind=service"));
    }

    [Theory]
    [InlineData("kind", "warehouse")]
    [InlineData("contractUntil", "next year")]
    public async Task what_means_nothing_is_named(string field, string value) =>
        (await Company.Client.Post("/api/v1/outlets", new Dictionary<string, string> { ["name"] = "x", [field] = value })).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task one_that_an_import_named_waits_to_be_confirmed()
    {
        using var form = new MultipartFormDataContent { { new StringContent("时间,问题描述,网点\n2026-11-01 10:00,x,新网点\n"), "file", "a.csv" } };
        var job = JsonNode.Parse(await (await Company.Client.PostAsync("/api/v1/imports?kind=complaint", form)).Content.ReadAsStringAsync())!.AsObject().Id();
        while ((string?)(await Company.Get($"/api/v1/imports/{job}"))["status"] != "completed") await Task.Yield();
        Assert.Equal(["新网点"], await Named("confirmed=false"));
        var id = (await Company.Get("/api/v1/outlets?confirmed=false"))["items"]![0]!.AsObject().Id();
        Assert.Equal(HttpStatusCode.NoContent, (await Company.Client.Send(HttpMethod.Put, $"/api/v1/outlets/{id}", new { name = "新网点" })).Response.StatusCode);
        Assert.Empty(await Named("confirmed=false"));
        Assert.Equal(["新网点"], await Named("confirmed=true"));
    }

    private async Task<string[]> Named(string filter) =>
        [.. (await Company.Get($"/api/v1/outlets?{filter}"))["items"]!.AsArray().Select(o => (string)o!["name"]!)];
}
