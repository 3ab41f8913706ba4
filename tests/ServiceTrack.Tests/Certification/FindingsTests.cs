using System.Net;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Tenants;

namespace ServiceTrack.Tests.Certification;

public sealed class FindingsTests : ShareTest
{
    [Fact]
    public async Task an_auditors_finding_becomes_a_corrective_action_at_a_click_and_only_once()
    {
        var auditor = await Give(await Outlet("北"));
        var record = await Complaint(auditor.Outlet);
        var (_, left) = await Post("audit-findings", new
        {
            raisedOn = "2026-11-20", clause = "5.3.2.2", finding = "投诉未在24小时内答复", grade = "minor", state = "open", outlet = auditor.Outlet, activity = record,
        }, auditor.Client);
        var owner = await Person();
        (await auditor.Client.Post($"/api/v1/audit-findings/{left.Id()}/corrective-action", new { owner, dueOn = "2026-12-20" })).IsProblem(HttpStatusCode.Forbidden, "not-shared");
        var (response, action) = await Company.Client.Post($"/api/v1/audit-findings/{left.Id()}/corrective-action", new { owner, dueOn = "2026-12-20" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var fields = action["fields"]!;
        Assert.Equal(("投诉未在24小时内答复", "audit", "5.3.2.2", record, "2026-11-20"),
            ((string)fields["problem"]!, (string)fields["source"]!, (string)fields["reference"]!, (string)fields["activity"]!, (string)fields["openedOn"]!));
        Assert.Equal(action.Id(), (string)(await Company.Get($"/api/v1/audit-findings/{left.Id()}"))["fields"]!["action"]!);
        (await Company.Client.Post($"/api/v1/audit-findings/{left.Id()}/corrective-action", new { owner, dueOn = "2026-12-20" })).IsProblem(HttpStatusCode.Conflict, "already-exists", "action");
        Assert.Single(await Listed("corrective-actions"));
        Assert.Equal([left.Id()], await Listed("audit-findings", auditor.Client));
    }

    [Fact]
    public async Task a_finding_that_cannot_be_acted_on_stays_as_it_is()
    {
        var finding = await Finding("2026-11-20", null);
        (await Company.Client.Post($"/api/v1/audit-findings/{finding}/corrective-action", new { owner = "nobody", dueOn = "2026-12-20" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.owner");
        Assert.Null((await Company.Get($"/api/v1/audit-findings/{finding}"))["fields"]!["action"]);
    }

    [Fact]
    public async Task last_audits_findings_come_first_and_open_ones_before_closed_ones()
    {
        var project = await Add("certification-projects", new { name = "x", scheme = "gbt27922-2011", startedOn = "2024-01-01" });
        var first = await Add("certification-audits", new { project, kind = "on-site", heldOn = "2024-11-01" });
        var last = await Add("certification-audits", new { project, kind = "surveillance", heldOn = "2025-11-01" });
        var closedOfLast = await Finding("2025-11-01", last);
        await Closed(closedOfLast);
        var openOfLast = await Finding("2025-11-03", last);
        var olderOfLast = await Finding("2025-11-02", last);
        var closedOfFirst = await Finding("2024-11-01", first);
        await Closed(closedOfFirst);
        var openOfFirst = await Finding("2024-11-02", first);
        Assert.Equal([olderOfLast, openOfLast, closedOfLast, openOfFirst, closedOfFirst], await Listed("audit-findings/to-review"));
    }

    private Task<string> Finding(string raisedOn, string? audit) =>
        Add("audit-findings", new { raisedOn, clause = "5.3.2.2", finding = "x", grade = "minor", state = "open", audit });

    private async Task Closed(string finding)
    {
        foreach (var state in (string[])["answered", "closed"])
        {
            var fields = (await Company.Get($"/api/v1/audit-findings/{finding}"))["fields"]!;
            fields["state"] = state;
            fields["answer"] = "已整改";
            Assert.Equal(HttpStatusCode.OK, (await Put("audit-findings", finding, fields)).Response.StatusCode);
        }
    }
}
