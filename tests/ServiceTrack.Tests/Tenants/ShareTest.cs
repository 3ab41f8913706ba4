using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Tenants;

/// <summary>A company that shares the complaints of one outlet, of November, with an auditor.</summary>
public abstract class ShareTest : RegisterTest
{
    protected const string Email = "auditor@body.example";

    protected sealed record Given(string Person, string Outlet, HttpClient Client);

    protected static object Request(IEnumerable<string>? outlets = null, string[]? packs = null, string validUntil = "2026-12-10", string email = Email) => new
    {
        email, name = "审核员甲", scheme = "gbt27922-2011", clauses = new[] { "5.3.2" }, from = "2026-11-01", to = "2026-12-01", validUntil, reason = "监督审核",
        outlets, packs,
    };

    protected async Task<Given> Give(string outlet, params string[] packs)
    {
        var (response, body) = await Company.Client.Post("/api/v1/shares", Request([outlet], packs));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var person = (string)body["share"]!["id"]!;
        return new(person, outlet, await Host.Client(Company, person));
    }

    protected async Task<string> Complaint(string? outletId, string occurredAt = "2026-11-10T10:00:00+08:00", string kind = "complaint") =>
        (await Company.Log(new { kind, text = "漏水", outletId, occurredAt, channel = "web", customer = new { name = "顾客甲", phone = "13812345678" } })).Id();

    protected async Task<JsonNode?> Last(string filter = "") => (await Company.Get($"/api/v1/audit?limit=1{filter}"))["items"]!.AsArray().FirstOrDefault();
}
