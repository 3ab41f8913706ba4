using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Imports;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Activities;

public sealed class ActivityListTests : HostedTest
{
    [Fact]
    public async Task walking_the_pages_gives_each_row_once_also_while_others_are_added()
    {
        for (var i = 0; i < 23; i++) await Company.Log(new { kind = "repair", text = $"第{i}件", occurredAt = Host.Clock.Now.AddMinutes(-i / 3) });
        var ids = new List<string>();
        string? next = null;
        do
        {
            var page = await Company.Get($"/api/v1/activities?limit=5&sort=-occurredAt{(next is null ? "" : $"&cursor={next}")}");
            ids.AddRange(page["items"]!.AsArray().Select(i => (string)i!["id"]!));
            next = (string?)page["next"];
            await Company.Log(new { kind = "repair", text = "新来的", occurredAt = Host.Clock.Now.AddMinutes(1) });
        } while (next is not null);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(23, ids.Count);
    }

    [Theory]
    [InlineData("漏", 2)]
    [InlineData("漏水", 1)]
    [InlineData("水", 1)]
    [InlineData("KFR", 1)]
    [InlineData("kfr-35", 1)]
    [InlineData("１３８", 1)]
    [InlineData("没有的词", 0)]
    public async Task a_search_finds_words_from_one_character_on(string words, int expected)
    {
        await Company.Log(new { kind = "repair", text = "空调漏水", product = new { model = "KFR-35" } });
        await Company.Log(new { kind = "repair", text = "插座有点漏", customer = new { phone = "13812345678" } });
        await Neighbour.Log(new { kind = "repair", text = "空调漏水 KFR-35 13812345678" });
        Assert.Equal(expected, (await Ids($"q={Uri.EscapeDataString(words)}")).Count);
    }

    [Fact]
    public async Task every_activity_is_in_exactly_one_part_of_the_promise()
    {
        await Company.Log(new { kind = "complaint", text = "早就过了", channel = "web", occurredAt = Host.Clock.Now.AddDays(-3) });
        await Company.Log(new { kind = "complaint", text = "快到了", channel = "web", occurredAt = Host.Clock.Now.AddHours(-6) });
        await Company.Log(new { kind = "complaint", text = "刚来", channel = "web" });
        await Company.Log(new { kind = "praise", text = "没有时限", channel = "web" });
        var parts = new Dictionary<string, List<string>>();
        foreach (var part in (string[])["breached", "dueSoon", "ok", "none"]) parts[part] = await Ids($"sla={part}");
        Assert.Equal(4, parts.Values.Sum(p => p.Count));
        Assert.Equal(4, parts.Values.SelectMany(p => p).Distinct().Count());
        Assert.Single(parts["breached"]);
        Assert.Single(parts["none"]);
        // Time alone moves them on, with nothing written.
        Host.Clock.Pass(TimeSpan.FromDays(30));
        Assert.Equal(3, (await Ids("sla=breached")).Count);
        Assert.Equal(4, (await Ids("sla=breached&sla=dueSoon&sla=ok&sla=none")).Count);
    }

    [Fact]
    public async Task repeated_filters_mean_or_and_different_ones_mean_and()
    {
        await Company.Log(new { kind = "repair", text = "a", channel = "web" });
        await Company.Log(new { kind = "complaint", text = "b", channel = "web" });
        await Company.Log(new { kind = "complaint", text = "c", channel = "hotline" });
        Assert.Equal(3, (await Ids("kind=repair&kind=complaint")).Count);
        Assert.Single(await Ids("kind=complaint&channel=web"));
        Assert.Equal(3, (await Ids("status=open")).Count);
        Assert.Equal(3, (await Ids("assigneeId=none")).Count);
    }

    [Fact]
    public async Task a_date_means_the_companys_midnight_and_the_end_is_not_included()
    {
        await Company.Log(new { kind = "repair", text = "in", occurredAt = "2026-11-18T16:00:00Z" });
        await Company.Log(new { kind = "repair", text = "out", occurredAt = "2026-11-19T16:00:00Z" });
        Assert.Single(await Ids("from=2026-11-19&to=2026-11-20"));
    }

