using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Classification;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Customers;

/// <summary>A customer whose words are found nowhere else, planted wherever the product takes a customer's data in.</summary>
internal static class MarkedPerson
{
    public const string Phone = "13987650123", WrittenOtherwise = "+86 139-8765-0123", Email = "quxmark@example.com";

    /// <summary>Name, number, address and everything that was said.</summary>
    public static readonly string[] Words =
        ["痕迹人", Phone, "139****0123", "quxmark", "quxroad", "quxfirst", "quxamended", "quxnote", "quxserial", "quxfile", "quxrow", "quxcell", "quxreason", "quxgoods", "quxanswer"];

    /// <returns>The id of the activity that was logged, and the stored packs, masked and not.</returns>
    public static async Task<(string Activity, string Masked, string Whole)> Plant(TestHost host, TestCompany company)
    {
        var id = (await company.Log(new
        {
            kind = "complaint", text = "Quxfirst 漏水", channel = "web", product = new { model = "W1", serialNo = "QUXSERIAL01" },
            customer = new { name = "痕迹人", phone = Phone, email = Email, address = "Quxroad 7" },
        })).Id();
        await Done(company.Client.Post($"/api/v1/activities/{id}/amend", new { fields = new { text = "Quxamended 漏水" }, reason = "Quxreason" }));
        await Done(company.Client.Post($"/api/v1/activities/{id}/note", new { text = "Quxnote", visibility = "internal" }));
        await Done(company.Client.Post($"/api/v1/activities/{id}/respond", new { note = "Quxnote" }));
        await Done(company.Client.Post($"/api/v1/activities/{id}/categorize", new { category = "product-quality" }));
        await Attach(company, id, "Quxfile 痕迹人 says.", personal: true);
        await Attach(company, id, "The manual of W1.", personal: false);
        while (await host.Store.For(company.Tenant).Find(Correction.Collection, id, default) is null) await Task.Yield();
        var (_, product) = await company.Client.Post("/api/v1/products", new { fields = new { model = "W1", name = "洗衣机" } });
        await Done(company.Client.Post("/api/v1/serials", new { fields = new { serialNo = "QUXGOODS02", product = product.Id(), customer = "痕迹人", phone = Phone } }));
        var (_, project) = await company.Client.Post("/api/v1/certification-projects", new { fields = new { name = "试点", scheme = "two-stage-service", startedOn = "2026-01-01" } });
        await Done(company.Client.Post("/api/v1/perceived-quality-answers", new { fields = new { answeredOn = "2026-11-01", project = project.Id(), tangibles = 1, how = "phone", customer = "Quxanswer", phone = Phone } }));
        await company.Client.GetByteArrayAsync($"/api/v1/activities/export?q={Phone}");
        await Import(company, "痕迹人.csv",
            "受理时间,问题描述,客户姓名,联系电话,邮箱\n"
            + $"2026-11-01 10:00,Quxrow,痕迹人,{WrittenOtherwise},Quxcell at nowhere\n"
            + $"昨天 Quxcell {Phone},Quxrow,痕迹人,{Phone},\n"
            + "2026-11-02 10:00,别人的,李四,13800000002,\n");
        return (id, await Pack(company, null), await Printed(company, await Pack(company, "监管要求")));
    }

    public static async Task<string> Pack(TestCompany company, string? unmask, string? previous = null)
    {
        var (_, pack) = await company.Client.Post("/api/v1/evidence-packs", new
        {
            from = "2026-10-01", to = "2026-12-01", previousPackId = previous, unmask = unmask is null ? null : new { reason = unmask },
        });
        return (await Ended(company, $"/api/v1/evidence-packs/{pack.Id()}")).Id();
    }

    private static async Task<string> Printed(TestCompany company, string pack)
    {
        await Done(company.Client.Post($"/api/v1/evidence-packs/{pack}/pdf"));
        while ((string?)(await company.Get($"/api/v1/evidence-packs/{pack}"))["pdf"]!["status"] != "completed") await Task.Yield();
        return pack;
    }

    /// <summary>The erasure as it ended.</summary>
    public static async Task<JsonObject> Erase(TestCompany company, object request)
    {
        var (response, asked) = await company.Client.Post("/api/v1/erasures", request);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, asked.ToJsonString());
        return await Ended(company, $"/api/v1/erasures/{asked.Id()}");
    }

    public static async Task<JsonObject> Ended(TestCompany company, string path)
    {
        while (true)
        {
            var job = await company.Get(path);
            if ((string)job["status"]! is "completed" or "failed") return job;
            await Task.Yield();
        }
    }

    private static async Task Import(TestCompany company, string name, string content)
    {
        using var form = new MultipartFormDataContent { { new StringContent(content, Encoding.UTF8), "file", name } };
        var response = await company.Client.PostAsync("/api/v1/imports?kind=complaint", form);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var job = await Ended(company, $"/api/v1/imports/{JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject().Id()}");
        Assert.Equal((2, 1), ((int)job["counts"]!["added"]!, (int)job["counts"]!["bad"]!));
        Assert.NotEmpty(job["warnings"]!.AsArray());
    }

    private static async Task Attach(TestCompany company, string id, string content, bool personal)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(content, Encoding.UTF8, "text/plain"), "file", personal ? "quxfile.txt" : "manual.txt" }, { new StringContent(personal ? "true" : "false"), "personal" },
        };
        Assert.Equal(HttpStatusCode.Created, (await company.Client.PostAsync($"/api/v1/activities/{id}/attachments", form)).StatusCode);
    }

    private static async Task Done(Task<(HttpResponseMessage Response, JsonObject Body)> request)
    {
        var (response, body) = await request;
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
    }
}
