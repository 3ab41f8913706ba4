using System.Net;
using ServiceTrack.Storage;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Tenants;

public sealed class DisclosureTests : ShareTest
{
    [Fact]
    public async Task everything_an_auditor_opens_goes_on_record_and_nothing_that_was_refused()
    {
        var auditor = await Give(await Outlet("北"));
        var mine = await Complaint(auditor.Outlet);
        string[] opened = ["/api/v1/activities?kind=complaint", $"/api/v1/activities/{mine}", $"/api/v1/activities/{mine}/timeline", "/api/v1/journal/checkpoint", "/api/v1/channels"];
        string[] refused = ["/api/v1/activities/none", "/api/v1/people", "/api/v1/session", "/api/v1/activities?q=x"];
        foreach (var path in opened.Concat(refused))
        {
            await auditor.Client.GetAsync(path);
            Host.Clock.Pass(TimeSpan.FromSeconds(1));
        }
        var log = (await Company.Get("/api/v1/audit"))["items"]!.AsArray();
        Assert.Equal(opened.Reverse(), log.Select(d => (string)d!["what"]!));
        Assert.Equal(["list", "proof", "record", "record", "list"], log.Select(d => (string)d!["kind"]!));
        Assert.All(log, d => Assert.Equal(($"person/{auditor.Person}", "审核员甲"), ((string)d!["by"]!, (string)d["name"]!)));
        Assert.Equal(2, (await Company.Get($"/api/v1/audit?kind=list&by=person/{auditor.Person}"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task who_of_the_company_takes_personal_values_out_goes_on_record_too()
    {
        await Complaint(await Outlet("北"));
        await Company.Client.GetAsync("/api/v1/activities");
        Assert.Null(await Last());
        await Company.Client.GetAsync("/api/v1/activities/export?format=csv");
        Assert.Equal(("export", "/api/v1/activities/export?format=csv"), ((string)(await Last())!["kind"]!, (string)(await Last())!["what"]!));
        Host.Clock.Pass(TimeSpan.FromSeconds(1));
        await Company.Client.GetAsync("/api/v1/staff/export");
        Assert.Equal("/api/v1/staff/export", (string)(await Last())!["what"]!);
        Host.Clock.Pass(TimeSpan.FromSeconds(1));
        await Company.Client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01", unmask = new { reason = "现场审核" } });
        Assert.Equal("现场审核", (string)(await Last("&kind=export"))!["reason"]!);
    }

    [Fact]
    public async Task nothing_is_shown_that_cannot_be_put_on_record()
    {
        var full = false;
        await using var host = await TestHost.Start(around: s => new WatchedStore(s, (_, _, _) => full ? throw new StoreUnavailableException("full") : Task.CompletedTask));
        var company = await host.Company("b");
        var (_, given) = await company.Client.Post("/api/v1/shares", Request());
        var auditor = await host.Client(company, (string)given["share"]!["id"]!);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/api/v1/outlets")).StatusCode);
        full = true;
        // Before the first byte: a server cuts the answer off, this one hands its failure on.
        await Assert.ThrowsAsync<StoreUnavailableException>(() => auditor.GetAsync("/api/v1/outlets"));
    }

    [Fact]
    public async Task the_log_goes_out_as_a_file()
    {
        var auditor = await Give(await Outlet("北"));
        await auditor.Client.GetAsync("/api/v1/outlets");
        var csv = (await Company.Client.GetStringAsync("/api/v1/audit/export")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, csv.Length);
        Assert.EndsWith($",person/{auditor.Person},审核员甲,list,/api/v1/outlets,", csv[1]);
        (await Company.Client.Send(HttpMethod.Get, "/api/v1/audit?who=x")).IsProblem(HttpStatusCode.BadRequest, "invalid", "who");
        Assert.Empty((await Neighbour.Get("/api/v1/audit"))["items"]!.AsArray());
    }
}
