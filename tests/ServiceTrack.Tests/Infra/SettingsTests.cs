using System.Text.RegularExpressions;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Infra;

/// <summary>What the files that run the product say to it and about it is true of it, and no file holds what nobody may know.</summary>
public sealed partial class SettingsTests
{
    // Read by the framework itself: its own settings, not ours.
    private static readonly string[] Frameworks = ["urls", "http:ports", "Logging:", "EnableDiagnostics"];

    private static readonly HashSet<string> Read =
    [
        .. Repository.Sources("src").Select(File.ReadAllText).SelectMany(code => Setting().Matches(code)).Select(m => m.Groups[1].Value),
    ];

    [Fact]
    public void every_setting_that_is_made_is_one_the_product_reads()
    {
        List<string> made = [];
        foreach (var manifest in InfraFiles.Manifests.SelectMany(Manifest.Read))
        {
            foreach (var service in Manifest.Maps(manifest).Where(m => m.ContainsKey("build")))
                made.AddRange(((Dictionary<object, object?>)service["environment"]!).Keys.Cast<string>());
            foreach (var container in Manifest.Maps(manifest).Where(m => m.ContainsKey("image") && m.ContainsKey("env")))
                made.AddRange(Manifest.Maps(container["env"]).Select(e => (string)e["name"]!));
            made.AddRange(Manifest.Maps(manifest).Where(m => m.ContainsKey("secretName") && m.ContainsKey("items")).SelectMany(s => Manifest.Maps(s["items"])).Select(i => (string)i["path"]!));
        }
        made.AddRange(SecretFile().Matches(File.ReadAllText(Path.Combine(InfraFiles.Folder, "mongo", "secrets.sh"))).Select(m => m.Groups[1].Value));
        made.AddRange(ImageSetting().Matches(File.ReadAllText(InfraFiles.Dockerfile)).Select(m => m.Groups[1].Value));

        var names = made.Select(m => Prefix().Replace(m, "").Replace("__", ":")).ToHashSet();
        Assert.Contains("Storage:ConnectionString", names);
        Assert.All(names.Where(n => !Frameworks.Any(f => n.Replace('_', ':').StartsWith(f, StringComparison.OrdinalIgnoreCase))), n => Assert.Contains(n, Read));
    }

    [Fact]
    public void every_image_is_of_an_exact_version()
    {
        var images = InfraFiles.Manifests.SelectMany(Manifest.Read).SelectMany(Manifest.Maps).Select(m => m.GetValueOrDefault("image")).OfType<string>()
            .Concat(BaseImage().Matches(File.ReadAllText(InfraFiles.Dockerfile)).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.True(images.Count >= 6, string.Join(' ', images));
        Assert.All(images, image => Assert.Matches(@":\d+\.\d+\.\d+(-[a-z0-9.-]+)?$", image));
    }

    [Fact]
    public void no_file_holds_a_secret()
    {
        Assert.All(InfraFiles.All, file => Assert.DoesNotMatch(Secret(), File.ReadAllText(file)));
        Assert.DoesNotContain(InfraFiles.Manifests.SelectMany(Manifest.Read), o => Equals(Manifest.At(o, "kind"), "Secret"));
    }

    [Theory]
    [InlineData("MONGO_PASSWORD: hunter2hunter2")]
    [InlineData("mongodb://servicetrack:hunter2@mongo1/")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("keyfile: 5e884898da28047151d0e56f8dc62927")]
    public void a_secret_would_be_noticed(string text) => Assert.Matches(Secret(), text);

    [Fact]
    public async Task every_metric_of_an_alert_is_measured()
    {
        await using var host = await TestHost.Start();
        var client = host.Anonymous();
        await client.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
        var measured = (await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Split('\n').Select(line => line.Split('{', ' ')[0]).ToHashSet();

        var alerts = Manifest.Read(InfraFiles.Alerts).SelectMany(Manifest.Maps).Where(m => m.ContainsKey("alert")).ToList();

        Assert.NotEmpty(alerts);
        // Prometheus itself says of each node whether it is up.
        Assert.All(alerts.SelectMany(a => MetricsOf((string)a["expr"]!)).Where(m => m != "up"), m => Assert.Contains(m, measured));
    }

    [Fact]
    public void every_alert_leads_to_a_chapter_of_the_runbook()
    {
        var chapters = File.ReadLines(Path.Combine(InfraFiles.Folder, "RUNBOOK.md")).Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..]).ToList();
        var alerts = Manifest.Read(InfraFiles.Alerts).SelectMany(Manifest.Maps).Where(m => m.ContainsKey("alert"));
        Assert.All(alerts, a => Assert.Contains(((string)Manifest.At(a, "annotations", "runbook")!)["RUNBOOK.md, ".Length..], chapters));
    }

    /// <summary>What an expression measures: its names that are neither functions nor within braces.</summary>
    private static IEnumerable<string> MetricsOf(string expression) =>
        Name().Matches(Braces().Replace(expression, "")).Select(m => m.Value).Where(name => name is not ("by" or "and" or "or" or "unless" or "e9"));

    [GeneratedRegex("""[cC]onfiguration(?:\[|\.GetValue\(|\.GetValue<\w+>\()["]([A-Za-z:]+)["]""")] private static partial Regex Setting();
    [GeneratedRegex(@"\$web/(\w+)""")] private static partial Regex SecretFile();
    [GeneratedRegex(@"(?:ENV|^)\s+([A-Za-z_]+)=", RegexOptions.Multiline)] private static partial Regex ImageSetting();
    [GeneratedRegex("^(ASPNETCORE_|DOTNET_)")] private static partial Regex Prefix();
    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)] private static partial Regex BaseImage();
    [GeneratedRegex("""://[\w-]+:[^$@\s/]+@|-----BEGIN|(?i:password|passwd|token|apikey|secret[_-]?key)["']?\s*[:=]\s*["']?[\w/+]{8,}|\b[0-9a-fA-F]{32,}\b""")] private static partial Regex Secret();
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]")] private static partial Regex Braces();
    [GeneratedRegex(@"[a-z][a-z0-9_]*(?![a-z0-9_(])")] private static partial Regex Name();
}
