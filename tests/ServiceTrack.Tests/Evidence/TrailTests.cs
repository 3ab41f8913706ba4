using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Tenants;

namespace ServiceTrack.Tests.Evidence;

public sealed class TrailTests : ShareTest
{
    [Fact]
    public async Task a_complaint_leads_to_the_rules_of_its_day_and_to_what_was_changed_taught_and_found_after_it()
    {
        var planted = await Planted();
        var steps = await Steps(Company.Client, planted.Complaint);
        Assert.Equal(
            [
                ("activity", planted.Complaint, null), ("linked", planted.Repair, planted.Complaint),
                ("ruleInForce", planted.Handbook, planted.Complaint), ("ruleInForce", planted.Rule, planted.Complaint),
                ("correctiveAction", planted.Action, planted.Complaint), ("ruleChanged", planted.Changed, planted.Rule),
                ("training", planted.Before, planted.Rule), ("training", planted.After, planted.Changed), ("finding", planted.Finding, planted.Action),
            ],
            steps.Select(s => ((string)s!["part"]!, (string)s["id"]!, (string?)s["follows"])));
        Assert.Equal(("2026-11-10", "later"), ((string)steps[0]!["on"]!, (string)steps[0]!["recorded"]!));
        Assert.Equal("atTheTime", (string)steps[4]!["recorded"]!);
        Assert.Equal("时限不清", (string)steps[4]!["title"]!);
    }

    [Fact]
    public async Task an_auditor_follows_it_as_far_as_the_share_goes_and_is_told_how_much_more_there_is()
    {
        var planted = await Planted();
        var auditor = await Give(planted.Outlet);
        Assert.Equal(["activity", "ruleInForce", "correctiveAction", "ruleChanged", "finding"], (await Steps(auditor.Client, planted.Complaint)).Select(s => (string)s!["part"]!));
        // The linked repair, the handbook and both trainings.
        Assert.Equal(4, (int)(await auditor.Client.Send(HttpMethod.Get, $"/api/v1/activities/{planted.Complaint}/trail")).Body["withheld"]!);
    }

    private static async Task<JsonArray> Steps(HttpClient client, string id) =>
        (await client.Send(HttpMethod.Get, $"/api/v1/activities/{id}/trail")).Body["steps"]!.AsArray();

    private sealed record Story(
        string Outlet, string Complaint, string Repair, string Handbook, string Rule, string Changed, string Action, string Before, string After, string Finding);

    private async Task<Story> Planted()
    {
        var outlet = await Outlet("北");
        var (author, approver) = (await Person("编制"), await Person("批准"));
        var (complaint, repair) = (await Complaint(outlet), await Complaint(outlet, kind: "repair"));
        await Company.Client.Post($"/api/v1/activities/{complaint}/link", new { activityId = repair, relation = "related" });
        var handbook = await Document("H1", "1", "handbook", "2026-01-01", null);
        var rule = await Document("R1", "1", "rule", "2026-01-02", "2026-11-14", "complaint");
        var changed = await Document("R1", "2", "rule", "2026-11-15", null, "complaint");
        await Document("R2", "1", "rule", "2026-01-01", null, "repair");
        await Document("R3", "1", "rule", "2026-11-12", null, "complaint");
        var action = await Add("corrective-actions", new
        {
            openedOn = "2026-11-20", problem = "时限不清", source = "complaint", state = "open", owner = author, dueOn = "2026-12-01", activity = complaint, outlet,
        });
        var before = await Add("training", new { heldOn = "2026-02-01", topic = "投诉规范", kind = "rules", staff = new[] { author }, document = rule });
        var after = await Add("training", new { heldOn = "2026-11-18", topic = "投诉规范修订", kind = "rules", staff = new[] { author }, document = changed });
        var finding = await Add("audit-findings", new { raisedOn = "2026-11-19", clause = "5.3.2.2", finding = "x", grade = "minor", state = "open", action, outlet });
        return new(outlet, complaint, repair, handbook, rule, changed, action, before, after, finding);

        Task<string> Document(string number, string version, string type, string from, string? until, params string[] kinds) => Add("documents", new
        {
            number, version, title = number, type, kinds, author, approvedBy = approver, approvedOn = from, from, until,
        });
    }
}
