using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Certification;

public sealed class CoverageRouteTests : HostedTest
{
    private const string Standard = "/api/v1/schemes/gbt27922-2011";

    [Fact]
    public async Task each_number_is_what_the_list_behind_it_gives()
    {
        await Fill();
        var rules = (await Company.Get(Standard + "/coverage"))["clauses"]!.AsArray().SelectMany(c => c!["rules"]!.AsArray()).ToList();

        Assert.Contains(rules, r => (long)r!["count"]! == 3 && (string)r["rule"]!["from"]! == "activities");
        Assert.Contains(rules, r => (long)r!["count"]! == 1 && (string)r["rule"]!["from"]! == "register");
        foreach (var rule in rules.Where(r => (string)r!["rule"]!["from"]! != "measure").DistinctBy(r => (string)r!["list"]!))
        {
            var list = (string)rule!["list"]!;
            Assert.Equal((long)rule["count"]!, await Walk(list));
            if (rule["shares"] is not { } shares) continue;
            foreach (var how in new[] { "atTheTime", "later", "imported" })
                Assert.Equal((long)shares[how]!, await Walk($"{list}&recorded={how}"));
            Assert.Equal((long)shares["amended"]!, await Walk($"{list}&amended=true"));
        }
    }

    [Fact]
    public async Task records_count_by_their_event_date_and_say_when_they_were_made()
    {
        await Fill();
        var delivery = await Rule("5.2.3.2");
        Assert.Equal((3, "thin", "2026-11-20"), ((int)delivery["count"]!, (string)delivery["status"]!, (string)delivery["newest"]!));
        Assert.Equal((1, 2, 0, 1), ((int)delivery["shares"]!["atTheTime"]!, (int)delivery["shares"]!["later"]!, (int)delivery["shares"]!["imported"]!, (int)delivery["shares"]!["amended"]!));
        Assert.Equal(2, (int)(await Rule("5.2.3.2", "?months=3"))["count"]!);
        Assert.Equal(0, (int)(await Rule("5.2.3.2", "?asOf=2025-11-19"))["count"]!);
        Assert.Equal(1, (int)(await Rule("5.2.3.2", "?months=36&asOf=2026-06-30"))["count"]!);
    }

    [Fact]
    public async Task a_report_stands_behind_a_measure()
    {
        await Fill();
        var rules = (await Company.Get(Standard + "/coverage"))["clauses"]!.AsArray().SelectMany(c => c!["rules"]!.AsArray());
        var complaints = rules.Single(r => (string?)r!["rule"]!["named"] == "complaints")!;
        Assert.Equal((long)(await Company.Get((string)complaints["list"]!))["total"]!["received"]!, (long)complaints["count"]!);
        Assert.Equal(1, (long)complaints["count"]!);
    }

    [Fact]
    public async Task serious_records_speak_to_the_question_of_eligibility()
    {
        await Company.Log(new { kind = "complaint", text = "热水器漏电，把人电到了" });
        await Company.Log(new { kind = "complaint", text = "送货晚了" });
        var question = (await Company.Get(Standard + "/eligibility"))["questions"]!.AsArray().Single(q => (string)q!["id"]! == "no-serious-failure")!;
        var records = question["records"]![0]!;
        Assert.Equal(1, (int)records["count"]!);
        Assert.Equal(1, await Walk((string)records["list"]!));
    }

    [Theory]
    [InlineData("?months=2", "months")]
    [InlineData("?months=37", "months")]
    [InlineData("?asOf=yesterday", "asOf")]
    public async Task a_window_that_means_nothing_is_refused(string query, string field) =>
        (await Company.Client.Send(HttpMethod.Get, $"{Standard}/coverage{query}")).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    private async Task<JsonNode> Rule(string clause, string query = "") =>
        (await Company.Get($"{Standard}/coverage{query}"))["clauses"]!.AsArray().Single(c => (string)c!["clause"]! == clause)!["rules"]![0]!;

    /// <summary>Three deliveries, one of them amended and two told of later; a complaint, a law and a document that is no handbook.</summary>
    private async Task Fill()
    {
        await Company.Log(new { kind = "delivery", text = "a" });
        await Company.Log(new { kind = "delivery", text = "b", occurredAt = "2026-06-30T10:00:00+08:00" });
        var late = await Company.Log(new { kind = "delivery", text = "c", occurredAt = "2026-11-10T10:00:00+08:00" });
        await Company.Client.Post($"/api/v1/activities/{late.Id()}/amend", new { fields = new { subject = "d" }, reason = "typo" });
        await Company.Log(new { kind = "complaint", text = "x" });
        var (law, _) = await Company.Client.Post("/api/v1/laws", new { fields = new { title = "产品质量法", from = "2018-12-29", checkedOn = "2026-10-01" } });
        Assert.Equal(HttpStatusCode.Created, law.StatusCode);
    }

    private async Task<long> Walk(string list)
    {
        var count = 0L;
        string? cursor = null;
        do
        {
            var page = await Company.Get($"{list}{(list.Contains('?') ? "&" : "?")}limit=2{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            count += page["items"]!.AsArray().Count;
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        return count;
    }
}
