using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ServiceTrack.Tests.House;

/// <summary>Requests and answers in a line each.</summary>
public static class Http
{
    public static async Task<(HttpResponseMessage Response, JsonObject Body)> Send(
        this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : []);
    }

    public static Task<(HttpResponseMessage Response, JsonObject Body)> Post(
        this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Post, path, body ?? new { }, headers);

    /// <summary>A problem document of this status and type that names the field.</summary>
    public static void IsProblem(this (HttpResponseMessage Response, JsonObject Body) answer, HttpStatusCode status, string type, string? field = null)
    {
        Assert.Equal(status, answer.Response.StatusCode);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"/problems/{type}", (string?)answer.Body["type"]);
        if (field is not null) Assert.Contains(field, answer.Body["errors"]!.AsObject().Select(e => e.Key));
    }

    public static string Id(this JsonObject body) => (string)body["id"]!;
}
