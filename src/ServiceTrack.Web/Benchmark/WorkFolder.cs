namespace ServiceTrack.Web.Benchmark;

/// <summary>Temporary data folders, removed in the end.</summary>
public sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("servicetrack-benchmark-");
    private int made;

    public string New() => root.CreateSubdirectory($"{++made}").FullName;

    public void Dispose() => root.Delete(recursive: true);
}
