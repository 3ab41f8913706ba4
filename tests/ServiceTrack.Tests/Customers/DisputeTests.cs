using System.Net;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Customers;

public sealed class DisputeTests : RegisterTest
{
    [Fact]
    public async Task whoever_is_complained_about_does_not_decide()
    {
        var (accused, judge) = (await Person("甲某"), await Person("乙某"));
        var fields = new Dictionary<string, object>
        {
            ["receivedOn"] = "2026-11-10", ["title"] = "收费争议", ["stage"] = "mediation", ["state"] = "open", ["authority"] = "市场监管部门", ["caseNumber"] = "A-7",
            ["replyBy"] = "2026-11-24", ["against"] = new[] { accused },
        };
        var id = await Add("disputes", fields);
        (fields["state"], fields["decision"], fields["decidedBy"]) = ("decided", "退还上门费", accused);
        var refused = await Put("disputes", id, fields);
        refused.IsProblemOf("fields.decidedBy");
        Assert.Contains("Whoever is complained about does not decide", (string)refused.Body["detail"]!);
        fields["decidedBy"] = judge;
        Assert.Equal(HttpStatusCode.OK, (await Put("disputes", id, fields)).Response.StatusCode);
    }

    [Fact]
    public async Task nor_does_their_account_record_the_decision()
    {
        var account = Company.Owner.Id;
        var accused = await Add("staff", new { staffNumber = "S100", name = "丙某", duty = "agent", joinedOn = "2025-01-01", account });
        var judge = await Person();
        var fields = new Dictionary<string, object>
        {
            ["receivedOn"] = "2026-11-10", ["title"] = "态度投诉", ["stage"] = "mediation", ["state"] = "open", ["against"] = accused,
        };
        var id = await Add("disputes", fields);
        (fields["state"], fields["decision"], fields["decidedBy"]) = ("decided", "不成立", judge);
        (await Put("disputes", id, fields)).IsProblemOf("fields.decision");
        var other = await Host.Member(Company, ServiceTrack.Tenants.Role.Manager);
        Assert.Equal(HttpStatusCode.OK, (await Put("disputes", id, fields, other)).Response.StatusCode);
    }

    [Fact]
    public async Task a_decision_has_its_text_and_its_name()
    {
        var fields = new { receivedOn = "2026-11-10", title = "x", stage = "arbitration", state = "open" };
        var id = await Add("disputes", fields);
        (await Put("disputes", id, fields with { state = "decided" })).IsProblemOf("fields.decision");
        (await Put("disputes", id, fields with { state = "closed" })).IsProblemOf("fields.state");
    }
}
