using System.Collections.Concurrent;

namespace ServiceTrack.Storage;

/// <summary>
/// The last read of each document whose collection asks for it (<see cref="Collection{T}.Remembered"/>). The version is
/// read from the store every time; at the same version it is the same value, and is not made from JSON again.
/// </summary>
public sealed class Remembered<TOwner> where TOwner : notnull
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<(string Collection, TOwner Owner, string Id), object> _last = [];

    public Stored<T> At<T>(string collection, TOwner owner, string id, long version, Func<Stored<T>> read) where T : class
    {
        var key = (collection, owner, id);
        if (_last.TryGetValue(key, out var last) && last is Stored<T> known && known.Version == version) return known;
        if (_last.Count >= Most) _last.Clear();
        var stored = read();
        _last[key] = stored;
        return stored;
    }
}
