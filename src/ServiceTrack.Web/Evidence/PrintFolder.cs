namespace ServiceTrack.Web.Evidence;

/// <summary>
/// Where one document is printed: a temporary folder that its owner alone can read, removed when disposed of. What a killed
/// server left is known by nobody holding it any more.
/// </summary>
public sealed class PrintFolder : IDisposable
{
    // Short: Chromium makes a socket below, and a socket's whole path has room for some hundred characters.
    private const string Prefix = "st-print-", Held = "held";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory(Prefix);
    private readonly FileStream held;

    public PrintFolder()
    {
        held = new(System.IO.Path.Combine(folder.FullName, Held), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        folder.CreateSubdirectory("profile");
    }

    public string Path => folder.FullName;
    public string Page => System.IO.Path.Combine(folder.FullName, "page.html");
    public string Pdf => System.IO.Path.Combine(folder.FullName, "page.pdf");
    public string Profile => System.IO.Path.Combine(folder.FullName, "profile");

    /// <summary>Removes what servers left that were killed while they printed.</summary>
    public static void Sweep(string temporary)
    {
        foreach (var left in new DirectoryInfo(temporary).EnumerateDirectories(Prefix + "*"))
            try
            {
                new FileStream(System.IO.Path.Combine(left.FullName, Held), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                left.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody prints in it, or it is somebody else's.
            }
    }

    public void Dispose()
    {
        held.Dispose();
        folder.Delete(recursive: true);
    }
}
