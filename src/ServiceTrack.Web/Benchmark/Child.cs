using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceTrack.Web.Benchmark;

/// <summary>This program started once more as a server of its own, on a free port of this machine; ended when disposed of.</summary>
public sealed partial class Child : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private Child(Process process, Uri address, string? token)
    {
        this.process = process;
        client = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public Uri Address => client.BaseAddress!;

    /// <summary>Of all cores together since it was started.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The memory it holds now, in MB.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The most memory it ever held, in MB.</summary>
    public double PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <param name="token">Sent with every request; null where nobody asks for one.</param>
    /// <exception cref="BenchmarkFailedException">It ended before it listened; the message is what it said.</exception>
    public static async Task<Child> Start(string folder, string? token, IEnumerable<string> args, CancellationToken cancel)
    {
        var (program, first) = Self();
        var start = new ProcessStartInfo(program, [
            .. first, .. args, "--urls", "http://127.0.0.1:0", .. FolderStore.Settings(folder),
            // Where it listens is read from its log.
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            // The settings that are deployed with it stand beside it.
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var process = Process.Start(start) ?? throw new BenchmarkFailedException($"{program} did not start.");
        var said = new List<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new BenchmarkFailedException($"The server ended: {string.Join('\n', said)}"));
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await address.Task.WaitAsync(TimeSpan.FromMinutes(2), cancel), token);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }

        void Hear(string? line)
        {
            if (line is null || address.Task.IsCompleted) return;
            said.Add(line);
            if (Listening().Match(line) is { Success: true } found) address.TrySetResult(new(found.Value));
        }
    }

    /// <exception cref="BenchmarkFailedException">Anything but 200.</exception>
    public async Task<byte[]> Get(string path, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(path, cancel);
        var body = await answer.Content.ReadAsByteArrayAsync(cancel);
        return answer.StatusCode == HttpStatusCode.OK ? body : throw Failed(path, answer.StatusCode, body);
    }

    /// <summary>What may be too large to be held here.</summary>
    /// <exception cref="BenchmarkFailedException">Anything but 200.</exception>
    public async Task Download(string path, string file, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.StatusCode != HttpStatusCode.OK) throw Failed(path, answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel));
        await using var to = File.Create(file);
        await answer.Content.CopyToAsync(to, cancel);
    }

    /// <exception cref="BenchmarkFailedException">Anything but 201.</exception>
    public Task Post(string path, byte[] json, CancellationToken cancel) => Send(path, json, 201, cancel);

    /// <exception cref="BenchmarkFailedException">Another status.</exception>
    public async Task<byte[]> Send(string path, byte[] json, int status, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync(path, content, cancel);
        var body = await answer.Content.ReadAsByteArrayAsync(cancel);
        return (int)answer.StatusCode == status ? body : throw Failed(path, answer.StatusCode, body);
    }

    /// <summary>Whether this build knows the address: rooms come one after the other.</summary>
    public async Task<bool> Has(string path, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(path, cancel);
        return answer.StatusCode != HttpStatusCode.NotFound;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static BenchmarkFailedException Failed(string path, HttpStatusCode status, byte[] body) =>
        new($"{path} answered {(int)status}: {Encoding.UTF8.GetString(body)}");

    internal static (string Program, string[] First) Self()
    {
        var ours = typeof(Child).Assembly;
        var program = Environment.ProcessPath!;
        return Assembly.GetEntryAssembly() == ours && Path.GetFileNameWithoutExtension(program) != "dotnet"
            ? (program, []) : ("dotnet", [ours.Location]);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}

/// <summary>The run cannot go on; the message tells why.</summary>
public sealed class BenchmarkFailedException(string message) : Exception(message);