    [Theory]
    [InlineData("cursor=rubbish", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("sla=late", "sla")]
    [InlineData("status=gone", "status")]
    [InlineData("channel=pigeon", "channel")]
    [InlineData("from=soon", "from")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("sort=text", "sort")]
    [InlineData("colour=red", "colour")]
    public async Task a_filter_that_means_nothing_is_named(string filter, string field) =>
        (await Company.Client.Send(HttpMethod.Get, $"/api/v1/activities?{filter}")).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task another_lists_cursor_is_refused()
    {
        for (var i = 0; i < 3; i++) await Company.Log(new { kind = "repair", text = "x" });
        var next = (string)(await Company.Get("/api/v1/activities?limit=1&kind=repair"))["next"]!;
        (await Company.Client.Send(HttpMethod.Get, $"/api/v1/activities?limit=1&kind=complaint&cursor={next}")).IsProblem(HttpStatusCode.BadRequest, "invalid", "cursor");
    }

    [Fact]
    public async Task an_agent_of_one_outlet_sees_that_outlet_alone()
    {
        var (_, north) = await Company.Client.Post("/api/v1/outlets", new { name = "北" });
        var (_, south) = await Company.Client.Post("/api/v1/outlets", new { name = "南" });
        var mine = (await Company.Log(new { kind = "repair", text = "北", outletId = north.Id() })).Id();
        var theirs = (await Company.Log(new { kind = "repair", text = "南", outletId = south.Id() })).Id();
        var agent = await Host.Member(Company, Role.Agent, north.Id());
        var seen = (await agent.GetFromJsonAsync<JsonObject>("/api/v1/activities"))!["items"]!.AsArray();
        Assert.Equal([mine], seen.Select(i => (string)i!["id"]!));
        (await agent.Send(HttpMethod.Get, $"/api/v1/activities/{theirs}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await agent.Post($"/api/v1/activities/{theirs}/respond")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task who_may_not_see_people_sees_them_masked()
    {
        var id = (await Company.Log(new
        {
            kind = "repair", text = "住在某路1号", customer = new { name = "顾客甲", phone = "13812345678", email = "k@example.com", address = "某路1号" },
        })).Id();
        var auditor = await Host.Member(Company, Role.Auditor);
        var seen = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/activities/{id}"))!;
        Assert.Equal("138****5678", (string?)seen["customer"]!["phone"]);
        Assert.Equal("", (string?)seen["text"]);
        var all = seen.ToJsonString() + await auditor.GetStringAsync($"/api/v1/activities/{id}/timeline") + await auditor.GetStringAsync("/api/v1/activities");
        Assert.DoesNotContain("13812345678", all);
        Assert.DoesNotContain("某路", all);
        (await auditor.Post($"/api/v1/activities/{id}/respond")).IsProblem(HttpStatusCode.Forbidden, "no-right");
    }

    [Fact]
    public async Task the_exported_file_holds_every_row_and_no_cell_that_a_spreadsheet_would_run()
    {
        await Company.Log(new { kind = "repair", text = "=1+1", subject = "@x", customer = new { name = "+a" } });
        await Company.Log(new { kind = "repair", text = "-2" });
        await Neighbour.Log(new { kind = "repair", text = "邻居" });
        var csv = await Company.Client.GetStringAsync("/api/v1/activities/export");
        Assert.DoesNotContain("邻居", csv);
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines.SelectMany(l => l.Split(',')), cell => Assert.DoesNotMatch("^\"?[=+@-]", cell));
    }

    [Fact]
    public async Task the_exported_workbook_is_read_again_by_the_import_with_the_same_rows_as_the_csv()
    {
        await Company.Log(new { kind = "repair", text = "=1+1", customer = new { name = "顾客甲", phone = "13812345678" } });
        await Company.Log(new { kind = "complaint", text = "漏水\n第二行" });
        await Neighbour.Log(new { kind = "repair", text = "邻居" });
        using var book = XlsxSheet.Open(new MemoryStream(await Company.Client.GetByteArrayAsync("/api/v1/activities/export?format=xlsx")));
        var rows = await book.Rows(default).ToListAsync();
        var header = (await Company.Client.GetStringAsync("/api/v1/activities/export")).TrimStart('\ufeff').Split("\r\n")[0].Split(',');
        Assert.Equal(header, rows[0].Cells);
        Assert.Equal(["=1+1", "漏水\n第二行"], rows.Skip(1).Select(r => r.Cells[Array.IndexOf(header, "text")]).Order(StringComparer.Ordinal));
        (await Company.Client.Send(HttpMethod.Get, "/api/v1/activities/export?format=pdf")).IsProblem(HttpStatusCode.BadRequest, "invalid", "format");
    }

    [Fact]
    public async Task by_due_time_what_is_longest_overdue_comes_first_and_what_is_done_last()
    {
        var overdue = (await Company.Log(new { kind = "complaint", text = "a" })).Id();
        Host.Clock.Pass(TimeSpan.FromDays(3));
        var fresh = (await Company.Log(new { kind = "complaint", text = "b" })).Id();
        var done = (await Company.Log(new { kind = "complaint", text = "c", resolve = new { outcome = "ok" } })).Id();
        var noted = await Company.Client.Post($"/api/v1/activities/{overdue}/note", new { text = "asked again", visibility = "internal" });
        Assert.Equal(HttpStatusCode.OK, noted.Response.StatusCode);
        Assert.Equal([overdue, fresh, done], await Ids("sort=dueAt"));
    }

    private async Task<List<string>> Ids(string filter) =>
        [.. (await Company.Get($"/api/v1/activities?limit=200&{filter}"))["items"]!.AsArray().Select(i => (string)i!["id"]!)];
}
