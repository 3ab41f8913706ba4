using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Dashboard;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Reports;

public sealed class ReportTests : IAsyncLifetime
{
    private TestHost? started;
    private BusyCompany? ours;

    private TestHost Host => started ?? throw new InvalidOperationException("Not started.");
    private BusyCompany Ours => ours ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        started = await TestHost.Start();
        ours = await BusyCompany.In(Host, "ours");
        await BusyCompany.In(Host, "neighbour");
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    [Theory]
    [InlineData("day", "")]
    [InlineData("week", "")]
    [InlineData("month", "")]
    [InlineData("kind", "kind")]
    [InlineData("outlet", "outletId")]
    [InlineData("channel", "channel")]
    [InlineData("category", "")]
    [InlineData("agent", "assigneeId")]
    public async Task groups_add_up_to_the_list_of_the_period(string groupBy, string filter)
    {
        var report = await Report(Ours.Client, "workload", $"from=2026-10-01&to=2026-11-21&groupBy={groupBy}");

        Assert.Equal(await Listed("from=2026-10-01&to=2026-11-21"), Received(report["total"]));
        Assert.Equal(Received(report["total"]), report["groups"]!.AsArray().Sum(g => Received(g!["figures"])));
        foreach (var group in report["groups"]!.AsArray())
        {
            var (key, from) = (group!["key"]!.ToString(), group["from"]?.ToString());
            if (from is not null) Assert.Equal(await Listed($"from={from}&to={group["to"]}"), Received(group["figures"]));
            else if (filter.Length > 0 && key != "none") Assert.Equal(await Listed($"from=2026-10-01&to=2026-11-21&{filter}={key}"), Received(group["figures"]));
        }
    }

    [Fact]
    public async Task days_are_the_companys_and_half_open()
    {
        await Ours.Log(new { kind = "repair", text = "x", channel = "web", occurredAt = "2026-11-10T00:00:00+08:00" });
        await Ours.Log(new { kind = "repair", text = "x", channel = "web", occurredAt = "2026-11-10T23:59:59.999+08:00" });
        await Ours.Log(new { kind = "repair", text = "x", channel = "web", occurredAt = "2026-11-11T00:00:00+08:00" });

        var report = await Report(Ours.Client, "workload", "from=2026-11-09&to=2026-11-12&groupBy=day");

        Assert.Equal([("2026-11-09", 0), ("2026-11-10", 2), ("2026-11-11", 1)],
            report["groups"]!.AsArray().Select(g => (g!["key"]!.ToString(), Received(g["figures"]))));
    }

    [Fact]
    public async Task weeks_begin_on_monday_and_are_cut_to_the_period()
    {
        var report = await Report(Ours.Client, "workload", "from=2026-11-04&to=2026-11-17&groupBy=week");

        Assert.Equal(["2026-11-04", "2026-11-09", "2026-11-16"], report["groups"]!.AsArray().Select(g => g!["key"]!.ToString()));
    }

    [Fact]
    public async Task complaints_are_counted_without_the_other_kinds()
    {
        var report = await Report(Ours.Client, "complaints", "groupBy=category");
        var complaints = await Listed("kind=complaint&from=2026-10-22&to=2026-11-21");

        Assert.Equal(complaints, Received(report["total"]));
        Assert.Equal(complaints, report["groups"]!.AsArray().Sum(g => Received(g!["figures"])));
        Assert.Equal(await Listed("kind=complaint&category=product-quality&from=2026-10-22&to=2026-11-21"), Received(Group(report, "product-quality")));
        Assert.Equal(await Listed("kind=complaint&severity=safety&from=2026-10-22&to=2026-11-21"), (int)report["total"]!["safety"]!);
    }

