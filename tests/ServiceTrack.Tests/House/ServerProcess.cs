using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace ServiceTrack.Tests.House;

/// <summary>The product as its own process on a folder, to be killed.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, HttpClient client) => (this.process, Client) = (process, client);

    public HttpClient Client { get; }

    public static async Task<ServerProcess> Start(string folder, params string[] settings)
    {
        // The tests are built beside the server, in the same configuration.
        var build = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ServiceTrack.Tests"), AppContext.BaseDirectory);
        var server = Path.Combine(Repository.Root, "src", "ServiceTrack.Web", build, "ServiceTrack.Web.dll");
        var url = $"http://127.0.0.1:{FreePort()}";
        var process = Process.Start(new ProcessStartInfo("dotnet", [server, "--urls", url, "--Storage:Directory", folder, .. settings])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        while (!process.HasExited && !await IsReady(client)) await Task.Yield();
        Assert.False(process.HasExited, "The server did not start.");
        return new(process, client);
    }

    /// <summary>Founds the first company and signs in with a token of its owner.</summary>
    public async Task Found()
    {
        await Client.PostAsJsonAsync("/api/v1/tenants/first", new { company = "甲", name = "owner", email = "o@example.com", password = "a long password" });
        (await Client.PostAsJsonAsync("/api/v1/session", new { login = "o@example.com", password = "a long password" })).EnsureSuccessStatusCode();
        var made = await (await Client.PostAsJsonAsync("/api/v1/tokens", new { name = "t" })).Content.ReadFromJsonAsync<JsonObject>();
        SignIn((string)made!["token"]!);
    }

    public string Token => Client.DefaultRequestHeaders.Authorization!.Parameter!;

    public void SignIn(string token) => Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
        Client.Dispose();
    }

    private static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/healthz/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
