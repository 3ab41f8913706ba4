using System.Text;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

[Collection(nameof(Alone))]
public sealed class ImportMemoryTests
{
    [Fact]
    public async Task memory_does_not_grow_with_the_file()
    {
        await using var file = new EndlessFile("time,text\n", "2026-06-28 10:36," + new string('x', 10_000) + "\n", 256L * 1024 * 1024);
        var (live, good) = (new List<long>(), 0);

        await foreach (var record in ImportReader.Read(file, ImportFiles.Options, TestContext.Current.CancellationToken))
            if (record is ImportGood && ++good % 5_000 == 0) live.Add(GC.GetTotalMemory(forceFullCollection: true));

        Assert.Equal(file.Lines, good);
        // Against the first sample: what earlier tests left behind may be collected meanwhile, and that is no gain of ours.
        Assert.InRange(live.Count, 4, int.MaxValue);
        Assert.True(live.Max() - live[0] <= 16 * 1024 * 1024, $"The live heap grew by {live.Max() - live[0]} bytes.");
    }

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "<worksheet><sheetData><row r=\"", "1", "node" },
        { "<worksheet><sheetData><row><c t=\"str\"><v>", "xxxxxxxxxxxxxxxx", "node" },
        { "<worksheet>", "<a>", "depth" },
    };

    [Theory, MemberData(nameof(Bombs))]
    public async Task a_part_that_unpacks_without_end_is_refused_in_little_memory(string head, string again, string reason)
    {
        var file = new XlsxFile().ToStream(to =>
        {
            to.Write(Encoding.ASCII.GetBytes(head));
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, 1024 * 1024 / again.Length)));
            for (var i = 0; i < 200; i++) to.Write(block);
        });
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var last = await ImportReader.Read(file, ImportFiles.Options, TestContext.Current.CancellationToken).LastAsync(TestContext.Current.CancellationToken);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 1, 32 * 1024 * 1024);
        Assert.True(file.Length < 16 * 1024 * 1024);
        var error = Assert.IsType<ImportStopped>(last).Error;
        Assert.Equal(ImportCodes.WorkbookTooLarge, error.Code);
        Assert.Contains(reason, error.Message("zh"), StringComparison.Ordinal);
    }
}
