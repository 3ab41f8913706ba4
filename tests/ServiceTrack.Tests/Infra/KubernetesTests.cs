namespace ServiceTrack.Tests.Infra;

public sealed class KubernetesTests
{
    private static readonly object?[] Objects = [.. InfraFiles.Kubernetes.SelectMany(Manifest.Read)];
    private static readonly object? Deployment = OfKind("Deployment").Single();
    private static readonly object? Container = Manifest.Maps(Manifest.At(Deployment, "spec", "template")).Single(m => m.ContainsKey("image"));

    [Fact]
    public void every_object_says_what_it_is_and_every_file_is_applied()
    {
        Assert.All(Objects, o => Assert.NotNull(Manifest.At(o, "apiVersion")));
        var applied = Manifest.Texts(Manifest.At(OfKind("Kustomization").Single(), "resources")).Append("kustomization.yaml");
        Assert.Equal(InfraFiles.Kubernetes.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal), applied.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Deployment", "Ingress", "Kustomization", "Namespace", "NetworkPolicy", "PodDisruptionBudget", "Service", "Service"],
            Objects.Select(o => (string)Manifest.At(o, "kind")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void a_node_runs_without_rights_within_limits_and_is_probed()
    {
        Assert.Equal("true", Manifest.At(Deployment, "spec", "template", "spec", "securityContext", "runAsNonRoot"));
        Assert.Equal("true", Manifest.At(Container, "securityContext", "readOnlyRootFilesystem"));
        Assert.Equal("false", Manifest.At(Container, "securityContext", "allowPrivilegeEscalation"));
        Assert.NotNull(Manifest.At(Container, "resources", "limits", "memory"));
        Assert.Equal("/healthz/live", Manifest.At(Container, "livenessProbe", "httpGet", "path"));
        Assert.Equal("/healthz/ready", Manifest.At(Container, "readinessProbe", "httpGet", "path"));
    }

    [Fact]
    public void everything_that_selects_nodes_selects_those_of_the_deployment()
    {
        var labels = Manifest.At(Deployment, "spec", "template", "metadata", "labels");
        Assert.NotNull(labels);
        Assert.Equal(labels, Manifest.At(Deployment, "spec", "selector", "matchLabels"));
        Assert.Equal(labels, Manifest.At(OfKind("PodDisruptionBudget").Single(), "spec", "selector", "matchLabels"));
        Assert.Equal(labels, Manifest.At(OfKind("NetworkPolicy").Single(), "spec", "podSelector", "matchLabels"));
        Assert.Contains(OfKind("Service"), s => Equals(Manifest.At(s, "metadata", "name"), "servicetrack") && SameMap(labels, Manifest.At(s, "spec", "selector")));
    }

    [Fact]
    public void what_is_measured_is_not_for_the_world()
    {
        var paths = Manifest.Maps(OfKind("Ingress").Single()).Where(m => m.ContainsKey("pathType")).ToDictionary(m => (string)m["path"]!, m => Manifest.At(m, "backend", "service", "name"));
        Assert.Equal(("nowhere", "nowhere", "servicetrack"), (paths["/metrics"], paths["/healthz"], paths["/"]));
        Assert.DoesNotContain(OfKind("Service"), s => Equals(Manifest.At(s, "metadata", "name"), "nowhere") && Manifest.At(s, "spec", "selector") is not null);
    }

    private static IEnumerable<object?> OfKind(string kind) => Objects.Where(o => Equals(Manifest.At(o, "kind"), kind));

    private static bool SameMap(object? a, object? b) =>
        a is Dictionary<object, object?> left && b is Dictionary<object, object?> right && left.OrderBy(p => p.Key).SequenceEqual(right.OrderBy(p => p.Key));
}
