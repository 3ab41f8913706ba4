using System.Runtime.InteropServices;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>The folder of one store, held by one process at a time.</summary>
internal sealed partial class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }
    public string Database => System.IO.Path.Combine(Path, "servicetrack.db");
    public string Blobs => System.IO.Path.Combine(Path, "blobs");

    /// <exception cref="StoreRefusedException">Another process holds the folder, or it cannot be written.</exception>
    public static DataFolder Hold(string path)
    {
        try
        {
            path = Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"The data folder {path} cannot be made: {e.Message}", e);
        }
        try
        {
            var held = new FileStream(
                System.IO.Path.Combine(path, "servicetrack.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreRefusedException($"The data folder {path} cannot be written by this user.", e);
        }
        catch (IOException e)
        {
            throw new StoreRefusedException(
                $"The data folder {path} is in use by another ServiceTrack process. Stop that one first, or choose another folder.", e);
        }
    }

    /// <summary>Makes names in a folder durable: on Unix a new name outlives a power cut only once its folder is synced.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = open(folder, 0);
        if (handle < 0) throw new IOException($"The folder {folder} cannot be opened.");
        try
        {
            if (fsync(handle) != 0) throw new IOException($"The folder {folder} cannot be synced.");
        }
        finally
        {
            _ = close(handle);
        }
    }

    public void Dispose() => _lock.Dispose();

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int handle);
}
