namespace ServiceTrack.Tests;

/// <summary>Files that stand beside the repository and may not be copied into it: a test that needs one is skipped where it is missing.</summary>
internal static class SharedData
{
    public static string Path(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "ServiceTrack.sln"))) root = root.Parent;
        var path = System.IO.Path.Combine(root?.FullName ?? "", "..", "shared", "data", name);
        if (!File.Exists(path)) Assert.Skip($"../shared/data/{name} is not here.");
        return path;
    }
}
