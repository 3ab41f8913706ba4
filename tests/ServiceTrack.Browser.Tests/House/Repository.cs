namespace ServiceTrack.Browser.Tests.House;

/// <summary>The working copy the tests run in, what was built of it, and the data that stands beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static bool HasClient => File.Exists(Path.Combine(Root, "src", "client", "dist", "index.html"));

    /// <summary>A program of ours, built beside the tests in the same configuration.</summary>
    public static string Program(string project)
    {
        var build = Path.GetRelativePath(Path.Combine(Root, "tests", "ServiceTrack.Browser.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Root, "src", project, build, $"{project}.dll");
    }

    /// <summary>A file that may not be copied into the repository: where it is missing, the test is skipped.</summary>
    public static string SharedData(string name)
    {
        var path = Path.Combine(Root, "..", "shared", "data", name);
        if (!File.Exists(path)) Assert.Skip($"../shared/data/{name} is not here.");
        return path;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServiceTrack.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("ServiceTrack.sln stands in no folder above the tests.");
        return folder.FullName;
    }
}
