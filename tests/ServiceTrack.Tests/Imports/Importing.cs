using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Imports;

/// <summary>Imports as a client makes them.</summary>
internal static class Importing
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> Send(HttpClient client, byte[] file, string query = "", string name = "file.csv", string? key = null)
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", name } };
        using HttpRequestMessage request = new(HttpMethod.Post, $"/api/v1/imports{query}") { Content = form };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>The id of an import that was taken in.</summary>
    public static async Task<string> Begin(HttpClient client, byte[] file, string query = "")
    {
        var response = await Send(client, file, query);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var job = (await response.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
        Assert.Equal($"/api/v1/imports/{(string?)job["id"]}", response.Headers.Location!.ToString());
        return (string)job["id"]!;
    }

    /// <summary>The import once it has ended.</summary>
    public static async Task<JsonObject> Ended(HttpClient client, string id)
    {
        while (true)
        {
            var job = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/imports/{id}", Cancel))!;
            if ((string?)job["status"] is "completed" or "failed") return job;
            await Task.Yield();
        }
    }

    public static async Task<JsonObject> Import(HttpClient client, byte[] file, string query = "") => await Ended(client, await Begin(client, file, query));

    public static Task<JsonObject> Import(HttpClient client, string text, string query = "") => Import(client, Encoding.UTF8.GetBytes(text), query);

    public static (int Added, int Updated, int Duplicate, int Blank, int Bad) Counts(JsonObject job) => (
        (int)job["counts"]!["added"]!, (int)job["counts"]!["updated"]!, (int)job["counts"]!["duplicate"]!, (int)job["counts"]!["blank"]!, (int)job["counts"]!["bad"]!);

    public static async Task<List<Activity>> Activities(IStore store, TenantId tenant)
    {
        List<Activity> all = [];
        for (string? cursor = null; ;)
        {
            var page = await store.For(tenant).Query(ActivityCollection.Activities, new() { OrderBy = "occurredAt", Limit = 200, Cursor = cursor }, Cancel);
            all.AddRange(page.Items.Select(a => a.Value));
            if ((cursor = page.Next) is null) return all;
        }
    }

    public static async Task<int> Alarms(TestHost host)
    {
        var due = 0;
        for (var partition = 0; partition < IWork.Partitions; partition++)
            due += (await host.Store.Work.Due(partition, PromiseKeeper.Alarms, host.Clock.Now.AddYears(10), 10, Cancel)).Count;
        return due;
    }
}
