using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Tenants;

/// <summary>
/// Walks every route of the committed OpenAPI document as an auditor with a share: what is not named here is refused, what
/// names a record answers for covered ones alone, and lists hold nothing else. A route that this test does not know fails it.
/// </summary>
public sealed class SharedRoutesTests : ShareTest
{
    private static readonly string[] Public = ["signIn", "signOut", "isFirstCompanyNeeded", "foundFirstCompany"];

    /// <summary>About the share itself or about nobody: names, the scheme, hashes.</summary>
    private static readonly string[] Open =
        ["getSession", "listKinds", "listRegisters", "listSchemes", "getScheme", "getCheckpoint", "getJournalKey", "proveInclusion", "proveConsistency"];

    private static readonly string[] Lists = ["listActivities", "listEntries", "listOutlets", "listEvidencePacks", "listSamples", "listFindingsToReview"];

    /// <summary>PasswordTests, RevealTests and the last test here hold what is taken from auditors.</summary>
    private static readonly string[] Written = ["addEntry", "takeSample", "revealPhone", "changePassword"];

    private static readonly string[] Records =
    [
        "getActivity", "getActivityTimeline", "getActivityTrail", "getActivityClocks", "proveActivity", "listAttachments", "downloadAttachment", "getEntry", "changeEntry", "getEntryHistory",
        "downloadEntryFile", "getOutlet", "getEvidencePack", "downloadEvidencePack", "downloadEvidencePdf", "printEvidencePack",
    ];

