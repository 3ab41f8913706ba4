namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Rows of one kind by name: as they stood when a group of commits began, and as the commits decided so far leave them.
/// What a commit sets can be undone until the next one begins.
/// </summary>
/// <param name="stood">Rows that are not there are absent.</param>
internal sealed class Rows<TKey, TState>(IReadOnlyDictionary<TKey, TState> stood, Stack<Action> undo)
    where TKey : notnull where TState : class
{
    private readonly Dictionary<TKey, TState?> _now = [];

    /// <summary>Null where there is no row.</summary>
    public TState? this[TKey key]
    {
        get => _now.TryGetValue(key, out var now) ? now : stood.GetValueOrDefault(key);
        set
        {
            if (_now.TryGetValue(key, out var before)) undo.Push(() => _now[key] = before);
            else undo.Push(() => _now.Remove(key));
            _now[key] = value;
        }
    }

    public IEnumerable<(TKey Key, TState? Stood, TState? Now)> Changed =>
        _now.Select(n => (n.Key, stood.GetValueOrDefault(n.Key), n.Value));
}
