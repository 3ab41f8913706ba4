namespace ServiceTrack.Tests.Storage.Faults;

/// <summary>
/// A folder whose files fail as disks do, below SQLite: writes are remembered until the file is synced, so that a power
/// cut can take them back; a write or a sync can be refused. Open the store with <see cref="Vfs"/>.
/// </summary>
public sealed class FaultyDisk : IDisposable
{
    public const string Vfs = FaultyVfs.Name;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<UnsyncedWrite>> _unsynced = [];
    private readonly TemporaryFolder _folder = new();
    private int _writesUntilFull = int.MaxValue;
    private bool _powerIsOff;

    public FaultyDisk() => FaultyVfs.Add(this);

    public string Folder => _folder.Path;

    /// <summary>How often a file was synced.</summary>
    public int Syncs { get; private set; }

    /// <summary>Every sync fails from now on.</summary>
    public bool SyncFails { get; set; }

    /// <summary>After so many more writes there is no room.</summary>
    public void Fill(int writes = 0)
    {
        lock (_lock) _writesUntilFull = writes;
    }

    public void MakeRoom() => Fill(int.MaxValue);

    /// <summary>From now on nothing reaches the disk and every attempt fails.</summary>
    public void CutPower()
    {
        lock (_lock) _powerIsOff = true;
    }

    /// <summary>
    /// After a power cut, with the store closed: leaves of what was never synced what the disk happened to write (without
    /// chance, nothing of it) and gives the power back.
    /// </summary>
    public void Lose(Random? chance)
    {
        foreach (var (path, writes) in _unsynced)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            foreach (var write in Enumerable.Reverse(writes)) write.Undo(file);
            foreach (var write in writes.Where(_ => chance?.Next(2) == 1)) write.Redo(file);
        }
        _unsynced.Clear();
        _powerIsOff = false;
    }

    public void Dispose()
    {
        FaultyVfs.Remove(this);
        _folder.Dispose();
    }

    internal Verdict Writes(string path, long offset, ReadOnlySpan<byte> content)
    {
        lock (_lock)
        {
            if (_powerIsOff) return Verdict.Broken;
            if (_writesUntilFull == 0) return Verdict.Full;
            if (_writesUntilFull != int.MaxValue) _writesUntilFull--;
            Remember(path, offset, content, cut: false);
            return Verdict.Pass;
        }
    }

    internal Verdict Truncates(string path, long length)
    {
        lock (_lock)
        {
            if (_powerIsOff) return Verdict.Broken;
            Remember(path, length, [], cut: true);
            return Verdict.Pass;
        }
    }

    /// <param name="sync">The sync itself; what it makes durable is forgotten only where it succeeded.</param>
    internal Verdict Synced(string path, Func<bool> sync)
    {
        lock (_lock)
        {
            if (_powerIsOff || SyncFails || !sync()) return Verdict.Broken;
            Syncs++;
            _unsynced.Remove(path);
            return Verdict.Pass;
        }
    }

    internal Verdict Deletes(string path)
    {
        lock (_lock)
        {
            if (_powerIsOff) return Verdict.Broken;
            _unsynced.Remove(path);
            return Verdict.Pass;
        }
    }

    private void Remember(string path, long offset, ReadOnlySpan<byte> content, bool cut)
    {
        if (!_unsynced.TryGetValue(path, out var writes)) _unsynced[path] = writes = [];
        writes.Add(UnsyncedWrite.Of(path, offset, content, cut));
    }
}

internal enum Verdict
{
    Pass,
    Full,
    Broken,
}

/// <param name="Before">What stood there; shorter where the file ended.</param>
internal sealed record UnsyncedWrite(long Offset, byte[] Before, byte[] After, long LengthBefore, bool Cut)
{
    public static UnsyncedWrite Of(string path, long offset, ReadOnlySpan<byte> content, bool cut)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        var before = new byte[Math.Clamp(file.Length - offset, 0, cut ? long.MaxValue : content.Length)];
        file.Position = offset;
        file.ReadExactly(before);
        return new(offset, before, content.ToArray(), file.Length, cut);
    }

    public void Undo(FileStream file)
    {
        file.SetLength(LengthBefore);
        file.Position = Offset;
        file.Write(Before);
    }

    public void Redo(FileStream file)
    {
        if (Cut) file.SetLength(Math.Min(Offset, file.Length));
        file.Position = Offset;
        file.Write(After);
    }
}