    [Fact]
    public async Task a_promise_is_kept_by_the_clock_that_was_stopped_in_time()
    {
        var company = new BusyCompany(await Host.Company("promises"), "", "");
        foreach (var hours in (int[])[0, 0, 30])
        {
            var id = await company.Log(new { kind = "complaint", text = "x", channel = "web", occurredAt = Host.Clock.Now.AddHours(-hours) });
            await company.Do(id, "respond", new { });
        }

        var total = (await Report(company.Client, "promise-kept", ""))["total"]!;

        Assert.Equal((2, 1), ((int)total["kept"]!, (int)total["late"]!));
        Assert.Equal(2 / 3.0, (double)total["share"]!, 1e-9);
    }

    [Fact]
    public async Task a_visit_is_on_time_by_its_last_appointment()
    {
        var company = new BusyCompany(await Host.Company("visits"), "", "");
        foreach (var late in (bool[])[true, false])
        {
            var id = await company.Log(new { kind = "repair", text = "x", channel = "web" });
            await company.Do(id, "schedule", new { scheduledAt = Host.Clock.Now.AddMinutes(10) });
            Host.Clock.Pass(TimeSpan.FromMinutes(late ? 11 : 9));
            await company.Do(id, "check-in", new { });
        }

        var total = (await Report(company.Client, "on-time", ""))["total"]!;

        Assert.Equal((1, 1), ((int)total["onTime"]!, (int)total["notOnTime"]!));
    }

    [Fact]
    public async Task a_median_is_of_those_who_waited()
    {
        var company = new BusyCompany(await Host.Company("quick"), "", "");
        foreach (var minutes in (int[])[10, 20, 40])
        {
            var id = await company.Log(new { kind = "repair", text = "x", channel = "web", occurredAt = Host.Clock.Now.AddMinutes(-minutes) });
            await company.Do(id, "respond", new { });
        }
        await company.Log(new { kind = "repair", text = "x", channel = "hotline" });

        var figures = Group(await Report(company.Client, "response-times", "groupBy=kind"), "repair");

        Assert.Equal((4, 1, 3), (Received(figures), (int)figures["answeredInContact"]!, (int)figures["response"]!["measured"]!));
        Assert.InRange((int)figures["response"]!["median"]!, 1200 * 0.984, 1200 * 1.016);
        Assert.InRange((int)figures["responseClock"]!["p90"]!, 2400 * 0.984, 2400 * 1.016);
    }

    [Fact]
    public async Task members_of_an_outlet_have_reports_of_their_outlet()
    {
        var north = await Host.Member(Ours.Company, Role.Manager, Ours.North);

        var report = await Report(north, "workload", "groupBy=outlet");

        Assert.Equal([Ours.North], report["groups"]!.AsArray().Select(g => g!["key"]!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await north.GetAsync($"/api/v1/reports/workload?outletId={Ours.South}")).StatusCode);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-11-02&to=2026-11-02", "to")]
    [InlineData("from=2020-01-01&to=2026-01-01", "from")]
    [InlineData("groupBy=weather", "groupBy")]
    public async Task a_period_that_makes_no_sense_is_refused_by_field(string query, string field)
    {
        var response = await Ours.Client.GetAsync($"/api/v1/reports/workload?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![field]);
    }

    [Fact]
    public async Task a_report_that_is_not_made_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Ours.Client.GetAsync("/api/v1/reports/weather")).StatusCode);

    private static async Task<JsonObject> Report(HttpClient client, string name, string query) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/reports/{name}?{query}"))!;

    private static JsonNode Group(JsonObject report, string key) => report["groups"]!.AsArray().Single(g => g!["key"]!.ToString() == key)!["figures"]!;

    private static int Received(JsonNode? figures) => (int)figures!["received"]!;

    private async Task<int> Listed(string query)
    {
        var page = (await Ours.Client.GetFromJsonAsync<JsonObject>($"/api/v1/activities?limit=200&{query.Replace("+", "%2B", StringComparison.Ordinal)}"))!;
        Assert.Null(page["next"]);
        return page["items"]!.AsArray().Count;
    }
}
