using System.IO.Compression;
using System.Text;
using ServiceTrack.Evidence;
using ServiceTrack.Reports;

namespace ServiceTrack.Tests.Evidence;

/// <summary>Zip files that different programs would read differently.</summary>
public sealed class PackZipTests
{
    [Fact]
    public void a_plain_zip_is_read()
    {
        var zip = PackZip.Open(new MemoryStream(Zip(new Part("data/a.txt"), new Part("b.txt") { Method = 0 })));
        Assert.Equal(["data/a.txt", "b.txt"], zip.Entries.Select(e => e.Name));
        Assert.All(zip.Entries, e => Assert.Equal("content", Read(zip, e)));
    }

    [Fact]
    public void folders_and_times_as_packing_programs_add_them_are_passed_over()
    {
        var zip = PackZip.Open(new MemoryStream(Zip(new Part("data/") { Content = "", Method = 0 }, new Part("data/a.txt") { Extra = [0x55, 0x54, 5, 0, 3, 1, 2, 3, 4] })));
        Assert.Equal(["data/a.txt"], zip.Entries.Select(e => e.Name));
        Assert.False(zip.Plain);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("C:a")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("")]
    public void a_name_that_could_be_taken_for_another_is_refused(string name) => Refused("name", new Part(name));

    [Fact]
    public void the_same_name_twice_is_refused_in_any_case()
    {
        Refused("A.txt", new Part("a.txt"), new Part("A.txt"));
        Refused("data", new Part("data"), new Part("data/a.txt"));
        Refused("data/", new Part("data/") { Content = "x" }, new Part("data/a.txt"));
        Refused("empty/", new Part("empty/") { Content = "" }, new Part("data/a.txt"));
    }

    [Fact]
    public void headers_that_disagree_are_refused()
    {
        Refused("a.txt", new Part("a.txt") { LocalName = "b.txt" });
        Refused("a.txt", new Part("a.txt") { LocalCrc = 1 });
        Refused("a.txt", new Part("a.txt") { LocalMethod = 0 });
        Refused("a.txt", new Part("a.txt") { Flags = 1 });
        Refused("a.txt", new Part("a.txt") { Method = 12 });
    }

    [Fact]
    public void nothing_can_hide_between_before_or_after()
    {
        Refused("b.txt", new Part("a.txt") { After = "hidden" }, new Part("b.txt"));
        Refused("b.txt", new Part("a.txt"), new Part("b.txt") { After = "hidden" });
        Refused("a.txt", new Part("a.txt") { Extra = [0x34, 0x12, 4, 0, 1, 2, 3, 4] });
        Refused("a.txt", new Part("a.txt") { Extra = [0x55, 0x54, 200, 0] });
        Refused("The zip", [.. Zip(new Part("a.txt")), .. "hidden"u8]);
        Refused("a.txt", [.. "hidden"u8, .. Zip(6, new Part("a.txt"))]);
    }

    [Fact]
    public void nothing_can_hide_behind_the_end_of_what_is_compressed()
    {
        foreach (var hidden in new[] { "h", new string('h', 63), new string('h', 64), new string('h', 300) })
        {
            var zip = PackZip.Open(new MemoryStream(Zip(new Part("a.txt") { AfterDeflate = hidden })));
            Assert.Equal("a.txt", Assert.Throws<PackFaultException>(() => Read(zip, zip.Entries[0])).Subject);
        }
    }

    [Fact]
    public void a_content_of_another_length_or_checksum_is_refused()
    {
        foreach (var part in new[] { new Part("a.txt") { Claimed = 6 }, new Part("a.txt") { Claimed = 8 }, new Part("a.txt") { Crc = 5 } })
        {
            var zip = PackZip.Open(new MemoryStream(Zip(part)));
            Assert.Equal("a.txt", Assert.Throws<PackFaultException>(() => Read(zip, zip.Entries[0])).Subject);
        }
    }

