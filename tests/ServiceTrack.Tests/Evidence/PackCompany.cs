using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Activities;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tests.Journal;

namespace ServiceTrack.Tests.Evidence;

/// <summary>A company with a handful of activities about November 2026, told by the product's own events.</summary>
internal sealed class PackCompany : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = At("2026-12-02 10:00");

    private readonly TestCompany company;

    private PackCompany(TestCompany company, ITenantStore store) => (this.company, Store) = (company, store);

    public ITenantStore Store { get; }

    public static DateTimeOffset At(string local) =>
        DateTimeOffset.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ToUniversalTime().AddHours(-8);

    public static async Task<PackCompany> Make()
    {
        var company = new TestCompany();
        var made = new PackCompany(company, await company.Open());
        await made.Tell("a0", "2026-10-30 09:00", null, Received("complaint", "X-0"));
        await made.Tell("a1", "2026-11-02 09:00", null, Received("complaint", "X-1"), new ActivityAssigned("p2"));
        await made.Tell("a1", "2026-11-02 10:30", null, new ActivityResponded("已联系"), new ActivityStarted());
        await made.Tell("a2", "2026-11-03 09:00", null, Received("repair", "=X-2", "hotline"), new ActivityResponded(null, InContact: true));
        await made.Tell("a3", "2026-11-20 12:00", "2026-11-05 12:00", Received("repair", "X-3"));
        await made.Tell("a4", "2026-11-21 12:00", "2026-11-06 12:00", Received("repair", null) with { Recorded = Recorded.Imported }, new ActivityResponded());
        await made.Tell("a1", "2026-11-22 09:00", null, new ActivityHeld("parts"), new ActivityResumed(), new ActivityResolved("已换新"));
        await made.Tell("a1", "2026-11-22 10:00", null, new ActivityAmended("打错了") { Customer = new() { Name = "王大明" } });
        await made.Tell("a2", "2026-11-23 10:00", null, new ActivityCancelled("重复"), new ActivityNoted("客户撤回", "internal"));
        await made.Tell("a5", "2026-12-01 08:00", null, Received("complaint", "X-5"));
        await made.Store.Commit(new()
        {
            At = At("2026-12-01 09:00"),
            Append = new("outlet/o1", 0, [new NewEvent("OutletOpened", At("2026-12-01 09:00"), "person/p1", new() { ["name"] = "一店" }, [])]),
        }, CancellationToken.None);
        return made;
    }

    public static PackRequest November => new()
    {
        Company = "示例电器 <售后> & Co",
        From = At("2026-11-01 00:00"),
        To = At("2026-12-01 00:00"),
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        Kinds = [.. Kinds.BuiltIn.Where(k => k.Group == 3)],
        Outlets = new Dictionary<string, string> { ["o1"] = "一店" },
    };

    public async Task<byte[]> Pack(PackRequest request, SignedCheckpoint? checkpoint = null)
    {
        using var key = await Key();
        using var pack = new MemoryStream();
        await EvidencePack.Write(pack, request, Store, checkpoint ?? await Checkpoints.Current(Store, Now, CancellationToken.None), key, CancellationToken.None);
        return pack.ToArray();
    }

    public Task<JournalKey> Key() => JournalKey.Of(Store, Now, CancellationToken.None);

    public async Task Tell(string id, string recordedAt, string? at, params ImmutableArray<ActivityEvent> events)
    {
        var version = (await Store.Stream($"activity/{id}", CancellationToken.None)).Count;
        var recorded = At(recordedAt);
        var done = await Store.Commit(new()
        {
            At = recorded,
            Append = new($"activity/{id}", version, [.. events.Select(e => ActivityEvents.Seal(e, at is null ? recorded : At(at), "person/p1"))]),
        }, CancellationToken.None);
        Assert.IsType<CommitResult.Done>(done);
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    private static ActivityReceived Received(string kind, string? externalId, string channel = "web") => new(kind, channel)
    {
        Text = "插座冒烟, 要求退货", ExternalId = externalId, OutletId = "o1",
        Customer = new() { Name = "王小明", Phone = "13812345678", Address = "朝阳路 1 号" },
    };
}
