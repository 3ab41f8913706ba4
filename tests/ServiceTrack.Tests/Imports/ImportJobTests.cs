using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Imports;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportJobTests
{
    private const string Head = "工单号,受理时间,问题描述,渠道,网点,首次响应时间,办结时间,处理结果,满意度\n";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        [ImportCodes.Required] = "required", [ImportCodes.OutOfRange] = "out of 1-5",
        [ImportCodes.NotATime] = "not a time", [ImportCodes.BeforeReceived] = "before received",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_messy_file_gives_exactly_what_is_expected_of_it()
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(SharedData.Path("ts26-messy-expected.json")))!;
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");

        var job = await Importing.Import(company.Client, await File.ReadAllBytesAsync(SharedData.Path("ts26-messy-gb18030.csv")));

        Assert.Equal("completed", (string?)job["status"]);
        Assert.Equal(1, (double)job["progress"]!);
        Assert.Equal(((int)expected["good"]!, 0, (int)expected["duplicate"]!, (int)expected["blank"]!, expected["bad"]!.AsArray().Count), Importing.Counts(job));
        Assert.Equal(
            expected["bad"]!.AsArray().Select(e => ((int)e!["record"]!, (string)e["externalId"]!, (string)e["column"]!, (string)e["reason"]!)),
            job["errors"]!.AsArray().Select(e => ((int)e!["record"]!, (string)e["externalId"]!, (string)e["column"]!, Reasons[(string)e["code"]!])));
        Assert.Equal((int)expected["good"]!, (await Importing.Activities(host.Store, company.Tenant)).Count);
    }

    [Fact]
    public async Task the_clean_file_comes_in_once_however_often_it_is_imported()
    {
        var file = await File.ReadAllBytesAsync(SharedData.Path("ts26-clean.csv"));
        await using var host = await TestHost.Start();
        var (company, neighbour) = (await host.Company("alpha"), await host.Company("beta"));

        Assert.Equal((3_000, 0, 0, 0, 0), Importing.Counts(await Importing.Import(company.Client, file)));
        Assert.Equal((0, 0, 3_000, 0, 0), Importing.Counts(await Importing.Import(company.Client, file)));
        Assert.Equal((0, 0, 3_000, 0, 0), Importing.Counts(await Importing.Import(company.Client, file, "?onExisting=update")));

        var activities = await Importing.Activities(host.Store, company.Tenant);
        Assert.Equal(3_000, activities.Select(a => a.ExternalId).Distinct().Count());
        Assert.All(activities, a => Assert.Equal((Recorded.Imported, null, true), (a.Recorded, a.Promise, a.OutletId is not null)));
        Assert.Equal(0, await Importing.Alarms(host));
        Assert.Empty(await Importing.Activities(host.Store, neighbour.Tenant));
        Assert.Null(await host.Store.For(company.Tenant).Blobs.Open(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)), Cancel));
    }

    [Fact]
    public async Task an_import_stopped_in_the_middle_is_finished_by_the_next_process_with_every_row_once()
    {
        using TemporaryFolder folder = new();
        var (landed, stalled) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var rows = Head + string.Concat(Enumerable.Range(0, 700).Select(i => $"{(i % 3 == 0 ? "" : $"T-{i}")},2026-06-28 10:00,text {i},网站,网点{i % 4},,,,\n"))
            + "T-1,2026-06-28 10:00,again,,,,,,\n";
        string id;
        TestCompany company;
        await using (var host = await TestHost.Start(folder, around: inner => new WatchedStore(inner, Stall)))
        {
            company = await host.Company("alpha");
            id = await Importing.Begin(company.Client, System.Text.Encoding.UTF8.GetBytes(rows));
            await stalled.Task;
            var running = (await company.Client.GetFromJsonAsync<JsonObject>($"/api/v1/imports/{id}", Cancel))!;
            Assert.Equal("running", (string?)running["status"]);
            Assert.InRange((double)running["progress"]!, 0.01, 0.99);
            Assert.InRange(Importing.Counts(running).Added, 1, 300);
        }

        await using var again = await TestHost.Start(folder, TestHost.FridayMorning.AddMinutes(1));
        var client = again.Anonymous();
        client.DefaultRequestHeaders.Authorization = company.Client.DefaultRequestHeaders.Authorization;
        var job = await Importing.Ended(client, id);

        Assert.Equal((700, 0, 1, 0, 0), Importing.Counts(job));
        Assert.Equal(4, job["newOutlets"]!.AsArray().Count);
        Assert.Equal(Enumerable.Range(0, 700).Select(i => $"text {i}").Order(StringComparer.Ordinal),
            (await Importing.Activities(again.Store, company.Tenant)).Select(a => a.Text).Order(StringComparer.Ordinal));

        // Keeps three hundred rows and then answers no more.
        async Task Stall(TenantId tenant, Commit commit, CancellationToken cancel)
        {
            if (!IsOfActivity(commit) || Interlocked.Increment(ref landed) <= 300) return;
            stalled.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }
    }

    [Fact]
    public async Task a_fault_of_ours_ends_the_import_and_keeps_what_came_in()
    {
        var landed = 0;
        await using var host = await TestHost.Start(around: inner => new WatchedStore(inner, (_, commit, _) =>
            IsOfActivity(commit) && ++landed > 2 ? throw new InvalidOperationException("A fault on purpose.") : Task.CompletedTask));
        var company = await host.Company("alpha");

        var job = await Importing.Import(company.Client, "time,text\n2026-06-28,a\n2026-06-28,b\n2026-06-28,c\n");

        Assert.Equal(("failed", ImportCodes.Failed), ((string)job["status"]!, (string)Assert.Single(job["errors"]!.AsArray())!["code"]!));
        Assert.Equal((2, 0, 0, 0, 0), Importing.Counts(job));
        Assert.Equal(2, (await Importing.Activities(host.Store, company.Tenant)).Count);
    }

    [Fact]
    public async Task a_long_import_holds_up_no_other_company()
    {
        var (held, stalled) = ((TenantId?)null, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = await TestHost.Start(around: inner => new WatchedStore(inner, async (tenant, commit, cancel) =>
        {
            if (tenant != held || !IsOfActivity(commit)) return;
            stalled.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }));
        var (company, neighbour) = (await host.Company("alpha"), await host.Company("beta"));
        var file = "time,text\n2026-06-28,a\n"u8.ToArray();
        held = company.Tenant;
        var partition = IWork.PartitionOf(company.Tenant, await Importing.Begin(company.Client, file));
        await stalled.Task;

        // One that stands in the same partition waits for it; the next one hardly will.
        string id;
        do id = await Importing.Begin(neighbour.Client, file, "?dryRun=true");
        while (IWork.PartitionOf(neighbour.Tenant, id) == partition);

        Assert.Equal((1, 0, 0, 0, 0), Importing.Counts(await Importing.Ended(neighbour.Client, id)));
    }

    [Fact]
    public async Task a_dry_run_finds_everything_and_stores_nothing_of_it()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        var end = await host.Store.For(company.Tenant).End(Cancel);
        var file = Head + "T-1,2026-06-28 10:00,no light,网站,新网点,,,,\nT-2,soon,,,,,,,\n";

        var job = await Importing.Import(company.Client, file, "?dryRun=true");

        Assert.Equal((1, 0, 0, 0, 1), Importing.Counts(job));
        Assert.Equal("""[{"id":null,"name":"新网点"}]""", job["newOutlets"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(end, await host.Store.For(company.Tenant).End(Cancel));
        Assert.Empty(await Importing.Activities(host.Store, company.Tenant));
        Assert.Empty((await company.Get("/api/v1/outlets"))["items"]!.AsArray());
        Assert.Equal((1, 0, 0, 0, 1), Importing.Counts(await Importing.Import(company.Client, file)));
    }

    [Fact]
    public async Task a_row_without_an_id_comes_in_once_from_the_same_file()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        const string File = "受理时间,问题描述\n2026-06-28,the same\n2026-06-28,the same\n";

        Assert.Equal((2, 0, 0, 0, 0), Importing.Counts(await Importing.Import(company.Client, File)));
        Assert.Equal((0, 0, 2, 0, 0), Importing.Counts(await Importing.Import(company.Client, File)));
        Assert.Equal((2, 0, 0, 1, 0), Importing.Counts(await Importing.Import(company.Client, File + "\n")));
    }

    [Fact]
    public async Task a_row_becomes_events_at_the_times_they_happened_recorded_now_by_the_import()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        var id = await Importing.Begin(company.Client, System.Text.Encoding.UTF8.GetBytes(Head + "T-1,2026-06-28 10:00,no light,网站,东门网点,2026-06-28 11:30,2026-06-29 09:00,已换新,4\n"));
        await Importing.Ended(company.Client, id);

        var activity = Assert.Single(await Importing.Activities(host.Store, company.Tenant));
        var timeline = (await company.Get($"/api/v1/activities/{activity.Id}/timeline"))["items"]!.AsArray();

        Assert.Equal(
            [("ActivityReceived", "2026-06-28T02:00:00"), ("ActivityResponded", "2026-06-28T03:30:00"), ("ActivityResolved", "2026-06-29T01:00:00"), ("ActivityRated", "2026-06-29T01:00:00")],
            timeline.Select(e => ((string)e!["type"]!, e["at"]!.GetValue<DateTimeOffset>().UtcDateTime.ToString("s"))));
        Assert.All(timeline, e => Assert.Equal(($"import/{id}", host.Clock.Now), ((string)e!["by"]!, e["recordedAt"]!.GetValue<DateTimeOffset>())));
        Assert.Equal((Status.Resolved, "已换新", 4), (activity.Status, activity.Outcome, activity.Satisfaction));
        var outlet = (await host.Store.For(company.Tenant).Find(Outlet.Collection, activity.OutletId!, Cancel))!.Value;
        Assert.Equal(("东门网点", false), (outlet.Name, outlet.Confirmed));
    }

    [Fact]
    public async Task an_update_amends_what_changed_and_carries_on_what_was_open()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        await Importing.Import(company.Client, Head + "T-1,2026-06-28 10:00,no light,网站,,,,,\nT-2,2026-06-28 10:00,same,网站,,,,,\n");

        var job = await Importing.Import(company.Client,
            Head + "T-1,2026-06-28 10:00,no light at all,网站,,2026-06-28 12:00,2026-06-28 13:00,已修好,5\nT-2,2026-06-28 10:00,same,网站,,,,,\nT-3,2026-06-28 10:00,new,网站,,,,,\n",
            "?onExisting=update");

        Assert.Equal((1, 1, 1, 0, 0), Importing.Counts(job));
        var changed = Assert.Single(await Importing.Activities(host.Store, company.Tenant), a => a.ExternalId == "T-1");
        Assert.Equal(("no light at all", true, Status.Resolved, "已修好", 5), (changed.Text, changed.Amended, changed.Status, changed.Outcome, changed.Satisfaction));
        Assert.Equal(new DateTimeOffset(2026, 6, 28, 4, 0, 0, TimeSpan.Zero), changed.RespondedAt);
        Assert.Equal(0, await Importing.Alarms(host));
    }

    private static bool IsOfActivity(Commit commit) => commit.Append?.Stream.StartsWith("activity/", StringComparison.Ordinal) == true;
}