    [Fact]
    public void what_is_no_zip_cannot_be_read()
    {
        foreach (var bytes in new byte[][] { [], "PK"u8.ToArray(), new byte[22], new byte[5000], Zip(new Part("a.txt"))[..^1] })
            Assert.True(Assert.Throws<PackFaultException>(() => PackZip.Open(new MemoryStream(bytes))).Unreadable);
    }

    private static void Refused(string subject, params Part[] parts) => Refused(subject, Zip(parts));

    private static void Refused(string subject, byte[] zip) =>
        Assert.Contains(subject, Assert.Throws<PackFaultException>(() => PackZip.Open(new MemoryStream(zip))).Message, StringComparison.Ordinal);

    private static string Read(PackZip zip, PackEntry entry)
    {
        using var reader = new StreamReader(zip.Read(entry));
        return reader.ReadToEnd();
    }

    private static byte[] Zip(params Part[] parts) => Zip(0, parts);

    private static byte[] Zip(int shift, params Part[] parts)
    {
        using var body = new MemoryStream();
        using var directory = new MemoryStream();
        using var to = new BinaryWriter(body, Encoding.Latin1);
        using var central = new BinaryWriter(directory, Encoding.Latin1);
        foreach (var part in parts)
        {
            var (offset, packed, crc) = ((uint)(body.Length + shift), part.Packed(), part.Crc ?? part.RealCrc());
            var bytes = part.Claimed ?? (uint)Encoding.UTF8.GetByteCount(part.Content);
            to.Write(0x04034b50);
            Common(to, part, part.LocalMethod ?? part.Method, part.LocalCrc ?? crc, packed, bytes, part.LocalName ?? part.Name);
            to.Write(Encoding.Latin1.GetBytes(part.LocalName ?? part.Name));
            to.Write(part.Extra);
            to.Write(packed);
            to.Write(Encoding.Latin1.GetBytes(part.After));
            central.Write(0x02014b50);
            central.Write((ushort)20);
            Common(central, part, part.Method, crc, packed, bytes, part.Name);
            central.Write(new byte[10]);
            central.Write(offset);
            central.Write(Encoding.Latin1.GetBytes(part.Name));
            central.Write(part.Extra);
        }
        var start = (uint)(body.Length + shift);
        to.Write(directory.ToArray());
        to.Write(0x06054b50);
        to.Write(0);
        to.Write((ushort)parts.Length);
        to.Write((ushort)parts.Length);
        to.Write((uint)directory.Length);
        to.Write(start);
        to.Write((ushort)0);
        return body.ToArray();
    }

    private static void Common(BinaryWriter to, Part part, ushort method, uint crc, byte[] packed, uint bytes, string name)
    {
        to.Write((ushort)20);
        to.Write(part.Flags);
        to.Write(method);
        to.Write(0x00210000);
        to.Write(crc);
        to.Write((uint)packed.Length);
        to.Write(bytes);
        to.Write((ushort)name.Length);
        to.Write((ushort)part.Extra.Length);
    }

    private sealed record Part(string Name)
    {
        public string Content { get; init; } = "content";
        public ushort Method { get; init; } = 8;
        public ushort Flags { get; init; }
        public byte[] Extra { get; init; } = [];
        public string After { get; init; } = "";
        public string AfterDeflate { get; init; } = "";
        public string? LocalName { get; init; }
        public ushort? LocalMethod { get; init; }
        public uint? LocalCrc { get; init; }
        public uint? Crc { get; init; }
        public uint? Claimed { get; init; }

        public byte[] Packed()
        {
            var content = Encoding.UTF8.GetBytes(Content);
            if (Method == 0) return content;
            using var to = new MemoryStream();
            using (var deflate = new DeflateStream(to, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
            return [.. to.ToArray(), .. Encoding.Latin1.GetBytes(AfterDeflate)];
        }

        public uint RealCrc()
        {
            var crc = new Crc32();
            crc.Add(Encoding.UTF8.GetBytes(Content));
            return crc.Value;
        }
    }
}
