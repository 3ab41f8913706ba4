using System.Text.RegularExpressions;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Infra;

public sealed partial class ComposeTests
{
    private static readonly object? Compose = Manifest.Read(InfraFiles.Compose).Single();
    private static readonly Dictionary<object, object?> Services = (Dictionary<object, object?>)Manifest.At(Compose, "services")!;

    [Fact]
    public void there_are_three_members_of_the_database_two_nodes_and_a_proxy() =>
        Assert.Equal(["mongo-init", "mongo1", "mongo2", "mongo3", "proxy", "secrets", "web1", "web2"], Services.Keys.Cast<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void every_service_has_limits_and_a_file_system_it_cannot_write() => Assert.All(Services, s =>
    {
        Assert.NotNull(Manifest.At(s.Value, "deploy", "resources", "limits", "memory"));
        Assert.NotNull(Manifest.At(s.Value, "deploy", "resources", "limits", "cpus"));
        Assert.Equal("true", Manifest.At(s.Value, "read_only"));
        Assert.Equal(["no-new-privileges:true"], Manifest.Texts(Manifest.At(s.Value, "security_opt")));
    });

    [Fact]
    public void what_keeps_running_says_whether_it_is_well()
    {
        var image = File.ReadAllText(InfraFiles.Dockerfile);
        Assert.All(Services.Where(s => Manifest.At(s.Value, "restart") is not null), s =>
            Assert.True(Manifest.At(s.Value, "healthcheck") is not null || Manifest.At(s.Value, "build") is not null && image.Contains("HEALTHCHECK", StringComparison.Ordinal), $"{s.Key}"));
    }

    [Fact]
    public void every_named_volume_and_network_is_declared_and_every_file_mounted_is_there()
    {
        var volumes = Names("volumes");
        foreach (var (service, what) in Services)
        {
            foreach (var mount in Manifest.Texts(Manifest.At(what, "volumes")).Select(v => v.Split(':')[0]))
                Assert.True(mount.StartsWith('.') ? File.Exists(Path.Combine(Path.GetDirectoryName(InfraFiles.Compose)!, mount)) : volumes.Contains(mount), $"{service}: {mount}");
            Assert.Subset(Names("networks"), Manifest.Texts(Manifest.At(what, "networks")).ToHashSet());
            Assert.Subset(Services.Keys.Cast<string>().ToHashSet(), ((Manifest.At(what, "depends_on") as Dictionary<object, object?>)?.Keys.Cast<string>() ?? []).ToHashSet());
        }
    }

    [Fact]
    public void only_the_proxy_is_to_be_reached_from_outside() =>
        Assert.Equal(["proxy"], Services.Where(s => Manifest.At(s.Value, "ports") is not null).Select(s => s.Key));

    [Fact]
    public void the_nodes_believe_the_network_they_share_with_the_proxy_and_no_other()
    {
        var subnet = Manifest.Maps(Manifest.At(Compose, "networks", "edge")).Single(m => m.ContainsKey("subnet"))["subnet"];
        var nodes = Services.Where(s => $"{s.Key}".StartsWith("web", StringComparison.Ordinal)).ToList();
        Assert.All(nodes, s => Assert.Equal(subnet, Manifest.At(s.Value, "environment", "Proxy__Networks")));
        Assert.Equal(["proxy", "web1", "web2"], Services.Where(s => Manifest.Texts(Manifest.At(s.Value, "networks")).Contains("edge")).Select(s => $"{s.Key}").Order());
    }

    [Fact]
    public void the_proxy_knows_every_node()
    {
        var proxied = ProxiedNodes().Match(File.ReadAllText(Path.Combine(InfraFiles.Folder, "proxy", "Caddyfile"))).Groups[1].Value;
        Assert.Equal(Services.Keys.Cast<string>().Where(s => s.StartsWith("web", StringComparison.Ordinal)).Select(s => s + ":8080").Order(), proxied.Split(' ').Order());
    }

    [Fact]
    public void the_image_has_every_project_that_is_published_and_both_optional_ones()
    {
        var image = File.ReadAllText(InfraFiles.Dockerfile);
        Assert.All(["ServiceTrack", "ServiceTrack.Storage.Sqlite", "ServiceTrack.Storage.Mongo", "ServiceTrack.Classifier.MLNet", "ServiceTrack.Web"],
            project => Assert.Contains($"COPY src/{project}/ src/{project}/", image));
        Assert.All(Copied().Matches(image).SelectMany(m => m.Groups[1].Value.Split(' ')[..^1]),
            source => Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), source));
        Assert.Contains("-p:WithMongo=true -p:WithMLNet=true", image);
        Assert.Contains("USER $APP_UID", image);
    }

    private static HashSet<string> Names(string section) => ((Dictionary<object, object?>)Manifest.At(Compose, section)!).Keys.Cast<string>().ToHashSet();

    [GeneratedRegex(@"^COPY (?!--from)(?:--\S+ )?(.+)$", RegexOptions.Multiline)] private static partial Regex Copied();
    [GeneratedRegex(@"SERVICETRACK_NODES:([^}]+)\}")] private static partial Regex ProxiedNodes();
}
