using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.House;

public sealed class KilledServerTests
{
    private const int BeforeTheKill = 300;

    [Fact]
    public async Task every_acknowledged_activity_is_there_once_after_the_server_was_killed_under_load()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new ConcurrentDictionary<string, string>();
        string token;
        using (var server = await ServerProcess.Start(folder.Path))
        {
            await server.Found();
            token = server.Token;
            var enough = new TaskCompletionSource();
            var writers = Enumerable.Range(0, 16).Select(w => Write(server.Client, w, acknowledged, enough)).ToList();
            await enough.Task;
            await server.Kill();
            await Task.WhenAll(writers);
        }
        using var again = await ServerProcess.Start(folder.Path);
        again.SignIn(token);
        var kept = new List<(string External, string Id)>();
        for (string? next = ""; next is not null;)
        {
            var page = (await again.Client.GetFromJsonAsync<JsonObject>($"/api/v1/activities?limit=200{(next.Length == 0 ? "" : $"&cursor={next}")}"))!;
            kept.AddRange(page["items"]!.AsArray().Select(i => ((string)i!["externalId"]!, (string)i["id"]!)));
            next = (string?)page["next"];
        }
        Assert.True(acknowledged.Count >= BeforeTheKill);
        Assert.Equal(kept.Count, kept.Select(k => k.External).Distinct().Count());
        Assert.All(acknowledged, a => Assert.Contains((a.Key, a.Value), kept));
    }

    private static async Task Write(HttpClient client, int writer, ConcurrentDictionary<string, string> acknowledged, TaskCompletionSource enough)
    {
        for (var i = 0; ; i++)
        {
            var external = $"{writer}-{i}";
            try
            {
                var response = await client.PostAsJsonAsync("/api/v1/activities", new { kind = "repair", text = "不制冷", externalId = external });
                if (response.StatusCode != HttpStatusCode.Created) return;
                acknowledged[external] = (await response.Content.ReadFromJsonAsync<JsonObject>())!.Id();
                if (acknowledged.Count >= BeforeTheKill) enough.TrySetResult();
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or System.Text.Json.JsonException)
            {
                return;
            }
        }
    }
}
