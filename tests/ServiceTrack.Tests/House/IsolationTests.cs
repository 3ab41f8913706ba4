using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ServiceTrack.Tests.House;

/// <summary>
/// Walks every route of the committed OpenAPI document that names something by its id: the owner reaches it, the
/// neighbour is told that there is no such thing. A route that this test does not know fails it.
/// </summary>
public sealed class IsolationTests : HostedTest
{
    private static readonly Dictionary<string, object> VerbRequests = new()
    {
        ["hold"] = new { reason = "x" }, ["resolve"] = new { outcome = "x" }, ["reopen"] = new { reason = "x" }, ["cancel"] = new { reason = "x" },
        ["amend"] = new { fields = new { subject = "x" }, reason = "x" }, ["note"] = new { text = "x" }, ["assign"] = new { queueId = "x" },
        ["categorize"] = new { category = "other" }, ["refuse"] = new { reason = "x" }, ["no-show"] = new { reason = "x" },
        ["complete"] = new { signedBy = "x" }, ["deliver"] = new { signedBy = "x" }, ["decide-return"] = new { decision = "refund" },
    };

    [Fact]
    public async Task each_route_with_an_id_is_the_owners_alone()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "client", "openapi.json")))!;
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, _) in methods!.AsObject().Where(m => path.Replace("{register}", "").Contains('{')))
            {
                // Names that callers choose for their own; and models, which RetrainingTests train before they promote one.
                if (path is "/api/v1/kinds/{code}" or "/api/v1/sla/calendars/{id}" or "/api/v1/classification/models/{model}/promote") continue;
                var (owners, request) = await Request(path);
                var theirs = await Send(Neighbour.Client, method, owners, request);
                Assert.True(theirs == HttpStatusCode.NotFound, $"{method} {path} answers a neighbour {theirs}.");
                var own = await Send(Company.Client, method, owners, request);
                Assert.True((int)own is >= 200 and < 300, $"{method} {path} answers its owner {own}.");
            }
    }

    [Fact]
    public async Task each_route_but_the_public_ones_asks_who_is_there()
    {
        string[] open = ["/api/v1/session", "/api/v1/tenants/first"];
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "client", "openapi.json")))!;
        foreach (var (path, methods) in document["paths"]!.AsObject().Where(p => !open.Contains(p.Key)))
            foreach (var (method, operation) in methods!.AsObject())
            {
                object request = operation!["requestBody"]?["content"]?["multipart/form-data"] is null ? new { } : Picture();
                Assert.Equal(HttpStatusCode.Unauthorized, await Send(Host.Anonymous(), method, path.Replace("{register}", "parts").Replace("{", "").Replace("}", ""), request));
            }
    }

    [Fact]
    public async Task an_id_of_the_neighbours_inside_a_request_is_unknown()
    {
        var theirs = (await Neighbour.Log(new { kind = "repair", text = "x" })).Id();
        var (_, outlet) = await Neighbour.Client.Post("/api/v1/outlets", new { name = "邻居网点" });
        var mine = (await Company.Log(new { kind = "repair", text = "x" })).Id();
        (await Company.Client.Post($"/api/v1/activities/{mine}/merge", new { intoId = theirs })).IsProblem(HttpStatusCode.BadRequest, "invalid", "intoId");
        (await Company.Client.Post($"/api/v1/activities/{mine}/link", new { activityId = theirs, relation = "related" })).IsProblem(HttpStatusCode.BadRequest, "invalid", "activityId");
        (await Company.Client.Post($"/api/v1/activities/{mine}/assign", new { assigneeId = Neighbour.Owner.Id })).IsProblem(HttpStatusCode.BadRequest, "invalid", "assigneeId");
        (await Company.Client.Post("/api/v1/activities", new { kind = "repair", text = "x", outletId = outlet.Id() })).IsProblem(HttpStatusCode.BadRequest, "invalid", "outletId");
        for (var i = 0; i < 2; i++) await Neighbour.Log(new { kind = "repair", text = "x" });
        var cursor = (string)(await Neighbour.Get("/api/v1/activities?limit=1"))["next"]!;
        var page = await Company.Client.Send(HttpMethod.Get, $"/api/v1/activities?limit=1&cursor={cursor}");
        Assert.DoesNotContain(theirs, page.Body.ToJsonString());
    }

    private async Task<(string Path, object? Request)> Request(string path)
    {
        if (path is "/api/v1/samples/{assessmentId}" or "/api/v1/activities/{id}/reveal") return await SampleRequest(path);
        if (path == "/api/v1/audit-findings/{id}/corrective-action") return await FindingRequest(path);
        if (path.StartsWith("/api/v1/activities/{id}", StringComparison.Ordinal)) return await ActivityRequest(path);
        if (path.StartsWith("/api/v1/outlets/", StringComparison.Ordinal))
        {
            var (_, outlet) = await Company.Client.Post("/api/v1/outlets", new { name = $"网点{Guid.NewGuid():N}" });
            return (path.Replace("{id}", outlet.Id()), new { name = $"改名{Guid.NewGuid():N}" });
        }
        if (path.StartsWith("/api/v1/{register}/", StringComparison.Ordinal)) return await EntryRequest(path.Replace("{register}", "parts"));
        if (path.StartsWith("/api/v1/schemes/", StringComparison.Ordinal)) return await SchemeRequest(path);
        if (path.StartsWith("/api/v1/assessments/", StringComparison.Ordinal)) return await AssessmentRequest(path);
        if (path == "/api/v1/shares/{id}") return await ShareRequest(path);
        if (path.StartsWith("/api/v1/certification-projects/", StringComparison.Ordinal))
        {
            var fields = new { name = "x", scheme = "gbt27922-2011", startedOn = "2026-01-01" };
            return (path.Replace("{id}", (await Company.Client.Post("/api/v1/certification-projects", new { fields })).Body.Id()), null);
        }
        if (path == "/api/v1/certificates/{id}/proof-sheet")
        {
            var fields = new { name = "x", number = $"{Guid.NewGuid():N}", body = "x", issuedOn = "2026-01-01", expiresOn = "2029-01-01" };
            return (path.Replace("{id}", (await Company.Client.Post("/api/v1/certificates", new { fields })).Body.Id()), null);
        }
        if (path == "/api/v1/people/{id}")
        {
            var added = new { name = "x", email = $"{Guid.NewGuid():N}@example.com", password = "a long password", role = "agent" };
            return (path.Replace("{id}", (await Company.Client.Post("/api/v1/people", added)).Body.Id()), new { role = "quality" });
        }
        if (path.StartsWith("/api/v1/tokens/", StringComparison.Ordinal))
        {
            var (_, token) = await Company.Client.Post("/api/v1/tokens", new { name = "x" });
            return (path.Replace("{id}", token.Id()), null);
        }
        if (path.StartsWith("/api/v1/erasures/", StringComparison.Ordinal))
            return (path.Replace("{id}", (await Company.Client.Post("/api/v1/erasures", new { phone = "13812345678", dryRun = true })).Body.Id()), null);
        if (path.StartsWith("/api/v1/evidence-packs/", StringComparison.Ordinal))
        {
            var (_, pack) = await Company.Client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01" });
            while ((string?)(await Company.Get($"/api/v1/evidence-packs/{pack.Id()}"))["status"] != "completed") await Task.Yield();
            if (path.EndsWith("/pdf", StringComparison.Ordinal)) await Printed(pack.Id());
            return (path.Replace("{id}", pack.Id()), null);
        }
        if (path.StartsWith("/api/v1/imports/", StringComparison.Ordinal))
        {
            using var form = new MultipartFormDataContent { { new StringContent("时间,问题描述\n2026-11-01 10:00,x\n"), "file", "a.csv" } };
            var response = await Company.Client.PostAsync("/api/v1/imports?kind=complaint", form);
            return (path.Replace("{id}", JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject().Id()), null);
        }
        if (path.StartsWith("/api/v1/classification/retrainings/", StringComparison.Ordinal))
            return (path.Replace("{id}", (await Company.Client.Post("/api/v1/classification/retrain")).Body.Id()), null);
        throw new InvalidOperationException($"This test does not know {path}.");
    }

    private async Task Printed(string pack)
    {
        await Company.Client.Post($"/api/v1/evidence-packs/{pack}/pdf");
        while ((string?)(await Company.Get($"/api/v1/evidence-packs/{pack}"))["pdf"]!["status"] != "completed") await Task.Yield();
    }

    private async Task<(string Path, object? Request)> ShareRequest(string path)
    {
        var (_, given) = await Company.Client.Post("/api/v1/shares", new
        {
            email = $"{Guid.NewGuid():N}@example.com", name = "x", scheme = "gbt27922-2011", clauses = new[] { "5.3.2" }, from = "2026-01-01", to = "2027-01-01",
            validUntil = "2026-12-01", reason = "x",
        });
        return ($"{path.Replace("{id}", (string)given["share"]!["id"]!)}?reason=x", null);
    }

    private async Task<(string Path, object? Request)> EntryRequest(string path)
    {
        var (_, entry) = await Company.Client.Post("/api/v1/parts", new { fields = new { number = $"{Guid.NewGuid():N}", name = "x" } });
        object? body = path.EndsWith("attachments", StringComparison.Ordinal) ? Picture() : new { fields = new { number = $"{Guid.NewGuid():N}", name = "y" } };
        if (!path.Contains("{attachmentId}", StringComparison.Ordinal)) return ($"{path.Replace("{id}", entry.Id())}?reason=x", body);
        var added = await Company.Client.PostAsync($"/api/v1/parts/{entry.Id()}/attachments", Picture());
        return (path.Replace("{id}", entry.Id()).Replace("{attachmentId}", JsonNode.Parse(await added.Content.ReadAsStringAsync())!.AsObject().Id()), null);
    }

    private async Task<(string Path, object? Request)> SchemeRequest(string path)
    {
        var scheme = (await Company.Get("/api/v1/schemes/two-stage-service"))["scheme"]!;
        scheme["id"] = $"own-{Guid.NewGuid():N}"[..20];
        await Company.Client.Post("/api/v1/schemes", scheme);
        var sheet = path.EndsWith("score-sheet", StringComparison.Ordinal);
        return (path.Replace("{id}", (string)scheme["id"]!) + (sheet ? "?body=x" : ""), sheet ? Picture() : scheme);
    }

    private async Task<(string Path, object? Request)> SampleRequest(string path)
    {
        var (_, opened) = await Company.Client.Post("/api/v1/assessments", new { title = "x", schemeId = "gbt27922-2011", from = "2026-01-01", to = "2026-12-01" });
        var record = (await Company.Log(new { kind = "repair", text = "x", customer = new { phone = "13812345678" } })).Id();
        object pick = new { clause = "5.2.4.4", ids = new[] { record } };
        var assessment = (string)opened["assessment"]!["id"]!;
        if (path.Contains("{assessmentId}", StringComparison.Ordinal)) return (path.Replace("{assessmentId}", assessment), pick);
        await Company.Client.Post($"/api/v1/samples/{assessment}", pick);
        return (path.Replace("{id}", record), new { reason = "x" });
    }

    private async Task<(string Path, object? Request)> FindingRequest(string path)
    {
        var (_, owner) = await Company.Client.Post("/api/v1/staff", new { fields = new { staffNumber = $"{Guid.NewGuid():N}", name = "x", duty = "agent", joinedOn = "2025-01-01" } });
        var (_, finding) = await Company.Client.Post("/api/v1/audit-findings", new { fields = new { raisedOn = "2026-11-01", finding = "x", grade = "minor", state = "open" } });
        return (path.Replace("{id}", finding.Id()), new { owner = owner.Id(), dueOn = "2026-12-01" });
    }

    private async Task<(string Path, object? Request)> AssessmentRequest(string path)
    {
        const string clause = "5.2.4.4";
        var (_, earlier) = await Company.Client.Post("/api/v1/assessments", new { title = "x", schemeId = "gbt27922-2011", from = "2026-01-01", to = "2026-12-01" });
        var (_, opened) = await Company.Client.Post("/api/v1/assessments", new { title = "x", schemeId = "gbt27922-2011", from = "2026-01-01", to = "2026-12-01" });
        var (id, other) = ((string)opened["assessment"]!["id"]!, (string)earlier["assessment"]!["id"]!);
        var record = (await Company.Log(new { kind = "repair", text = "x" })).Id();
        var (_, outlet) = await Company.Client.Post("/api/v1/outlets", new { name = $"网点{Guid.NewGuid():N}" });
        foreach (var (verb, request) in new (string, object)[]
        {
            ("exemptions", new { clause, reason = "x" }), ("draws", new { clause, ids = new[] { record } }), ("specials", new { trigger = "law", text = "x" }),
        }) await Company.Client.Post($"/api/v1/assessments/{id}/{verb}", request);
        object? body = path.Split("{id}/")[^1] switch
        {
            "outlets" => new { outletIds = new[] { outlet.Id() } },
            "marks" => new { clause, verdict = "met", reason = "x" },
            "exemptions" => new { clause = "5.2.4.3", reason = "x" },
            "exemptions/decide" => new { clause, approved = true },
            "draws" => new { clause, size = 1, number = 1 },
            "judgements" => new { draw = 1, id = record, passed = true },
            "specials" => new { trigger = "law", text = "x" },
            "specials/rectify" => new { number = 1, text = "x" },
            "specials/withdraw" => new { number = 1, reason = "x" },
            "eligibility" => new { question = "legal-person", met = true },
            "bonus" => new { points = 1, reason = "x" },
            _ => new { },
        };
        return (path.Replace("{id}", id) + (path.EndsWith("comparison", StringComparison.Ordinal) ? $"?with={other}" : ""), body);
    }

    private async Task<(string Path, object? Request)> ActivityRequest(string path)
    {
        var verb = path.Split('/') is [.., "{id}", var last] ? last : "";
        var kind = verb switch { "deliver" => "delivery", "decide-return" => "return", _ => "repair" };
        var id = (await Company.Log(new { kind, text = "x", channel = "web" })).Id();
        foreach (var (before, request) in Before(verb)) await Company.Client.Post($"/api/v1/activities/{id}/{before}", request);
        object? body = verb switch
        {
            "schedule" or "reschedule" => new { scheduledAt = Host.Clock.Now.AddDays(2) },
            "merge" => new { intoId = (await Company.Log(new { kind, text = "y" })).Id() },
            "link" => new { activityId = (await Company.Log(new { kind, text = "y" })).Id(), relation = "related" },
            "attachments" => Picture(),
            _ => VerbRequests.GetValueOrDefault(verb, new { }),
        };
        if (!path.Contains("{attachmentId}", StringComparison.Ordinal)) return (path.Replace("{id}", id), body);
        var added = await Company.Client.PostAsync($"/api/v1/activities/{id}/attachments", Picture());
        var attachment = JsonNode.Parse(await added.Content.ReadAsStringAsync())!.AsObject().Id();
        return (path.Replace("{id}", id).Replace("{attachmentId}", attachment), null);
    }

    /// <summary>What must have happened before a verb is allowed.</summary>
    private IEnumerable<(string Verb, object Request)> Before(string verb)
    {
        if (verb is "resume") yield return ("hold", VerbRequests["hold"]);
        if (verb is "close" or "reopen") yield return ("resolve", VerbRequests["resolve"]);
        if (verb is "accept" or "refuse" or "reschedule" or "check-in" or "no-show" or "complete")
            yield return ("schedule", new { scheduledAt = Host.Clock.Now.AddDays(1) });
    }

    private static MultipartFormDataContent Picture()
    {
        var file = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new() { { file, "file", "a.png" } };
    }

    private static async Task<HttpStatusCode> Send(HttpClient client, string method, string path, object? request)
    {
        // A request's content can be sent once.
        if (request is MultipartFormDataContent) return (await client.PostAsync(path, Picture())).StatusCode;
        return (await client.Send(new HttpMethod(method.ToUpperInvariant()), path, method is "get" or "delete" ? null : request)).Response.StatusCode;
    }
}
