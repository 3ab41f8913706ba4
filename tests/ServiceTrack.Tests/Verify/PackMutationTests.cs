using System.Collections.Concurrent;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Tests.Evidence;

namespace ServiceTrack.Tests.Verify;

/// <summary>Thousands of changes to a small pack: each is caught and named, or has left every file as it was.</summary>
public sealed class PackMutationTests : FinishedPackTest
{
    private protected override Task<PackCompany> Found() => PackCompany.MakeWithRegisters(async made =>
    {
        await made.Attach("activity/a1", "f1", "2026-12-01 13:00", "服务单.txt", "text/plain", [.. "服务单"u8], personal: false);
        await made.Lose(await made.Attach("activity/a1", "f2", "2026-12-01 13:01", "没了.txt", "text/plain", [.. "没了"u8], personal: false));
    });

    private protected override async Task<byte[]> Make()
    {
        var previous = await Checkpoints.Make(Company.Store, PackCompany.Now, CancellationToken.None);
        await Company.Tell("a8", "2026-12-03 09:00", null, new ServiceTrack.Activities.ActivityReceived("recall", "web") { Text = "\u0001 \"引号\" \\" });
        var pack = await Company.Pack(PackCompany.Certified with { Previous = previous });
        Assert.Null((await PackBytes.Verify(pack, Key.Public.Fingerprint)).Fault);
        return pack;
    }

    [Fact]
    public async Task a_flipped_bit_is_caught() =>
        await AllCaught(3000, (bytes, random) => Flipped(bytes, random.Next(bytes.Length), random));

    [Fact]
    public async Task a_flipped_bit_of_the_directory_or_a_header_is_caught()
    {
        var headers = Headers(Original);
        await AllCaught(headers.Count, (bytes, random) => Flipped(bytes, headers[random.Next(headers.Count)], random));
    }

    [Fact]
    public async Task overwritten_runs_are_caught() => await AllCaught(300, (bytes, random) =>
    {
        random.NextBytes(bytes.AsSpan(random.Next(bytes.Length - 40), 1 + random.Next(40)));
        return bytes;
    });

    [Fact]
    public async Task bytes_taken_out_put_in_or_cut_off_are_caught()
    {
        await AllCaught(300, (bytes, random) => Spliced(bytes, random, 1, []));
        await AllCaught(300, (bytes, random) => Spliced(bytes, random, 0, [(byte)random.Next(256)]));
        await AllCaught(200, (bytes, random) => bytes[..random.Next(bytes.Length)]);
    }

    [Fact]
    public async Task a_file_missing_doubled_renamed_or_exchanged_is_caught()
    {
        var names = PackBytes.Of(Original).Names.ToList();
        for (var i = 0; i < names.Count; i++)
        {
            await Caught(p => p.Files.RemoveAt(i));
            await Caught(p => p.Files.Add(p.Files[i]));
            await Caught(p => p.Files[i] = (p.Files[i].Name.ToUpperInvariant(), p.Files[i].Bytes));
            await Caught(p => p.Files[i] = ("data/../" + p.Files[i].Name, p.Files[i].Bytes));
            await Caught(p => p.Files[i] = (p.Files[i].Name, p.Files[(i + 1) % names.Count].Bytes));
        }

        async Task Caught(Action<PackBytes> alter)
        {
            var pack = PackBytes.Of(Original);
            alter(pack);
            var fault = (await PackBytes.Verify(await pack.Zip())).Fault;
            Assert.NotNull(fault);
            Assert.NotEmpty(fault.Subject);
        }
    }

    [Fact]
    public async Task files_in_another_order_are_a_repack()
    {
        var pack = PackBytes.Of(Original);
        pack.Files.Reverse();
        var verdict = await PackBytes.Verify(await pack.Zip());
        Assert.Null(verdict.Fault);
        Assert.True(verdict.Repacked);
    }

    [Fact]
    public async Task what_the_holder_of_the_key_changes_in_any_file_is_caught()
    {
        var unaltered = PackBytes.Of(Original);
        var files = unaltered.Names.Where(n => n.StartsWith("data/", StringComparison.Ordinal) || n is PackFiles.BagIt or PackFiles.BagInfo).ToList();
        var missed = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, 1000, async (i, cancel) =>
        {
            var random = new Random(i);
            var pack = unaltered.Copy();
            var name = files[i % files.Count];
            var bytes = pack[name].ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            pack[name] = bytes;
            var zip = await pack.Resigned(Key).Zip();
            // Signing anew also writes the bag's own size anew.
            if (pack[name].AsSpan().SequenceEqual(unaltered[name])) return;
            var fault = (await PackBytes.Verify(zip, Key.Public.Fingerprint)).Fault;
            var mayShowElsewhere = name.StartsWith("data/journal/", StringComparison.Ordinal) || name == PackFiles.Parameters;
            if (fault is null || (fault.Subject != name && !mayShowElsewhere)) missed.Add($"{i}: {name}, found at {fault?.Subject}");
        });
        Assert.Empty(missed);
    }

    private async Task AllCaught(int times, Func<byte[], Random, byte[]> change)
    {
        var missed = new ConcurrentBag<string>();
        var same = 0;
        await Parallel.ForAsync(0, times, async (i, cancel) =>
        {
            var changed = change(Original.ToArray(), new Random(i));
            if (changed.AsSpan().SequenceEqual(Original)) return;
            var verdict = await PackBytes.Verify(changed);
            if (verdict.Fault is { } fault)
            {
                if (fault.Subject.Length == 0) missed.Add($"{i}: not named");
            }
            else if (!SameFiles(changed)) missed.Add($"{i}: not caught");
            else if (!verdict.Repacked) Interlocked.Increment(ref same);
        });
        Assert.Empty(missed);
        // The few bits between the end of a compressed file and the next whole byte mean nothing to anybody.
        Assert.InRange(same, 0, times / 50);
    }

    private bool SameFiles(byte[] changed) => PackBytes.Of(Original).Files.Zip(PackBytes.Of(changed).Files)
        .All(f => f.First.Name == f.Second.Name && f.First.Bytes.AsSpan().SequenceEqual(f.Second.Bytes));

    private static byte[] Flipped(byte[] bytes, int at, Random random)
    {
        bytes[at] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] Spliced(byte[] bytes, Random random, int without, byte[] with)
    {
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. with, .. bytes[(at + without)..]];
    }

    private static List<int> Headers(byte[] zip)
    {
        var directory = BitConverter.ToInt32(zip, zip.Length - 6);
        var places = Enumerable.Range(directory, zip.Length - directory).ToList();
        for (var at = 0; at < directory - 4; at++)
            if (zip.AsSpan(at, 4).SequenceEqual("PK\u0003\u0004"u8)) places.AddRange(Enumerable.Range(at, 30));
            else if (zip.AsSpan(at, 4).SequenceEqual("PK\u0007\u0008"u8)) places.AddRange(Enumerable.Range(at, 16));
        return places;
    }
}
