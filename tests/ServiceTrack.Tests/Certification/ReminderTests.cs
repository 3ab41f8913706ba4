using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Certification;
using ServiceTrack.Notifications;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Notifications;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class ReminderTests : RegisterTest
{
    [Fact]
    public async Task each_reminder_goes_out_once_to_those_who_decide()
    {
        await Host.Member(Company, Role.Quality);
        await Host.Member(Company, Role.Agent);
        await Certificate("2026-01-01", "2028-12-31");
        // 20 November 2026: preparation (1 October) is past, the audit (1 January) is 42 days away.
        await Run();
        Assert.Equal(2, (await Letters()).Count);
        await Run();
        Assert.Equal(2, (await Letters()).Count);

        Host.Clock.Pass(TimeSpan.FromDays(12));
        await Run();
        var letters = await Letters();
        Assert.Equal(4, letters.Count);
        Assert.Contains("2027-01-01", letters[^1].Text, StringComparison.Ordinal);
        Assert.All(await Letters(Neighbour), l => Assert.Fail(l.To));
    }

    [Fact]
    public async Task after_downtime_what_was_missed_is_told_at_once_and_once()
    {
        await Certificate("2026-01-01", "2028-12-31");
        await Run();
        var before = (await Letters()).Count;
        Host.Clock.Pass(TimeSpan.FromDays(60));
        await Run();
        Assert.Equal(before + 1, (await Letters()).Count);
        await Run();
        Assert.Equal(before + 1, (await Letters()).Count);
    }

    [Fact]
    public async Task an_audit_that_was_held_moves_the_deadline_and_its_reminders()
    {
        var id = await Certificate("2026-01-01", "2028-12-31");
        await Run();
        await Add("certification-audits", new { certificate = id, kind = "surveillance", heldOn = "2026-11-20", result = "passed" });
        await Run();
        var before = (await Letters()).Count;
        Host.Clock.Pass(TimeSpan.FromDays(40));
        await Run();
        Assert.DoesNotContain((await Letters()).Skip(before), l => l.Text.Contains("2027-01-01", StringComparison.Ordinal) && l.Text.Contains("surveillance", StringComparison.OrdinalIgnoreCase));
        var due = await Due("surveillance");
        Assert.Equal("2027-11-20", due[0]);
    }

    [Fact]
    public async Task history_that_is_brought_in_reminds_nobody()
    {
        await Add("corrective-actions", new { openedOn = "2025-01-01", problem = "x", source = "other", state = "open", owner = await Person(), dueOn = "2025-02-01" });
        await Run();
        Assert.Empty(await Letters());
        Assert.Equal(["2025-02-01"], await Due("corrective-action"));
    }

    [Fact]
    public async Task the_calendar_lists_what_is_open_by_day_with_how_sure_it_is()
    {
        await Certificate("2026-01-01", "2028-12-31");
        await Add("audit-findings", new { raisedOn = "2026-11-01", finding = "x", grade = "minor", state = "open", dueOn = "2026-11-25" });
        var items = (await Company.Get("/api/v1/certification-calendar"))["items"]!.AsArray();
        Assert.Equal(items.Select(i => (string)i!["dueOn"]!).Order(StringComparer.Ordinal), items.Select(i => (string)i!["dueOn"]!));
        var finding = items.Single(i => (string)i!["code"]! == "finding")!;
        Assert.Equal((5, "seed"), ((int)finding["daysLeft"]!, (string)finding["source"]!));
        Assert.Contains(items, i => (bool)i!["projected"]!);
        (await (await Host.Member(Company, Role.Agent)).Send(HttpMethod.Get, "/api/v1/certification-calendar")).IsProblem(HttpStatusCode.Forbidden, "no-right");
    }

    [Fact]
    public async Task a_paper_is_written_from_the_registers_and_says_what_it_lacks()
    {
        await Company.Client.Post("/api/v1/outlets", new { name = "<总店>" });
        await Company.Client.Post("/api/v1/outlets", new { name = "二店", ownership = "entrusted" });
        var page = await Company.Client.GetStringAsync("/api/v1/application-papers?scheme=gbt27922-2011&number=9");
        Assert.Contains("形式为混合", page, StringComparison.Ordinal);
        Assert.Contains("&lt;总店&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        (await Company.Client.Send(HttpMethod.Get, "/api/v1/application-papers?scheme=gbt27922-2011&number=99")).IsProblem(HttpStatusCode.BadRequest, "invalid", "number");
        (await Company.Client.Send(HttpMethod.Get, "/api/v1/application-papers?scheme=none&number=9")).IsProblem(HttpStatusCode.BadRequest, "invalid", "scheme");
        var sheet = await Company.Client.GetStringAsync($"/api/v1/certificates/{await Certificate("2026-01-01", "2028-12-31")}/proof-sheet");
        Assert.Contains("有效", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_paper_on_the_system_lists_what_does_not_apply_with_its_reason_and_who_approved_it()
    {
        const string Paper = "/api/v1/application-papers?scheme=gbt27922-2011&number=9";
        Assert.Contains("尚未自评", await Company.Client.GetStringAsync(Paper), StringComparison.Ordinal);
        var (_, opened) = await Company.Client.Post("/api/v1/assessments", new { title = "自评", schemeId = "gbt27922-2011", from = "2026-01-01", to = "2026-11-01" });
        var path = $"/api/v1/assessments/{opened["assessment"]!.AsObject().Id()}";
        Assert.Contains("没有不适用的条款", await Company.Client.GetStringAsync(Paper), StringComparison.Ordinal);
        var quality = await Host.Member(Company, Role.Quality);
        foreach (var (clause, reason) in new[] { ("5.2.6.1", "<不销售>实物"), ("5.2.3.1", "不送货"), ("5.2.3.2", "不想评") }) await quality.Post($"{path}/exemptions", new { clause, reason });
        await Company.Client.Post($"{path}/exemptions/decide", new { clause = "5.2.6.1", approved = true });
        await Company.Client.Post($"{path}/exemptions/decide", new { clause = "5.2.3.2", approved = false });
        var page = await Company.Client.GetStringAsync(Paper);
        Assert.Contains("<td>5.2.6.1</td><td>回收提示</td><td>总部</td><td>&lt;不销售&gt;实物</td><td>已批准（a owner）</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>不送货</td><td>待批准</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("不想评", page, StringComparison.Ordinal);
        Assert.DoesNotContain("不适用条款", await Company.Client.GetStringAsync("/api/v1/application-papers?scheme=gbt27922-2011&number=7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_mark_in_use_comes_down_with_its_certificate()
    {
        var use = await Add("mark-uses", new { place = "官网", medium = "website", certificate = await Certificate("2026-01-01", "2028-12-31"), from = "2026-02-01" });
        Assert.Equal(["2028-12-31"], await Due("mark-use"));
        await Put("mark-uses", use, new { place = "官网", medium = "website", certificate = await Certificate("2026-01-01", "2028-12-31"), from = "2026-02-01", until = "2026-11-01" });
        Assert.Empty(await Due("mark-use"));
    }

    [Fact]
    public async Task a_project_gets_the_stages_and_papers_of_its_scheme_once()
    {
        var project = await Add("certification-projects", new { name = "四星", scheme = "gbt27922-2011", startedOn = "2026-11-01" });
        var (_, plan) = await Company.Client.Post($"/api/v1/certification-projects/{project}/plan");
        Assert.Equal((5, 11), ((int)plan["stages"]!, (int)plan["papers"]!));
        var (_, again) = await Company.Client.Post($"/api/v1/certification-projects/{project}/plan");
        Assert.Equal((0, 0), ((int)again["stages"]!, (int)again["papers"]!));
        Assert.Equal(11, (await Listed($"project-papers?project={project}&state=missing")).Length);
    }

    private Task<string> Certificate(string issued, string expires) => Add("certificates", new
    {
        name = "售后服务认证", number = $"{Guid.NewGuid():N}", body = "某认证机构", issuedOn = issued, expiresOn = expires, checkedOn = issued,
    });

    private Task<int> Run() => DueWork.Run(Host.Store, new Reminders(Host.Store, Host.Clock), Host.Clock);

    private async Task<List<Letter>> Letters(TestCompany? of = null) =>
        [.. (await Host.Store.For((of ?? Company).Tenant).Query(Letter.Collection, new() { OrderBy = "writtenAt" }, default)).Items.Select(l => l.Value)];

    private async Task<string[]> Due(string code) =>
        [.. (await Company.Get("/api/v1/certification-calendar"))["items"]!.AsArray().Where(i => (string)i!["code"]! == code).Select(i => (string)i!["dueOn"]!)];
}
