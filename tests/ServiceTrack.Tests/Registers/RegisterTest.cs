using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Registers;

/// <summary>A company that keeps registers, and a line for each thing a test does with them.</summary>
public abstract class RegisterTest : HostedTest
{
    protected Task<(HttpResponseMessage Response, JsonObject Body)> Post(string register, object fields, HttpClient? client = null) =>
        (client ?? Company.Client).Post($"/api/v1/{register}", new { fields });

    protected Task<(HttpResponseMessage Response, JsonObject Body)> Put(string register, string id, object fields, HttpClient? client = null, string? ifMatch = null) =>
        (client ?? Company.Client).Send(HttpMethod.Put, $"/api/v1/{register}/{id}", new { fields }, ifMatch is null ? [] : [("If-Match", ifMatch)]);

    protected async Task<string> Add(string register, object fields)
    {
        var (response, body) = await Post(register, fields);
        Assert.True(response.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return body.Id();
    }

    protected async Task<string> Outlet(string name = "总店") => (await Company.Client.Post("/api/v1/outlets", new { name })).Body.Id();

    private int staff;

    protected Task<string> Person(string name = "甲某", bool management = false, string duty = "technician") =>
        Add("staff", new { staffNumber = $"S{++staff}", name, duty, serviceManagement = management, joinedOn = "2025-01-01" });

    protected async Task<string[]> Listed(string path, HttpClient? client = null)
    {
        var (response, body) = await (client ?? Company.Client).Send(HttpMethod.Get, $"/api/v1/{path}");
        Assert.True(response.StatusCode == HttpStatusCode.OK, body.ToJsonString());
        return [.. body["items"]!.AsArray().Select(i => i!.AsObject().Id())];
    }
}

public static class RefusedEntry
{
    /// <summary>Refused, with these fields to blame.</summary>
    public static void IsProblemOf(this (HttpResponseMessage Response, JsonObject Body) answer, params string[] fields)
    {
        Assert.True(answer.Response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{answer.Response.StatusCode}: {answer.Body.ToJsonString()}");
        Assert.Equal(fields.Order(StringComparer.Ordinal), answer.Body["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }
}
