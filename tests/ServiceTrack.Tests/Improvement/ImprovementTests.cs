using System.Net;
using ServiceTrack.Improvement;
using ServiceTrack.Registers;
using ServiceTrack.Tests.Registers;
using static ServiceTrack.Tests.Registers.Entry;

namespace ServiceTrack.Tests.Improvement;

public sealed class ImprovementTests : RegisterTest
{
    [Fact]
    public async Task an_action_is_done_with_its_cause_and_verified_by_another()
    {
        var (owner, other) = (await Person(), await Person());
        var fields = new Dictionary<string, object>
        {
            ["openedOn"] = "2026-11-01", ["problem"] = "热线接听慢", ["source"] = "review", ["state"] = "open", ["owner"] = owner, ["dueOn"] = "2026-11-15",
        };
        (await Post("corrective-actions", new Dictionary<string, object>(fields) { ["state"] = "verified" })).IsProblemOf("fields.state");
        var id = await Add("corrective-actions", fields);
        (await Step("verified")).IsProblemOf("fields.state");
        (await Step("done")).IsProblemOf("fields.cause", "fields.action", "fields.doneOn");
        (fields["cause"], fields["action"], fields["doneOn"]) = ("人手不足", "增加排班", "2026-11-10");
        Assert.Equal(HttpStatusCode.OK, (await Step("done")).Response.StatusCode);
        (await Step("verified")).IsProblemOf("fields.verifiedBy");
        (fields["verifiedBy"], fields["verifiedOn"]) = (owner, "2026-11-19");
        (await Step("verified")).IsProblemOf("fields.verifiedBy");
        (fields["verifiedBy"], fields["before"], fields["after"]) = (other, 62.5, 91);
        Assert.Equal(HttpStatusCode.OK, (await Step("verified")).Response.StatusCode);

        Task<(HttpResponseMessage Response, System.Text.Json.Nodes.JsonObject Body)> Step(string state)
        {
            fields["state"] = state;
            return Put("corrective-actions", id, fields);
        }
    }

    [Theory]
    [InlineData("2026-11-15", 0)]
    [InlineData("2026-11-16", 1)]
    public void an_open_action_is_overdue_once_its_day_has_passed(string day, int overdue)
    {
        RegisterEntry[] actions =
        [
            Entry.Of(CorrectiveActions.Register, "a", ("state", "open"), ("dueOn", "2026-11-15")), Entry.Of(CorrectiveActions.Register, "b", ("state", "done"), ("dueOn", "2026-11-01")),
        ];
        Assert.Equal(overdue, CorrectiveActions.Overdue(actions, Day(day)).Count());
    }

    [Theory]
    [InlineData("atLeast", "90", "90", true)]
    [InlineData("atLeast", "90", "89.9", false)]
    [InlineData("atMost", "24", "24", true)]
    [InlineData("atMost", "24", "24.5", false)]
    public void a_month_meets_its_target_or_not(string direction, string target, string value, bool met)
    {
        var goal = Entry.Of(Reviews.Targets, "t", ("direction", direction), ("value", target));
        var result = Entry.Of(Reviews.Results, "r", ("target", "t"), ("month", "2026-10-31"), ("value", value));
        Assert.Equal(met, Assert.Single(Reviews.Compare([goal], [result])).Met);
    }

    [Fact]
    public async Task a_month_of_a_target_stands_once()
    {
        var target = await Add("targets", new { name = "及时率", direction = "atLeast", value = 95, unit = "%", from = "2026-01-01" });
        await Add("target-results", new { month = "2026-10-31", target, value = 96.4 });
        (await Post("target-results", new { month = "2026-10-31", target, value = 97 })).IsProblemOf("fields.target");
        (await Post("target-results", new { month = "2026-10-30", target, value = 97 })).IsProblemOf("fields.month");
    }

    [Fact]
    public void what_was_spent_is_set_against_its_budget()
    {
        RegisterEntry[] budgets = [Entry.Of(Funds.Budgets, "a", ("amount", "100.00")), Entry.Of(Funds.Budgets, "b", ("amount", "10.00"))];
        RegisterEntry[] spending = [.. new[] { ("a", "30.10"), ("a", "0.20"), ("b", "10.01") }.Select((s, i) => Entry.Of(Funds.Spending, $"{i}", ("budget", s.Item1), ("amount", s.Item2)))];
        Assert.Equal([("a", 69.70m), ("b", -0.01m)], Funds.Use(budgets, spending).Select(u => (u.BudgetId, u.Left)));
    }

    [Fact]
    public async Task money_is_spent_within_its_budgets_time()
    {
        var budget = await Add("budgets", new { name = "专项", kind = "special", amount = 5000, from = "2026-01-01", until = "2026-06-30" });
        await Add("spending", new { spentOn = "2026-06-30", budget, purpose = "工具", amount = "120.5" });
        (await Post("spending", new { spentOn = "2026-07-01", budget, purpose = "工具", amount = 1 })).IsProblemOf("fields.spentOn");
    }
}
