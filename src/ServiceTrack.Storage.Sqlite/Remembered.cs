using System.Collections.Concurrent;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// The last read of each document whose collection asks for it (<see cref="Collection{T}.Remembered"/>). The version is
/// read from the file every time; at the same version it is the same value, and is not made from JSON again.
/// </summary>
internal sealed class Remembered
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<(string Collection, long Tenant, string Id), object> _last = [];

    public Stored<T> At<T>(string collection, long tenant, string id, long version, Func<Stored<T>> read)
    {
        var key = (collection, tenant, id);
        if (_last.TryGetValue(key, out var last) && last is Stored<T> known && known.Version == version) return known;
        if (_last.Count >= Most) _last.Clear();
        var stored = read();
        _last[key] = stored;
        return stored;
    }
}
