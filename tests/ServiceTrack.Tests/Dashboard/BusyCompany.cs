using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Dashboard;

/// <summary>A company with two outlets and a little of everything that a dashboard counts, at 14:45 of a working day.</summary>
internal sealed record BusyCompany(TestCompany Company, string North, string South)
{
    public HttpClient Client => Company.Client;

    public static async Task<BusyCompany> In(TestHost host, string name)
    {
        var company = await host.Company(name);
        var busy = new BusyCompany(company, await Outlet("North"), await Outlet("South"));
        await busy.Fill(host.Clock.Now);
        return busy;

        async Task<string> Outlet(string outlet) => 
            (await (await company.Client.PostAsJsonAsync("/api/v1/outlets", new { name = outlet })).Content.ReadFromJsonAsync<JsonObject>())!["id"]!.ToString();
    }

    public async Task<string> Log(object request) => (await Company.Log(request))["id"]!.ToString();

    public async Task Do(string id, string verb, object body) =>
        (await Client.PostAsJsonAsync($"/api/v1/activities/{id}/{verb}", body)).EnsureSuccessStatusCode();

    private async Task Fill(DateTimeOffset now)
    {
        foreach (var (outlet, i) in ((string?, int)[])[(null, 0), (North, 1), (North, 2), (South, 3), (South, 4), (South, 5)])
        {
            var dangerous = await Log(new { kind = "complaint", text = "wobbles", channel = "web", outletId = outlet });
            await Do(dangerous, "categorize", new { category = "product-quality", severity = "safety" });
            await Log(new { kind = "consultation", text = "how", channel = "hotline", outletId = outlet });
            await Log(new { kind = "repair", text = "late", channel = "wechat", outletId = outlet, occurredAt = now.AddDays(-i) });
            // Due at ten to four: not yet soon at a quarter to three, but ten minutes later.
            await Log(new { kind = "delivery", text = "since yesterday", channel = "web", outletId = outlet, occurredAt = now.AddMinutes(-1_120) });
            await Log(new { kind = "repair", text = "old", channel = "web", outletId = outlet, occurredAt = now.AddDays(-40) });
            var solved = await Log(new { kind = "repair", text = "solved", channel = "web", outletId = outlet, occurredAt = now.AddMinutes(-i - 10) });
            await Do(solved, "respond", new { });
            await Do(solved, "assign", new { assigneeId = Company.Owner.Id });
            await Do(solved, "resolve", new { outcome = "fixed" });
            var dropped = await Log(new { kind = "delivery", text = "dropped", channel = "counter", outletId = outlet, occurredAt = now.AddHours(-1) });
            await Do(dropped, "cancel", new { reason = "twice" });
        }
        var moved = await Log(new { kind = "complaint", text = "wrong outlet", channel = "web", outletId = South, occurredAt = now.AddDays(-3) });
        await Do(moved, "amend", new { fields = new { outletId = North }, reason = "it was the other one" });
        await Do(moved, "categorize", new { category = "billing", severity = "safety" });
        var held = await Log(new { kind = "complaint", text = "held", channel = "web", outletId = North });
        await Do(held, "hold", new { reason = "parts" });
        await Do(await Log(new { kind = "complaint", text = "merged", channel = "email", outletId = North }), "merge", new { intoId = held });
    }
}
