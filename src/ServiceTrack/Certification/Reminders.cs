using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ServiceTrack.Dashboard;
using ServiceTrack.Notifications;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Certification;

/// <summary>
/// Mails owners, managers and quality people what falls due, in one letter a day. Each reminder of a deadline goes out once:
/// a claim on it stands in the commit of the letter. After downtime what was missed is told at once.
/// </summary>
public sealed class Reminders(IStore store, TimeProvider clock) : IWorker
{
    public const string Deadlines = "deadlines";

    private const string Claims = "reminder";
    private const int Morning = 8;

    /// <summary>What was overdue for longer when it was first heard of reminds nobody: it is history that was brought in.</summary>
    private const int LongPast = 30;

    private static readonly ImmutableArray<Role> Told = [Role.Owner, Role.Manager, Role.Quality];

    public string Queue => Deadlines;

    /// <summary>Looks at the deadlines anew: put in the commit of whatever changes one.</summary>
    public static WorkItem Soon(DateTimeOffset now) => new(Deadlines, "all", now, "");

    public async Task Do(ITenantStore company, WorkItem item, Lease lease, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await company.Find(Setup.Collection, Setup.Id, cancel) is not { Value: var setup }) return;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        var today = LocalDays.DayOf(now, zone);
        var all = await Certification.Deadlines.Of(company, today, cancel);
        var (owed, claims) = await Owed(company, all, today, cancel);
        var letters = owed.IsEmpty ? [] : await Letters(company.Tenant, setup, owed, today, now, cancel);
        await company.Commit(new()
        {
            At = now, Fence = lease, Claims = claims, Documents = [.. letters.Select(l => l.Document)], Finish = [(Deadlines, item.Key)],
            Work = [.. letters.Select(l => l.Work), .. Next(all, today) is { } next ? [Soon(LocalDays.Midnight(next, zone).AddHours(Morning))] : Array.Empty<WorkItem>()],
        }, cancel);
    }

    /// <summary>The next day on which somebody is to be told.</summary>
    public static DateOnly? Next(ImmutableArray<Deadline> deadlines, DateOnly today) =>
        deadlines.SelectMany(d => d.RemindOn).Where(day => day > today).Cast<DateOnly?>().Min();

    private static async Task<(ImmutableArray<Deadline> Owed, ImmutableArray<Claim> Claims)> Owed(
        ITenantStore company, ImmutableArray<Deadline> all, DateOnly today, CancellationToken cancel)
    {
        var (owed, claims) = (ImmutableArray.CreateBuilder<Deadline>(), ImmutableArray.CreateBuilder<Claim>());
        foreach (var deadline in all.Where(d => d.DueOn >= today.AddDays(-LongPast)))
        {
            var before = claims.Count;
            foreach (var day in deadline.RemindOn.Where(day => day <= today))
            {
                var key = $"{deadline.Code}/{deadline.Entry}/{RegisterValues.Text(deadline.DueOn)}/{RegisterValues.Text(day)}";
                if (await company.Claimed(Claims, key, cancel) is null) claims.Add(new(Claims, key, RegisterValues.Text(today)));
            }
            if (claims.Count > before) owed.Add(deadline);
        }
        return (owed.ToImmutable(), claims.ToImmutable());
    }

    private async Task<ImmutableArray<(DocumentWrite Document, WorkItem Work)>> Letters(
        TenantId tenant, Setup setup, ImmutableArray<Deadline> owed, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var letters = ImmutableArray.CreateBuilder<(DocumentWrite, WorkItem)>();
        var members = DirectoryCollections.All(store.Directory, DirectoryCollections.Memberships, Condition.Is("tenantId", tenant.Value), "name", cancel);
        await foreach (var member in members)
            if (Told.Contains(member.Role) && !(member.ValidUntil <= now)
                && await store.Directory.Find(DirectoryCollections.People, member.PersonId, cancel) is { Value: var person })
                letters.Add(Letter(setup, owed, person.Email, $"{tenant}-{now.UtcDateTime:yyyyMMdd'T'HHmmss}-{letters.Count}", today, now).Posted());
        return letters.ToImmutable();
    }

    private static Letter Letter(Setup setup, ImmutableArray<Deadline> owed, string to, string id, DateOnly today, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var deadline in owed)
        {
            var name = DeadlineKinds.All[deadline.Code].Name;
            var days = deadline.DueOn.DayNumber - today.DayNumber;
            var left = days >= 0 ? $"还有 {days} 天, {days} days left" : $"已超期 {-days} 天, {-days} days overdue";
            text.AppendLine(CultureInfo.InvariantCulture, $"{RegisterValues.Text(deadline.DueOn)} ({left}): {name.Zh} / {name.En}: {deadline.Title}");
        }
        return new($"deadlines-{id}", to, $"{setup.Name}: {owed.Length} 项认证事务临近期限 deadlines", text.ToString(), now);
    }
}
