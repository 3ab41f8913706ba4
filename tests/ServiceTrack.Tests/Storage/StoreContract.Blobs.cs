using System.Text;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task a_staged_file_belongs_to_nobody_until_a_commit_keeps_it()
    {
        var staged = await Staged(Ours, "photo");
        Assert.Equal(new StagedBlob(Sha256("photo"), 5), staged);
        Assert.Equal("-", await Content(Ours, "photo"));

        await Done(Ours, New() with { KeepBlobs = [staged] });
        Assert.Equal("photo", await Content(Ours, "photo"));
    }

    [Fact]
    public async Task a_file_is_its_tenants_own_also_where_the_neighbour_has_the_same()
    {
        Assert.Equal("-", await Content(Ours, "shared content"));
        await Assert.ThrowsAnyAsync<Exception>(
            () => Ours.Commit(New() with { KeepBlobs = [new StagedBlob(Sha256("shared content"), 14)] }, None));

        var staged = await Staged(Ours, "shared content");
        Assert.Equal("-", await Content(Ours, "shared content"));
        await Done(Ours, New() with { KeepBlobs = [staged] });
        Assert.Equal("shared content", await Content(Ours, "shared content"));
        await Done(Ours, New() with { DropBlobs = [Sha256("shared content")] });
        Assert.Equal("-", await Content(Ours, "shared content"));
    }

    [Fact]
    public async Task a_file_is_removed_with_its_last_reference()
    {
        var photo = await Staged(Ours, "photo");
        await Done(Ours, New() with { KeepBlobs = [photo] });
        await Done(Ours, New() with { KeepBlobs = [photo] });

        await Done(Ours, New() with { DropBlobs = [photo.Sha256] });
        Assert.Equal("photo", await Content(Ours, "photo"));
        await Done(Ours, New() with { DropBlobs = [photo.Sha256] });
        Assert.Equal("-", await Content(Ours, "photo"));
        await Assert.ThrowsAnyAsync<Exception>(() => Ours.Commit(New() with { KeepBlobs = [photo] }, None));
        await Assert.ThrowsAnyAsync<Exception>(() => Ours.Commit(New() with { DropBlobs = [photo.Sha256] }, None));
    }

    [Fact]
    public async Task a_file_staged_again_outlives_its_last_reference_until_it_is_kept_or_swept()
    {
        var photo = await Staged(Ours, "photo");
        await Done(Ours, New() with { KeepBlobs = [photo] });
        await Staged(Ours, "photo");
        await Done(Ours, New() with { DropBlobs = [photo.Sha256] });
        Assert.Equal("-", await Content(Ours, "photo"));

        await Done(Ours, New() with { KeepBlobs = [photo] });
        Assert.Equal("photo", await Content(Ours, "photo"));
    }

    [Fact]
    public async Task each_staging_of_a_file_can_be_kept_whatever_becomes_of_the_others()
    {
        var (first, second) = (await Staged(Ours, "photo"), await Staged(Ours, "photo"));
        await Done(Ours, New() with { KeepBlobs = [first] });
        await Done(Ours, New() with { DropBlobs = [first.Sha256] });

        await Done(Ours, New() with { KeepBlobs = [second] });
        Assert.Equal("photo", await Content(Ours, "photo"));
    }

    [Fact]
    public async Task a_sweep_removes_what_was_staged_before_and_kept_by_nobody()
    {
        var (old, kept) = (await Staged(Ours, "old"), await Staged(Ours, "kept"));
        await Done(Ours, New() with { KeepBlobs = [kept] });
        Clock.Pass(TimeSpan.FromHours(1));
        var young = await Staged(Ours, "young");

        Assert.Equal(1, await Ours.Blobs.Sweep(Clock.Now, None));
        Assert.Equal(0, await Ours.Blobs.Sweep(Clock.Now, None));

        await Assert.ThrowsAnyAsync<Exception>(() => Ours.Commit(New() with { KeepBlobs = [old] }, None));
        await Done(Ours, New() with { KeepBlobs = [young] });
        Assert.Equal(("kept", "young"), (await Content(Ours, "kept"), await Content(Ours, "young")));
    }

    [Fact]
    public async Task a_file_larger_than_allowed_is_refused_and_nothing_stays()
    {
        var content = Encoding.UTF8.GetBytes("123456");

        var refused = await Assert.ThrowsAsync<BlobTooLargeException>(() => Ours.Blobs.Stage(new MemoryStream(content), 5, None));
        Assert.Equal(5, refused.MaxBytes);
        Assert.Equal(6, (await Ours.Blobs.Stage(new MemoryStream(content), 6, None)).Bytes);
        Assert.Equal(1, await Ours.Blobs.Sweep(Clock.Now.AddDays(1), None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../servicetrack.db")]
    [InlineData("/etc/passwd")]
    [InlineData("AB")]
    public async Task what_is_no_hash_names_no_file(string name) => Assert.Null(await Ours.Blobs.Open(name, None));

    [Fact]
    public async Task an_empty_file_and_a_large_one_are_kept_as_they_are()
    {
        var large = new byte[3_000_000];
        new Random(1).NextBytes(large);
        var blobs = new[] { await Staged(Ours, ""), await Ours.Blobs.Stage(new MemoryStream(large), 3_000_000, None) };
        await Done(Ours, New() with { KeepBlobs = [.. blobs] });

        Assert.Equal("", await Content(Ours, ""));
        await using var stream = (await Ours.Blobs.Open(blobs[1].Sha256, None))!;
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, None);
        Assert.Equal(large, read.ToArray());
    }

    [Fact]
    public async Task the_same_file_staged_and_dropped_by_many_at_once_is_there_for_those_who_keep_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 5; round++)
            {
                var photo = await Staged(Ours, "photo");
                await Done(Ours, New() with { KeepBlobs = [photo] });
                Assert.Equal("photo", await Content(Ours, "photo"));
                await Done(Ours, New() with { DropBlobs = [photo.Sha256] });
            }
        })));

        Assert.Equal("-", await Content(Ours, "photo"));
    }
}
