namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// Where the rows of a data folder are: in it, or in a database of its own at the server that the environment names, as
/// it names it to the product. Such databases stay when the run is over.
/// </summary>
public static class FolderStore
{
    private const string Provider = "Storage__Provider", Connection = "Storage__ConnectionString";

    /// <summary>For this process and those it starts.</summary>
    public static void Choose(string provider, string? connection)
    {
        Environment.SetEnvironmentVariable(Provider, provider);
        Environment.SetEnvironmentVariable(Connection, connection);
    }

    public static IEnumerable<string> Settings(string folder)
    {
        yield return $"--Storage:Directory={folder}";
        if (Environment.GetEnvironmentVariable(Connection) is { Length: > 0 } server)
            yield return $"--Storage:ConnectionString={StoreChoice.OfDatabase(server, string.Join('-', folder.Split(Path.DirectorySeparatorChar)[^2..]))}";
    }
}
