using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly PersonalValue Phone = new("customer.phone", SaltOf('A'), "\"13812345678\"", SaltOf('B'), "\"138****5678\"");
    private static readonly PersonalValue Name = new("customer.name", SaltOf('C'), "\"王小明\"", SaltOf('D'), "\"王**\"");

    [Fact]
    public async Task an_erased_value_goes_with_its_salts_and_leaf_and_path_stay()
    {
        await Done(Ours, New() with { Append = new("activity/a1", 0, [Event("Received", Name, Phone), Event("Amended", Phone)]) });
        var before = await Ours.Stream("activity/a1", None);

        await Done(Ours, New() with { Append = Append("activity/a1", 2, "Erased"), Erase = [new(0, "customer.phone")] });

        var after = await Ours.Stream("activity/a1", None);
        Assert.Equal([Name, new("customer.phone", new(""), null, new(""), null)], after[0].Personal.OrderBy(p => p.Path, StringComparer.Ordinal));
        Assert.True(after[0].Personal.Single(p => p.Path == "customer.phone").IsErased);
        Assert.Equal([Phone], after[1].Personal);
        Assert.Equal(before.Select(e => Convert.ToHexString(e.Leaf.Span)), after.Take(2).Select(e => Convert.ToHexString(e.Leaf.Span)));
        Assert.Equal(after[0].Personal.Order(ByPath), (await Ours.Feed(0, 1, None))[0].Personal.Order(ByPath));
    }

    [Fact]
    public async Task what_is_erased_already_or_never_was_is_passed_over()
    {
        await Done(Ours, New() with { Append = new("activity/a1", 0, [Event("Received", Phone)]) });
        foreach (var _ in (int[])[1, 2])
            await Done(Ours, New() with
            {
                Erase = [new(0, "customer.phone"), new(0, "customer.email"), new(7, "customer.phone"), new(-1, "customer.phone"), new(1L << 40, "customer.phone")],
            });
        Assert.True(Assert.Single((await Ours.Stream("activity/a1", None))[0].Personal).IsErased);
    }

    [Fact]
    public async Task a_commit_that_is_refused_erases_nothing()
    {
        await Done(Ours, New() with { Append = new("activity/a1", 0, [Event("Received", Phone)]) });
        Assert.IsType<CommitResult.Stale>(await Ours.Commit(New() with { Append = Append("activity/a1", 0, "Erased"), Erase = [new(0, "customer.phone")] }, None));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Ours.Commit(New() with { DropBlobs = [Sha256("nobody's")], Erase = [new(0, "customer.phone")] }, None));
        Assert.Equal(Phone, Assert.Single((await Ours.Stream("activity/a1", None))[0].Personal));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Directory.Commit(New() with { Erase = [new(0, "customer.phone")] }, None));
    }

    [Fact]
    public async Task erased_values_are_carried_to_another_store_as_erased()
    {
        var carried = new RecordedEvent[1];
        await Done(Ours, New() with { Append = new("activity/a1", 0, [Event("Received", Name, Phone)]), });
        await Done(Ours, New() with { Erase = [new(0, "customer.name")] });
        carried[0] = (await Ours.Feed(0, 1, None))[0];
        // Another tenant of the same engine stands for another store.
        var there = Store.For(new("there"));
        await there.Rows.Put(new() { Events = [.. carried] }, None);
        Assert.Equal(carried[0].Personal.Order(ByPath), (await there.Feed(0, 1, None))[0].Personal.Order(ByPath));
    }

    [Fact]
    public async Task a_scrubbed_store_goes_on()
    {
        await Done(Ours, New() with { Append = new("activity/a1", 0, [Event("Received", Phone)]), Documents = [Tickets.Put(Plain("t01"))] });
        Assert.True(await Store.Scrub(None));
        await Done(Ours, New() with { Append = Append("activity/a1", 1, "Responded") });
        Assert.Equal(2, await Ours.End(None));
        Assert.NotNull(await Ours.Find(Tickets, "t01", None));
    }

    private static readonly Comparer<PersonalValue> ByPath = Comparer<PersonalValue>.Create((a, b) => string.CompareOrdinal(a.Path, b.Path));
}
