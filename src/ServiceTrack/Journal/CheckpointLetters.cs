using System.Collections.Immutable;
using ServiceTrack.Notifications;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Journal;

/// <summary>
/// Who gets each day's checkpoint by mail. Only checkpoints that have left the house bind a company that holds its own
/// key, so these should be people outside it: the auditor, the certification body.
/// </summary>
public sealed record CheckpointRecipients(ImmutableArray<string> Addresses)
{
    public const string Id = "recipients";
    public const string Stream = "checkpoint-letters";
    public const int Most = 20;

    public static readonly CheckpointRecipients Nobody = new([]);

    public static readonly Collection<CheckpointRecipients> Collection = new("checkpointRecipients", _ => Id);
}

public sealed record CheckpointRecipientsNamed([property: Personal(Mask.Email)] ImmutableArray<string> Addresses);

/// <summary>
/// Mails the checkpoint after each of the company's midnights. After downtime one letter stands for all days missed:
/// a checkpoint binds everything before it.
/// </summary>
public sealed class CheckpointLetters(TimeProvider clock) : IWorker
{
    public const string Days = "checkpoint-letters";

    public string Queue => Days;

    /// <returns>False where somebody else changed them at the same time.</returns>
    public static async Task<bool> Name(
        ITenantStore store, Setup setup, CheckpointRecipients recipients, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var (data, personal) = EventData.Split(new CheckpointRecipientsNamed(recipients.Addresses));
        var version = (await store.Stream(CheckpointRecipients.Stream, cancel)).Count;
        return await store.Commit(new()
        {
            At = now,
            Append = new(CheckpointRecipients.Stream, version, [new(nameof(CheckpointRecipientsNamed), now, by, data, personal)]),
            Documents = [CheckpointRecipients.Collection.Put(recipients)],
            Work = recipients.Addresses.IsEmpty ? [] : [Next(setup, now)],
            Finish = recipients.Addresses.IsEmpty ? [(Days, CheckpointRecipients.Id)] : [],
        }, cancel) is CommitResult.Done;
    }

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var recipients = (await store.Find(CheckpointRecipients.Collection, CheckpointRecipients.Id, cancel))?.Value ?? CheckpointRecipients.Nobody;
        if (recipients.Addresses.IsEmpty || await store.Find(Setup.Collection, Setup.Id, cancel) is not { Value: var setup })
        {
            await store.Commit(new() { At = now, Fence = lease, Finish = [(Days, item.Key)] }, cancel);
            return;
        }
        var checkpoint = await Checkpoints.Current(store, now, cancel);
        var posted = recipients.Addresses.Select((to, i) => Letter(setup, checkpoint, to, $"{store.Tenant}-{item.DueAt.UtcDateTime:yyyyMMdd'T'HHmmss}-{i}", now).Posted()).ToList();
        // One by one: a letter that an interrupted run has written already must not keep the others from being written.
        foreach (var (document, work) in posted)
            await store.Commit(new() { At = now, Fence = lease, Documents = [document], Work = [work] }, cancel);
        await store.Commit(new() { At = now, Fence = lease, Finish = [(Days, item.Key)], Work = [Next(setup, now)] }, cancel);
    }

    public static Letter Letter(Setup setup, SignedCheckpoint checkpoint, string to, string id, DateTimeOffset now) => new(
        $"checkpoint-{id}", to, $"{setup.Name}: 售后记录检查点 journal checkpoint, {checkpoint.Size}", $"""
            请保存此邮件。附件 checkpoint.txt 记录了 {setup.Name} 截至此刻的售后记录（共 {checkpoint.Size} 条）的指纹。
            以后收到证据包时, 可用它证明这些记录自那时起未被改动:

            Please keep this mail. The file checkpoint.txt is the fingerprint of the after-sales records of {setup.Name} as of now
            ({checkpoint.Size} records). With it you can prove later, from an evidence pack, that none of them was changed since:

                ServiceTrack.Verify PACK.zip --checkpoint checkpoint.txt

            {checkpoint.Text}
            签名 signature: {checkpoint.Signature}
            密钥指纹 fingerprint of the key: {checkpoint.Fingerprint}

            """, now)
    {
        Enclosures = [new("checkpoint.txt", checkpoint.Text)],
    };

    private static WorkItem Next(Setup setup, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        return new(Days, CheckpointRecipients.Id, Dashboard.LocalDays.Midnight(Dashboard.LocalDays.DayOf(now, zone).AddDays(1), zone), "");
    }
}
