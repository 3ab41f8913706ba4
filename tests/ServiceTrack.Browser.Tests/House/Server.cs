using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServiceTrack.Browser.Tests.House;

/// <summary>The product as people start it: a process of its own over a new folder, at a port that was free.</summary>
public sealed partial class Server : IAsyncDisposable
{
    public const string Password = "a long password";
    public const string Owner = "owner@example.com";

    private readonly Process process;
    private readonly TemporaryFolder folder;
    private readonly HttpClient outside;

    private Server(Process process, TemporaryFolder folder, string address, string? token)
    {
        (this.process, this.folder, Address) = (process, folder, address);
        outside = new() { BaseAddress = new(address) };
        if (token is not null) outside.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Address { get; }

    /// <summary>A store with nothing in it.</summary>
    public static Task<Server> Empty() => Start();

    /// <summary>The demo company, which nothing moves but the tests.</summary>
    public static Task<Server> Demo() => Start("--demo", "--Demo:Simulate=false");

    /// <summary>A company without any history, founded the way its first visitor founds it.</summary>
    public static async Task<Server> NewCompany()
    {
        var server = await Start();
        (await server.outside.PostAsJsonAsync("/api/v1/tenants/first", new { company = "甲", name = "负责人", email = Owner, password = Password })).EnsureSuccessStatusCode();
        return server;
    }

    /// <summary>Asks the API from outside, with the token of the demo's owner.</summary>
    public async Task<JsonObject> Post(string path, object body)
    {
        var answer = await outside.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<JsonObject> Get(string path) => (await outside.GetFromJsonAsync<JsonObject>(path))!;

    public async Task<int> StatusFor(string token, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        return (int)(await outside.SendAsync(request)).StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        outside.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static async Task<Server> Start(params string[] flags)
    {
        var folder = new TemporaryFolder();
        ProcessStartInfo start = new("dotnet", [Repository.Program("ServiceTrack.Web"), "--urls", "http://127.0.0.1:0", "--Storage:Directory", folder.Path, .. flags])
        {
            // From its own folder it finds the client that was built beside it. The demo makes its folder among the temporary ones.
            WorkingDirectory = Path.Combine(Repository.Root, "src", "ServiceTrack.Web"),
            Environment = { ["TMPDIR"] = folder.Path, ["TEMP"] = folder.Path, ["TMP"] = folder.Path },
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        var said = new List<string>();
        string? token = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.StartsWith("owner ", StringComparison.Ordinal)) token = line.Split(' ')[^1];
            if (Listening().Match(line) is not { Success: true } found) continue;
            // What it says later nobody reads, but a full pipe would stop it.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new(process, folder, found.Groups[1].Value, token);
        }
        throw new InvalidOperationException($"The server did not start: {string.Join('\n', said)}");
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex Listening();
}
