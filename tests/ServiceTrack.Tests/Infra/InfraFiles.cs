using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Infra;

/// <summary>The files that say how the product is run.</summary>
internal static class InfraFiles
{
    public static readonly string Compose = Path.Combine(Repository.Root, "docker-compose.yml");
    public static readonly string Dockerfile = Path.Combine(Folder, "Dockerfile");
    public static readonly string Alerts = Path.Combine(Folder, "prometheus", "alerts.yaml");

    public static string Folder => Path.Combine(Repository.Root, "infra");

    public static IEnumerable<string> Kubernetes => Directory.EnumerateFiles(Path.Combine(Folder, "k8s"), "*.yaml");

    public static IEnumerable<string> Manifests => Kubernetes.Append(Compose).Append(Alerts);

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Append(Compose);
}
