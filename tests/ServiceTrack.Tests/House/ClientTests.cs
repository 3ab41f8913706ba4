using System.ComponentModel;
using System.Diagnostics;

namespace ServiceTrack.Tests.House;

/// <summary>The client's own checks, so that one command runs every test; the build has installed what they need.</summary>
public sealed class ClientTests
{
    [Fact]
    public Task its_types_and_its_style_hold() => Npm("run", "check");

    [Fact]
    public Task its_tests_pass() => Npm("test");

    private static async Task Npm(params string[] arguments)
    {
        var folder = Path.Combine(Repository.Root, "src", "client");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Assert.Skip("The client's packages are not installed: it was built with -p:BuildClient=false.");
        var (exit, output) = await Run(folder, arguments);
        Assert.True(exit == 0, output);
    }

    private static async Task<(int Exit, string Output)> Run(string folder, string[] arguments)
    {
        ProcessStartInfo start = new(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["FORCE_COLOR"] = null },
        };
        try
        {
            using var process = Process.Start(start)!;
            var cancel = TestContext.Current.CancellationToken;
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, await said + await complained);
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not installed, so the client's tests cannot run.");
            return default;
        }
    }
}
