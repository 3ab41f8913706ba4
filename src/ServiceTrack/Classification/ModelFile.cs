using System.Security.Cryptography;
using System.Text;

namespace ServiceTrack.Classification;

/// <summary>
/// What the files of all engines have in common: eight bytes that name the engine, an int32 with the number of the format,
/// and, last, the SHA-256 of all before.
/// </summary>
internal static class ModelFile
{
    public const int ContentAt = 12;

    /// <param name="magic">Eight bytes.</param>
    public static byte[] Sealed(ReadOnlySpan<byte> magic, int format, Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(magic);
        writer.Write(format);
        write(writer);
        writer.Write(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        return buffer.ToArray();
    }

    /// <param name="engine">As it stands in the refusal.</param>
    /// <exception cref="UnreadableModelException">Of another engine or format, cut short or damaged.</exception>
    public static byte[] Read(Stream stream, ReadOnlySpan<byte> magic, int format, string engine)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var file = buffer.ToArray();
        if (!file.AsSpan().StartsWith(magic))
            throw new UnreadableModelException($"This is not a model of the {engine} classification engine.");
        var content = file.AsSpan(0, Math.Max(0, file.Length - SHA256.HashSizeInBytes));
        if (content.Length < ContentAt)
            throw new UnreadableModelException("This model file is cut short.");
        var found = BitConverter.ToInt32(content[magic.Length..]);
        if (found != format)
            throw new UnreadableModelException($"This model file has format {found}; this release reads format {format}.");
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file.AsSpan(content.Length)))
            throw new UnreadableModelException("This model file is damaged: its checksum does not match its content.");
        return file;
    }

    public static BinaryReader Content(byte[] file) => new(new MemoryStream(file, ContentAt, file.Length - ContentAt - SHA256.HashSizeInBytes), Encoding.UTF8);

    /// <summary>The same bytes always carry the same name.</summary>
    public static string Name(string engine, byte[] file) => $"{engine}-{Convert.ToHexStringLower(file.AsSpan(file.Length - SHA256.HashSizeInBytes, 6))}";

    public static UnreadableModelException Inconsistent() => new("This model file contradicts itself: its checksum matches, but its parts do not fit together.");
}
