namespace ServiceTrack.Evidence;

/// <summary>A temporary file that goes with whoever opened it, also when the process is killed: packs with values opened are put together in one.</summary>
internal static class UnnamedFile
{
    public static FileStream Open()
    {
        var options = FileOptions.Asynchronous | (OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, options);
        // Elsewhere than on Windows an open file needs no name.
        if (!OperatingSystem.IsWindows()) File.Delete(file.Name);
        return file;
    }
}
