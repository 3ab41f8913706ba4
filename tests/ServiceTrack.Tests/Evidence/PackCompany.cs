using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Activities;
using ServiceTrack.Documents;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Registers;
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

    public static Task<PackCompany> Make() => Make(_ => Task.CompletedTask);

    /// <summary>The same, with entries of registers before November and in it.</summary>
    public static async Task<PackCompany> MakeWithRegisters(Func<PackCompany, Task>? after = null)
    {
        var made = await Make(async c =>
        {
            await c.Enter(Staff.Register, "s1", "2026-09-01 09:00", new() { ["staffNumber"] = "007", ["name"] = "赵一鸣", ["duty"] = "technician", ["joinedOn"] = "2026-08-01", ["phone"] = "13900001111" });
            await c.Enter(Staff.Register, "s2", "2026-09-01 09:05", new() { ["staffNumber"] = "008", ["name"] = "钱二", ["duty"] = "agent", ["joinedOn"] = "2026-08-01", ["leftOn"] = "2026-10-15" });
            await c.Enter(ControlledDocuments.Register, "d1", "2026-09-02 09:00", new() { ["number"] = "SC-01", ["version"] = "1", ["title"] = "售后服务手册", ["type"] = "handbook", ["author"] = "s2", ["from"] = "2026-09-03" });
            await c.Enter(ControlledDocuments.Register, "d1", "2026-09-05 09:00", new() { ["number"] = "SC-01", ["version"] = "1", ["title"] = "售后服务手册", ["type"] = "handbook", ["author"] = "s2", ["approvedBy"] = "s1", ["from"] = "2026-09-06" });
            await c.Enter(Staff.Qualifications, "q1", "2026-09-06 09:00", new() { ["staff"] = "s1", ["kind"] = "electrician", ["name"] = "电工证", ["number"] = "T1234567890", ["issuedOn"] = "2026-01-05" });
            await c.Enter(Staff.Qualifications, "q2", "2026-09-06 09:10", new() { ["staff"] = "s2", ["kind"] = "electrician", ["name"] = "旧证", ["issuedOn"] = "2025-01-05" });
            await c.Remove(Staff.Qualifications, "q2", "2026-09-07 09:00");
        });
        await made.Enter(Training.Register, "t1", "2026-12-01 10:00", new() { ["heldOn"] = "2026-11-10", ["topic"] = "安装规范培训", ["kind"] = "skills", ["staff"] = "s1" });
        await made.Enter(Staff.Register, "s1", "2026-12-01 11:00", new() { ["staffNumber"] = "007", ["name"] = "赵一鸣", ["duty"] = "management", ["joinedOn"] = "2026-08-01", ["phone"] = "13900001111" });
        await made.Enter(Staff.Qualifications, "q3", "2026-12-01 11:30", new() { ["staff"] = "s1", ["kind"] = "service-manager", ["name"] = "管理师", ["number"] = "M0000000001", ["issuedOn"] = "2026-10-05" });
        await made.Remove(Staff.Qualifications, "q1", "2026-12-01 12:00");
        if (after is not null) await after(made);
        return made;
    }

    private static async Task<PackCompany> Make(Func<PackCompany, Task> before)
    {
        var company = new TestCompany();
        var made = new PackCompany(company, await company.Open());
        await before(made);
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

    /// <summary>November by the clauses of a small scheme.</summary>
    public static PackRequest Certified => November with
    {
        Registers = [PackRegister.Outlets, .. new[] { Staff.Register, Staff.Qualifications, Training.Register, ControlledDocuments.Register }.Select(PackRegister.Of)],
        Scheme = new("small", 3, "小方案", "Small scheme",
        [
            new("5.1", null, "体系", "System", "40", "one", false, null, false, []),
            new("5.1.1", "5.1", "人员", "People", null, "ours", false, null, false,
                [Rule("register", "staff", 1), Rule("register", "qualifications", 1) with { Kinds = ["service-manager"] }, Rule("register", "training", 2)]),
            new("5.1.2", "5.1", "手册", "Handbook", "4.5", "body", true, "某机构", false, [Rule("document", "handbook", 1) with { FreshMonths = 36 }, Rule("document", "rule", 1)]),
            new("5.2", null, "服务", "Service", "35", "one", false, null, false, []),
            new("5.2.1", "5.2", "维修", "Repair", null, "ours", false, null, true, [Rule("activities", null, 2) with { Kinds = ["repair"] }, Rule("measure", "on-time", 1)]),
            new("5.2.2", "5.2", "维修与投诉", "Repairs and complaints", null, "ours", false, null, true, [Rule("activities", null, 1) with { Kinds = ["complaint", "repair"], Months = 3 }]),
        ]),
    };

    private static PackRule Rule(string from, string? named, int enough) => new(from, [], [], named, null, null, enough, "ours", null, null);

    public async Task Enter(Register register, string id, string recordedAt, Dictionary<string, string> fields)
    {
        var (stream, recorded) = (RegisterEntry.StreamOf(register.Name, id), At(recordedAt));
        var earlier = await Store.Stream(stream, CancellationToken.None);
        var at = earlier.Count == 0 && register.EventDate is { } date ? At(fields[date] + " 00:00") : recorded;
        var evt = RegisterEvents.Recorded(register, fields, at, "person/p1");
        RegisterEntry entry = new(id, register.Name, earlier.Count + 1, fields.ToImmutableSortedDictionary(), [], recorded, recorded, "person/p1", Recorded.AtTheTime, false);
        Assert.IsType<CommitResult.Done>(await Store.Commit(
            new() { At = recorded, Append = new(stream, earlier.Count, [evt]), Documents = [RegisterEntry.Collection.Put(entry)] }, CancellationToken.None));
    }

    /// <summary>Hands a file in with an activity, or with an entry of a register.</summary>
    /// <param name="to">The stream.</param>
    public async Task<StagedBlob> Attach(string to, string id, string recordedAt, string name, string contentType, byte[] bytes, bool personal)
    {
        var (recorded, version) = (At(recordedAt), (await Store.Stream(to, CancellationToken.None)).Count);
        var blob = await Store.Blobs.Stage(new MemoryStream(bytes), bytes.Length, CancellationToken.None);
        Attachment attachment = new(id, name, contentType, blob.Bytes, blob.Sha256, personal);
        var evt = to.StartsWith("activity/", StringComparison.Ordinal)
            ? ActivityEvents.Seal(new ActivityAttached(attachment), recorded, "person/p1")
            : RegisterEvents.Of(new RegisterEntryAttached(to.Split('/')[1], attachment), recorded, "person/p1");
        Assert.IsType<CommitResult.Done>(await Store.Commit(new() { At = recorded, Append = new(to, version, [evt]), KeepBlobs = [blob] }, CancellationToken.None));
        return blob;
    }

    /// <summary>What a damaged disk does: the file is gone, and its record is not.</summary>
    public Task Lose(StagedBlob blob) => Store.Commit(new() { At = Now, DropBlobs = [blob.Sha256] }, CancellationToken.None);

    public async Task Remove(Register register, string id, string recordedAt)
    {
        var (stream, recorded) = (RegisterEntry.StreamOf(register.Name, id), At(recordedAt));
        var version = (await Store.Stream(stream, CancellationToken.None)).Count;
        var evt = RegisterEvents.Of(new RegisterEntryRemoved(register.Name, "不再需要"), recorded, "person/p1");
        Assert.IsType<CommitResult.Done>(await Store.Commit(
            new() { At = recorded, Append = new(stream, version, [evt]), Documents = [RegisterEntry.Collection.Remove(id)] }, CancellationToken.None));
    }

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
