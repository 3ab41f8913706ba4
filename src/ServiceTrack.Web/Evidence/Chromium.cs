using System.ComponentModel;
using System.Diagnostics;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;

namespace ServiceTrack.Web.Evidence;

/// <summary>
/// Prints with the Chromium that is installed, one document at a time, each in a folder of its own that is gone
/// afterwards. The browser reaches no network and is told nothing of the server's environment.
/// </summary>
public sealed class Chromium(string program, ILogger<Chromium> log, TimeProvider clock) : IPrinter, IDisposable
{
    private const string None = "none";
    private const int MostSaid = 2000;
    private const long MostBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe", "msedge.exe"];
    private static readonly string[] Passed = ["PATH", "LANG", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "SystemRoot"];

    private static readonly string[] Arguments =
    [
        "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-component-update",
        "--disable-background-networking", "--disable-breakpad", "--disable-crash-reporter", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer", "--disable-pdf-tagging",
        // Chromium does not start for root with its sandbox; the page it reads is the product's own.
        .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
    ];

    private readonly SemaphoreSlim one = new(1);

    /// <param name="setting">A program; "none" for no PDF at all; null: what is found on the path.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="StoreRefusedException">The program that was named is not there.</exception>
    public static string? Find(string? setting) => setting switch
    {
        None => null,
        { Length: > 0 } => File.Exists(setting) ? setting : throw new StoreRefusedException($"Evidence:Chromium names {setting}, which is not there."),
        _ => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists),
    };

    public async Task Print(Func<Stream, CancellationToken, Task> page, Stream pdf, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            using var folder = new PrintFolder();
            await using (var html = File.Create(folder.Page)) await page(html, cancel);
            await Run(folder, cancel);
            await using var printed = File.OpenRead(folder.Pdf);
            if (printed.Length > MostBytes) throw new PrintFailedException($"The PDF would be larger than {MostBytes >> 20} MB. Ask for a shorter period.");
            await printed.CopyToAsync(pdf, cancel);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task Run(PrintFolder folder, CancellationToken cancel)
    {
        using var process = Begin(Start(folder));
        using var late = new CancellationTokenSource(Longest, clock);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stopped.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new PrintFailedException($"The PDF was not ready after {Longest.TotalMinutes} minutes. Ask for a shorter period.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            // What the browser started holds this stream, too: when it ends, nobody writes into the folder any more.
            await said;
        }
        if (process.ExitCode == 0 && IsPdf(folder.Pdf)) return;
        var why = await said;
        log.LogError("{Program} ended with {Code} and printed nothing: {Said}", program, process.ExitCode, why[Math.Max(0, why.Length - MostSaid)..]);
        throw new PrintFailedException("The installed Chromium printed nothing; the server's log says more.");
    }

    private Process Begin(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            return process;
        }
        catch (Win32Exception e)
        {
            log.LogError(e, "{Program} does not start.", program);
            throw new PrintFailedException("The installed Chromium does not start; the server's log says more.");
        }
    }

    private ProcessStartInfo Start(PrintFolder folder)
    {
        ProcessStartInfo start = new(program, [.. Arguments, $"--user-data-dir={folder.Profile}", $"--print-to-pdf={folder.Pdf}", new Uri(folder.Page).AbsoluteUri])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = folder.Profile,
        };
        foreach (var name in start.Environment.Keys.Except(Passed, StringComparer.OrdinalIgnoreCase).ToList()) start.Environment.Remove(name);
        foreach (var name in (string[])["HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"]) start.Environment[name] = folder.Path;
        return start;
    }

    private static bool IsPdf(string path)
    {
        if (!File.Exists(path)) return false;
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[5];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("%PDF-"u8);
    }
}
