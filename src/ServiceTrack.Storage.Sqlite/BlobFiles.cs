using System.Buffers;
using System.Security.Cryptography;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// The bytes of files: blobs/incoming while they arrive, then blobs/TENANT/ab/abcd…, where TENANT is the tenant's number
/// and the rest the file's SHA-256. Names are given and taken by the writer's thread only, in the order of its commits.
/// </summary>
internal sealed class BlobFiles(string folder)
{
    private string Incoming => Path.Combine(folder, "incoming");

    /// <summary>What was arriving when the process ended belongs to nobody.</summary>
    public void Clear()
    {
        if (Directory.Exists(Incoming)) Directory.Delete(Incoming, recursive: true);
        Directory.CreateDirectory(Incoming);
    }

    /// <summary>A new durable file without a name, and its hash.</summary>
    public async Task<(string Path, StagedBlob Blob)> Receive(Stream content, long maxBytes, CancellationToken cancel)
    {
        var path = Path.Combine(Incoming, Path.GetRandomFileName());
        try
        {
            await using var file = Kept(
                () => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
            var blob = await Copy(content, file, maxBytes, cancel);
            Kept(() => file.Flush(flushToDisk: true));
            return (path, blob);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public void Name(string received, long tenant, string sha256)
    {
        var path = PathOf(tenant, sha256);
        var parent = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
        {
            Directory.CreateDirectory(parent);
            DataFolder.Sync(Path.GetDirectoryName(parent)!);
            DataFolder.Sync(folder);
        }
        File.Move(received, path, overwrite: true);
        DataFolder.Sync(parent);
    }

    public FileStream Open(long tenant, string sha256) =>
        new(PathOf(tenant, sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true);

    public void Remove(long tenant, string sha256)
    {
        var path = PathOf(tenant, sha256);
        if (File.Exists(path)) File.Delete(path);
    }

    public IEnumerable<string> Named(long tenant)
    {
        var root = new DirectoryInfo(Path.Combine(folder, $"{tenant}"));
        return root.Exists ? root.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => f.Name) : [];
    }

    private string PathOf(long tenant, string sha256) => Path.Combine(folder, $"{tenant}", sha256[..2], sha256);

    private static async Task<StagedBlob> Copy(Stream content, Stream file, long maxBytes, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var bytes = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                if ((bytes += read) > maxBytes) throw new BlobTooLargeException(maxBytes);
                hash.AppendData(buffer, 0, read);
                Kept(() => file.Write(buffer, 0, read));
            }
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Only what fails on our side means that the store is unavailable; the sender's stream throws IOExceptions, too.
    private static void Kept(Action action) => Kept(() =>
    {
        action();
        return true;
    });

    private static T Kept<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException("The file cannot be kept now (is the disk full?).", e);
        }
    }
}
