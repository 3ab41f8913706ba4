namespace ServiceTrack.Tests.Storage;

public sealed class TemporaryFolder : IDisposable
{
    private string? _database;

    public string Path { get; } = Directory.CreateTempSubdirectory("servicetrack-").FullName;

    /// <summary>A database at the trial server that goes with the folder; the test is skipped where there is no server.</summary>
    public string Database => _database ??= MongoTrial.NewDatabase();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        if (_database is not null) MongoTrial.Drop(_database).GetAwaiter().GetResult();
    }
}
