using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Benchmark;

/// <summary>Hands files of a megabyte in with activities that are there, as a slip signed by the customer is.</summary>
public static class Attached
{
    private const int Megabyte = 1 << 20;

    public static async Task Load(Company company, int count, TimeProvider clock, CancellationToken cancel)
    {
        if (count == 0) return;
        await using var open = await OpenFolder.Of(company.Folder, clock);
        var store = open.Store.For(company.Tenant);
        var (bytes, random, left) = (new byte[Megabyte], new Random(1), count);
        for (var position = 0L; left > 0;)
        {
            var page = await store.Feed(position, 500, cancel);
            if (page.Count == 0) throw new BenchmarkFailedException($"There are too few activities for {count} files.");
            foreach (var received in page.Where(e => e.Type == nameof(ActivityReceived)).Take(left))
            {
                random.NextBytes(bytes);
                var file = await store.Blobs.Stage(new MemoryStream(bytes), Megabyte, cancel);
                var attached = new ActivityAttached(new($"file-{left}", "slip.jpg", "image/jpeg", file.Bytes, file.Sha256, Personal: false));
                var now = clock.GetUtcNow();
                var version = (await store.Stream(received.Stream, cancel)).Count;
                await store.Commit(new() { At = now, Append = new(received.Stream, version, [ActivityEvents.Seal(attached, now, "system/benchmark")]), KeepBlobs = [file] }, cancel);
                left--;
            }
            position += page.Count;
        }
        foreach (var follower in open.Services.GetServices<IFollower>()) await follower.CatchUp(store, clock.GetUtcNow(), cancel);
    }

    /// <summary>How long it takes to read as many files and to know their bytes in one on the disk: what no pack of them can do without.</summary>
    public static async Task<TimeSpan> Copy(string folder, int count, TimeProvider clock, CancellationToken cancel)
    {
        var (bytes, random) = (new byte[Megabyte], new Random(2));
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}"), bytes, cancel);
        }
        var begun = clock.GetTimestamp();
        await using var copy = File.Create(Path.Combine(folder, "copy"));
        for (var i = 0; i < count; i++)
        {
            await using var file = File.OpenRead(Path.Combine(folder, $"{i}"));
            await file.CopyToAsync(copy, cancel);
        }
        copy.Flush(flushToDisk: true);
        return clock.GetElapsedTime(begun);
    }
}
