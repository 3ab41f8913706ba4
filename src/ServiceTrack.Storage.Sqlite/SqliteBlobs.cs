using System.Text.RegularExpressions;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

internal sealed partial class SqliteBlobs(TenantId tenant, Engine engine) : IBlobs
{
    public async Task<StagedBlob> Stage(Stream content, long maxBytes, CancellationToken cancel)
    {
        var (path, blob) = await engine.Files.Receive(content, maxBytes, cancel);
        try
        {
            return await engine.Writer.Do(session => Name(session, path, blob), cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async Task<Stream?> Open(string sha256, CancellationToken cancel)
    {
        if (!Hash().IsMatch(sha256) || await engine.NumberOf(tenant, cancel) is not { } number) return null;
        if (!await engine.Readers.Read(database => BlobRows.IsKept(database, number, sha256), cancel)) return null;
        try
        {
            return engine.Files.Open(number, sha256);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // Dropped a moment ago.
        }
    }

    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancel)
    {
        if (await engine.NumberOf(tenant, cancel) is not { } number) return 0;
        var named = engine.Files.Named(number).ToList();
        var unknown = await engine.Readers.Read(database => Unknown(database, number, named), cancel);
        return await engine.Writer.Do(
            session =>
            {
                foreach (var sha256 in Unknown(session.Database, number, unknown)) engine.Files.Remove(number, sha256);
                return BlobRows.Expire(session, number, before, engine.Files);
            }, cancel);
    }

    private static List<string> Unknown(Connection database, long number, List<string> named) =>
        named.FindAll(sha256 => !BlobRows.IsKnown(database, number, sha256));

    private StagedBlob Name(Session session, string path, StagedBlob blob)
    {
        var number = session.OwnerOf(tenant.Value).Number;
        engine.Files.Name(path, number, blob.Sha256);
        BlobRows.Stage(session, number, blob);
        return blob;
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