    [Fact]
    public async Task every_route_answers_an_auditor_for_what_the_share_covers_and_nothing_else()
    {
        var shared = await Planted();
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "client", "openapi.json")))!;
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
            {
                var name = (string)operation!["operationId"]!;
                if (Public.Contains(name) || Open.Contains(name) || Lists.Contains(name) || Written.Contains(name)) continue;
                if (Records.Contains(name)) await Answers(shared, name, method, path);
                else await Refuses(shared.Auditor.Client, name, method, path, operation["requestBody"]?["content"]?["multipart/form-data"] is not null);
            }
    }

    [Fact]
    public async Task lists_hold_what_the_share_covers_and_nothing_else()
    {
        var shared = await Planted();
        Assert.Equal([shared.Complaint], await Ids(shared, "/api/v1/activities"));
        Assert.Equal([shared.Complaint], await Ids(shared, "/api/v1/activities?kind=complaint&kind=repair&sort=dueAt"));
        Assert.Equal([shared.Rule], await Ids(shared, "/api/v1/documents"));
        Assert.Equal([shared.Action], await Ids(shared, "/api/v1/corrective-actions"));
        Assert.Equal([shared.Finding], await Ids(shared, "/api/v1/audit-findings"));
        Assert.Equal([shared.Finding], await Ids(shared, "/api/v1/audit-findings/to-review"));
        Assert.Equal([shared.Auditor.Outlet], await Ids(shared, "/api/v1/outlets"));
        Assert.Equal([shared.Pack], await Ids(shared, "/api/v1/evidence-packs"));
        Assert.Equal(["gbt27922-2011"], await Ids(shared, "/api/v1/schemes"));
        Assert.Equal(["complaint"], await Names(shared, "/api/v1/kinds", "code"));
        Assert.Equal(["audit-findings", "channels", "corrective-actions", "documents"], (await Names(shared, "/api/v1/registers", "name")).Order());
        foreach (var other in (string[])["parts", "staff", "training", "budgets"])
            (await shared.Auditor.Client.Send(HttpMethod.Get, $"/api/v1/{other}")).IsProblem(HttpStatusCode.Forbidden, "not-shared");
    }

    [Fact]
    public async Task masked_words_are_not_searched_and_names_of_what_is_not_shared_are_kept_back()
    {
        var shared = await Planted();
        (await shared.Auditor.Client.Send(HttpMethod.Get, "/api/v1/activities?q=138")).IsProblem(HttpStatusCode.BadRequest, "invalid", "q");
        var action = await shared.Auditor.Client.Send(HttpMethod.Get, $"/api/v1/corrective-actions/{shared.Action}");
        Assert.Equal([shared.Auditor.Outlet], action.Body["labels"]!.AsObject().Select(l => l.Key));
        var seen = await shared.Auditor.Client.Send(HttpMethod.Get, $"/api/v1/activities/{shared.Complaint}");
        Assert.Empty(seen.Body["links"]!.AsArray());
        Assert.Equal("138****5678", (string)seen.Body["customer"]!["phone"]!);
        var timeline = await shared.Auditor.Client.Send(HttpMethod.Get, $"/api/v1/activities/{shared.Complaint}/timeline");
        Assert.DoesNotContain("ActivityNoted", timeline.Body["items"]!.AsArray().Select(e => (string)e!["type"]!));
    }

    [Fact]
    public async Task an_auditor_records_findings_about_shared_clauses_and_outlets_and_writes_nothing_else()
    {
        var shared = await Planted();
        object Finding(string? clause, string? outlet) => new { fields = new { raisedOn = "2026-11-20", clause, finding = "未记录时限", grade = "minor", state = "open", outlet } };
        var (response, _) = await shared.Auditor.Client.Post("/api/v1/audit-findings", Finding("5.3.2.1", shared.Auditor.Outlet));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        (await shared.Auditor.Client.Post("/api/v1/audit-findings", Finding("5.1.1.1", shared.Auditor.Outlet))).IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.clause");
        (await shared.Auditor.Client.Post("/api/v1/audit-findings", Finding(null, shared.Auditor.Outlet))).IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.clause");
        (await shared.Auditor.Client.Post("/api/v1/audit-findings", Finding("5.3.2.1", shared.OtherOutlet))).IsProblem(HttpStatusCode.BadRequest, "invalid", "fields.outlet");
        (await shared.Auditor.Client.Post("/api/v1/documents", new { fields = new { } })).IsProblem(HttpStatusCode.Forbidden, "no-right");
        (await shared.Auditor.Client.Post("/api/v1/parts", new { fields = new { } })).IsProblem(HttpStatusCode.Forbidden, "not-shared");
    }

    private sealed record Shares(
        Given Auditor, string OtherOutlet, string Complaint, string[] OtherActivities, string Rule, string Action, string Finding, (string Register, string Id)[] OtherEntries,
        string Pack, string OtherPack);

    private async Task<Shares> Planted()
    {
        var (north, south) = (await Outlet("北"), await Outlet("南"));
        var complaint = await Complaint(north);
        string[] others = [await Complaint(north, kind: "repair"), await Complaint(south), await Complaint(null), await Complaint(north, "2026-10-31T23:59:59+08:00"),
            await Complaint(north, "2026-11-20T10:00:00+08:00", "consultation"), (await Neighbour.Log(new { kind = "complaint", text = "x" })).Id()];
        await Company.Client.Post($"/api/v1/activities/{complaint}/link", new { activityId = others[0], relation = "related" });
        await Company.Client.Post($"/api/v1/activities/{complaint}/note", new { text = "内部", visibility = "internal" });
        var (author, approver) = (await Person("编制"), await Person("批准"));
        var rule = await Add("documents", Document("R1", "rule", author, approver));
        var manual = await Add("documents", Document("M1", "manual", author, approver));
        var action = await Add("corrective-actions", Action("2026-11-05", author, north));
        var finding = await Add("audit-findings", new { raisedOn = "2025-11-05", clause = "5.3.2.2", finding = "x", grade = "minor", state = "open", outlet = north });
        (string, string)[] otherEntries =
        [
            ("documents", manual), ("corrective-actions", await Add("corrective-actions", Action("2026-11-05", author, south))),
            ("corrective-actions", await Add("corrective-actions", Action("2026-10-05", author, north))),
            ("audit-findings", await Add("audit-findings", new { raisedOn = "2026-11-05", clause = "5.1.1.1", finding = "x", grade = "minor", state = "open", outlet = north })),
        ];
        var (pack, other) = (await Pack(), await Pack());
        return new(await Give(north, pack), south, complaint, others, rule, action, finding, otherEntries, pack, other);
    }

    private async Task Answers(Shares shared, string name, string method, string path)
    {
        var client = shared.Auditor.Client;
        if (path.Contains("/activities/", StringComparison.Ordinal))
            foreach (var id in (string[])[shared.Complaint, .. shared.OtherActivities])
            {
                var file = await Attached(id == shared.OtherActivities[^1] ? Neighbour.Client : Company.Client, $"/api/v1/activities/{id}/attachments");
                await Expect(id == shared.Complaint, name, client, method, path.Replace("{id}", id).Replace("{attachmentId}", file));
            }
        else if (path.StartsWith("/api/v1/{register}", StringComparison.Ordinal))
            foreach (var (register, id) in ((string, string)[])[("audit-findings", shared.Finding), .. name == "changeEntry" ? [] : ((string, string)[])[("documents", shared.Rule)], .. shared.OtherEntries])
            {
                var file = await Attached(Company.Client, $"/api/v1/{register}/{id}/attachments");
                if (name == "changeEntry" && register != "audit-findings") continue;
                await Expect(id == shared.Finding || id == shared.Rule, name, client, method, path.Replace("{register}", register).Replace("{id}", id).Replace("{attachmentId}", file),
                    new { fields = new { raisedOn = "2025-11-05", clause = "5.3.2.2", finding = "y", grade = "minor", state = "open", outlet = shared.Auditor.Outlet } });
            }
        else if (path.Contains("/outlets/", StringComparison.Ordinal))
            foreach (var id in (string[])[shared.Auditor.Outlet, shared.OtherOutlet]) await Expect(id == shared.Auditor.Outlet, name, client, method, path.Replace("{id}", id));
        else if (path.Contains("/evidence-packs/", StringComparison.Ordinal))
            foreach (var id in (string[])[shared.Pack, shared.OtherPack]) await Expect(id == shared.Pack, name, client, method, path.Replace("{id}", id));
        else throw new InvalidOperationException($"This test does not know {path}.");
    }

    private static async Task Expect(bool covered, string name, HttpClient client, string method, string path, object? body = null)
    {
        var (response, _) = await client.Send(new HttpMethod(method.ToUpperInvariant()), path, method == "get" ? null : body);
        if (covered) Assert.True(response.IsSuccessStatusCode, $"{name} answers {response.StatusCode} for what is shared: {path}");
        else Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{name} answers {response.StatusCode} for what is not shared: {path}");
    }

    private static async Task Refuses(HttpClient client, string name, string method, string path, bool multipart)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path.Replace("{register}", "documents").Replace("{", "").Replace("}", ""));
        if (multipart) request.Content = Picture("a.png", personal: true);
        using var response = await client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(response.StatusCode == HttpStatusCode.Forbidden && (string)body!["type"]! == "/problems/not-shared", $"{name} answers an auditor {response.StatusCode}.");
    }

    private async Task<IEnumerable<string>> Ids(Shares shared, string path) => await Names(shared, path, "id");

    private static async Task<IEnumerable<string>> Names(Shares shared, string path, string name) =>
        (await shared.Auditor.Client.Send(HttpMethod.Get, path)).Body["items"]!.AsArray().Select(i => (string)i![name]!);

    private static async Task<string> Attached(HttpClient client, string path)
    {
        using var file = Picture("a.png", personal: false);
        var response = await client.PostAsync(path, file);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject().Id();
    }

    private async Task<string> Pack()
    {
        var (_, pack) = await Company.Client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01" });
        while ((string?)(await Company.Get($"/api/v1/evidence-packs/{pack.Id()}"))["status"] != "completed") await Task.Yield();
        await Company.Client.Post($"/api/v1/evidence-packs/{pack.Id()}/pdf");
        while ((string?)(await Company.Get($"/api/v1/evidence-packs/{pack.Id()}"))["pdf"]!["status"] != "completed") await Task.Yield();
        return pack.Id();
    }

    private static object Document(string number, string type, string author, string approvedBy) => new
    {
        number, version = "1", title = number, type, author, approvedBy, approvedOn = "2026-01-01", from = "2026-01-01",
    };

    private static object Action(string openedOn, string owner, string outlet) => new { openedOn, problem = "x", source = "complaint", state = "open", owner, dueOn = "2026-12-01", outlet };

    private static MultipartFormDataContent Picture(string name, bool personal)
    {
        var file = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new() { { new StringContent(personal ? "true" : "false"), "personal" }, { file, "file", name } };
    }
}
