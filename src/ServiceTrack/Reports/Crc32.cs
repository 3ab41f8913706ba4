namespace ServiceTrack.Reports;

/// <summary>The checksum of zip files (reflected polynomial 0xEDB88320).</summary>
public struct Crc32()
{
    private static readonly uint[] Table = MakeTable();
    private uint state = uint.MaxValue;

    public readonly uint Value => ~state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (crc, table) = (state, Table);
        // Four bytes a step, each looked up in the table for its place.
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = table[768 + (crc & 0xff)] ^ table[512 + ((crc >> 8) & 0xff)] ^ table[256 + ((crc >> 16) & 0xff)] ^ table[crc >> 24];
        }
        foreach (var b in bytes) crc = table[(crc ^ b) & 0xff] ^ (crc >> 8);
        state = crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[4 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            table[i] = crc;
        }
        for (var i = 256; i < table.Length; i++) table[i] = table[table[i - 256] & 0xff] ^ (table[i - 256] >> 8);
        return table;
    }
}
