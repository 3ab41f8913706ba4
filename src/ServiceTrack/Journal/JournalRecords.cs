using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>What the journal keeps besides the leaves themselves. All of it but the key can be made again from the leaves.</summary>
public static class JournalRecords
{
    public static Collection<JournalSize> Size { get; } = new("journalSize", _ => JournalSize.Id);

    public static Collection<JournalTile> Tiles { get; } = new("journalTiles", t => JournalTile.IdOf(t.Level, t.Index));

    public static Collection<KeptKey> Keys { get; } = new("journalKeys", _ => KeptKey.Id);

    public static Collection<SignedCheckpoint> Checkpoints { get; } = new("journalCheckpoints", c => c.Id)
    {
        Fields = [Field<SignedCheckpoint>.Number("size", c => c.Size), Field<SignedCheckpoint>.Number("at", c => c.At.ToUnixTimeMilliseconds())],
        Indexes = [new("at")],
    };

    public static IReadOnlyList<ICollection> All => [Size, Tiles, Keys, Checkpoints];
}

/// <param name="Leaves">How many leaves the tiles hold.</param>
public sealed record JournalSize(long Leaves)
{
    public const string Id = "tree";
}

/// <summary>
/// Up to 256 neighbouring hashes of complete trees of 256^<paramref name="Level"/> leaves, from hash number
/// 256 × <paramref name="Index"/> on.
/// </summary>
public sealed record JournalTile(int Level, long Index, byte[] Hashes)
{
    public const int Width = 256;

    public static string IdOf(int level, long index) => $"{level}-{index}";
}

/// <param name="Pkcs8">The private key. In the embedded edition the company holds it: only what has left the house binds it.</param>
public sealed record KeptKey(byte[] Pkcs8)
{
    public const string Id = "current";
}
