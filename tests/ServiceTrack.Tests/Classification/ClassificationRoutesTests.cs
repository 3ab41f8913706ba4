using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceTrack.Classification;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Classification;

public sealed class ClassificationRoutesTests : HostedTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task texts_are_answered_in_order_with_every_label_ranked()
    {
        var (response, body) = await Company.Client.Post("/api/v1/classify", new { texts = new[] { "上门费多收了五十块，发票金额跟报价对不上", "空调冒烟了，我要退款" } });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var items = body["items"]!.AsArray();
        Assert.Equal("billing", (string?)items[0]!["category"]);
        foreach (var item in items)
        {
            var ranked = item!["ranked"]!.AsArray();
            Assert.Equal(Labels.Categories.Order(), ranked.Select(r => (string)r!["label"]!).Order());
            Assert.Equal(1, ranked.Sum(r => (double)r!["probability"]!), 6);
            Assert.Equal(((string)ranked[0]!["label"]!, (double)ranked[0]!["probability"]!), ((string)item["category"]!, (double)item["confidence"]!));
        }
        Assert.Equal(("safety", "refund", "human"), ((string)items[1]!["severity"]!, (string)items[1]!["demand"]!, (string)items[1]!["band"]!));
    }

    [Fact]
    public async Task what_cannot_be_classified_is_named()
    {
        (await Company.Client.Post("/api/v1/classify", new { texts = Array.Empty<string>() })).IsProblem(HttpStatusCode.BadRequest, "invalid", "texts");
        (await Company.Client.Post("/api/v1/classify", new { texts = Enumerable.Repeat("x", 101) })).IsProblem(HttpStatusCode.BadRequest, "invalid", "texts");
        (await Company.Client.Post("/api/v1/classify", new { texts = new[] { "x", new string('x', 20_001) } })).IsProblem(HttpStatusCode.BadRequest, "invalid", "texts[1]");
        (await Company.Client.Post("/api/v1/classify", new { texts = new string?[] { null } })).IsProblem(HttpStatusCode.BadRequest, "invalid", "texts[0]");
        (await Company.Client.Post("/api/v1/classify")).IsProblem(HttpStatusCode.BadRequest, "invalid", "texts");
    }

    [Fact]
    public async Task a_logged_complaint_is_shown_with_its_classification()
    {
        var id = (await Company.Log(new { kind = "complaint", text = "上门费多收了五十块，发票金额跟报价对不上" })).Id();

        await ActivatorUtilities.CreateInstance<ClassificationFollower>(Host.Services).CatchUp(Host.Store.For(Company.Tenant), Host.Clock.Now, Cancel);

        var classification = (await Company.Get($"/api/v1/activities/{id}"))["classification"]!;
        Assert.Equal("billing", (string?)classification["category"]);
        Assert.Contains((string?)classification["band"], new[] { "auto", "suggest" });
    }

    [Fact]
    public async Task the_running_product_classifies_by_itself()
    {
        await using var host = await TestHost.Start(classifying: true);
        var company = await host.Company("b");
        var id = (await company.Log(new { kind = "complaint", text = "上门费多收了五十块" })).Id();
        while ((await company.Get($"/api/v1/activities/{id}"))["classification"] is null) Cancel.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task a_company_begins_with_the_model_that_came_with_the_product_and_counts_its_own_corrections()
    {
        var id = (await Company.Log(new { kind = "complaint", text = "上门费多收了五十块" })).Id();
        await Company.Client.Post($"/api/v1/activities/{id}/categorize", new { category = "other" });
        await Host.Services.GetServices<IFollower>().OfType<CorrectionFollower>().Single().CatchUp(Host.Store.For(Company.Tenant), Host.Clock.Now, Cancel);

        var (ours, theirs) = (await Company.Get("/api/v1/classification/models"), await Neighbour.Get("/api/v1/classification/models"));

        var model = Assert.Single(ours["models"]!.AsArray())!;
        Assert.Equal(((string)ours["champion"]!, true), ((string)model["model"]!, (bool)model["answers"]!));
        Assert.Equal((1, 0), ((int)ours["corrections"]!, (int)theirs["corrections"]!));
    }

    [Fact]
    public async Task a_retraining_belongs_to_its_company_and_needs_the_right()
    {
        var (response, asked) = await Company.Client.Post("/api/v1/classification/retrain");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var path = response.Headers.Location!.ToString();
        Assert.EndsWith(asked.Id(), path);

        Assert.Equal(HttpStatusCode.NotFound, (await Neighbour.Client.GetAsync(path, Cancel)).StatusCode);
        var agent = await Host.Member(Company, Role.Agent);
        (await agent.Post("/api/v1/classification/retrain")).IsProblem(HttpStatusCode.Forbidden, "no-right");
        (await Company.Client.Post("/api/v1/classification/models/nobody/promote")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await Company.Client.Post("/api/v1/classification/roll-back")).IsProblem(HttpStatusCode.BadRequest, "invalid", "model");

        JsonObject retraining;
        do retraining = await Company.Get(path); while ((string?)retraining["status"] == "queued");
        Assert.Equal("failed", (string?)retraining["status"]);
        Assert.Contains("too few corrections", (string?)retraining["failure"]);
    }
}
