namespace ServiceTrack.Tests.House;

/// <summary>The working copy the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Every C# file of a folder, bin and obj left out.</summary>
    public static IEnumerable<string> Sources(string under) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServiceTrack.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("ServiceTrack.sln stands in no folder above the tests.");
        return folder.FullName;
    }
}
