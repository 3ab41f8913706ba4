using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using ServiceTrack.Storage;
using ServiceTrack.Web.Activities;

namespace ServiceTrack.Web.Registers;

/// <summary>A register as its tables and forms are made from.</summary>
/// <param name="Room">What it is filed under.</param>
/// <param name="Writable">Whether the caller may record in it.</param>
/// <param name="Dated">The field of the event's date; else the register's entries hold from <paramref name="ValidFrom"/> to <paramref name="ValidUntil"/>.</param>
public sealed record RegisterView(
    string Name, string Room, string NameZh, string NameEn, string HintZh, string HintEn, string Title, ImmutableArray<RegisterFieldView> Fields,
    string? Dated, string? ValidFrom, string? ValidUntil, ImmutableArray<string> Filters, ImmutableArray<string> Unique,
    RegisterFlowView? Flow, bool HasBalances, bool Writable)
{
    public static RegisterView Of(string room, Register r, Caller caller) => new(
        r.Name, room, r.NameZh, r.NameEn, r.HintZh, r.HintEn, r.Title,
        [.. r.Fields.Select(f => new RegisterFieldView(f.Name, f.Type, f.NameZh, f.NameEn, f.Required, f.Mask, f.Choices, f.Target, f.Least, f.Most))],
        r.EventDate, r.ValidFrom, r.ValidUntil, r.HasOutlet && !r.Filters.Contains(Register.OutletField) ? [Register.OutletField, .. r.Filters] : r.Filters, r.Unique,
        r.Flow is { } flow ? new(flow.Field, [.. flow.Steps.Select(s => new RegisterStepView(s.From, s.To))]) : null,
        r.Balance is not null, caller.May(r.Writes) && (caller.May(Right.Handle) || r.Writes == Right.LeaveFindings));
}

/// <param name="Mask">How it is shown to those who may not see it whole; null where it is about nobody.</param>
/// <param name="Target">What a link names: a register, outlets, people or activities.</param>
public sealed record RegisterFieldView(
    string Name, RegisterFieldType Type, string NameZh, string NameEn, bool Required, Mask? Mask, ImmutableArray<RegisterChoice> Choices, string? Target,
    decimal? Least, decimal? Most);

public sealed record RegisterFlowView(string Field, ImmutableArray<RegisterStepView> Steps);

public sealed record RegisterStepView(string From, string To);

/// <summary>An entry as the API shows it.</summary>
/// <param name="Labels">What linked ids stand for.</param>
/// <param name="InForce">Whether it holds today; of a dated register, whether it has happened.</param>
/// <param name="Masked">True where the caller may not see personal values whole.</param>
public sealed record RegisterEntryView(
    string Id, string Register, long Version, IReadOnlyDictionary<string, object> Fields, IReadOnlyDictionary<string, string> Labels,
    ImmutableArray<AttachmentView> Attachments, DateTimeOffset RecordedAt, DateTimeOffset ChangedAt, string By, Recorded Recorded, bool Amended,
    bool InForce, bool Masked);

/// <summary>Makes views of entries for one caller.</summary>
public sealed class RegisterViews(ITenantStore store, IStore stores, Setup setup, Caller caller, ActivityViews activities, TimeProvider clock)
{
    private readonly Showing showing = new(caller.May(Right.SeePersonal));
    private readonly RegisterLinks links = new(store, setup, stores.Directory);
    private readonly Dictionary<(string Target, string Id), string?> labels = [];

    public async Task<RegisterEntryView> Of(Register register, RegisterEntry entry, CancellationToken cancel)
    {
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in register.Fields.Where(f => f.Target is not null))
            foreach (var id in RegisterValues.Links(entry.Fields.GetValueOrDefault(field.Name)))
                if (await Label(field, id, cancel) is { } label) named[id] = label;
        return new(
            entry.Id, entry.Register, entry.Version, Fields(register, entry), named, [.. entry.Attachments.Select(activities.Of)], entry.RecordedAt, entry.ChangedAt,
            entry.By, entry.Recorded, entry.Amended, entry.InForce(LocalDays.DayOf(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone))), showing.Masked);
    }

    public async Task<IReadOnlyList<RegisterEntryView>> Of(Register register, IReadOnlyList<RegisterEntry> entries, CancellationToken cancel)
    {
        var views = new List<RegisterEntryView>(entries.Count);
        foreach (var entry in entries) views.Add(await Of(register, entry, cancel));
        return views;
    }

    /// <summary>One value as the caller may see it, as text.</summary>
    public string Text(RegisterField field, string value) => field.Mask is { } mask ? showing.Hide(value, mask)! : value;

    /// <summary>What a linked id stands for, as the caller may see it; null where it is gone or has no name.</summary>
    public async Task<string?> Label(RegisterField field, string id, CancellationToken cancel)
    {
        if (labels.TryGetValue((field.Target!, id), out var known)) return known;
        if (caller.Share is not null && !await IsShared(field.Target!, id, cancel)) return labels[(field.Target!, id)] = null;
        var (text, mask) = await links.Label(field, id, cancel);
        return labels[(field.Target!, id)] = mask is { } hidden ? showing.Hide(text, hidden) : text;
    }

    /// <summary>One value as people read it in Chinese: names for links and choices.</summary>
    public async Task<string> Words(RegisterField field, string value, CancellationToken cancel)
    {
        if (field.Target is not null)
        {
            var named = new List<string>();
            foreach (var id in RegisterValues.Links(value)) named.Add(await Label(field, id, cancel) ?? id);
            return string.Join("、", named);
        }
        return field.Choices.FirstOrDefault(c => c.Value == value)?.NameZh
            ?? (field.Type == RegisterFieldType.YesNo ? value == "true" ? "是" : "否" : Text(field, value));
    }

    /// <summary>Names of what a share does not cover are kept back, and those of the company's people always.</summary>
    private async Task<bool> IsShared(string target, string id, CancellationToken cancel) => target switch
    {
        Register.Outlets => caller.Sees(id),
        Register.Kinds => caller.Share!.CoversKind(id),
        Register.Activities => await store.Find(ActivityCollection.Activities, id, cancel) is { Value: var activity } && caller.Sees(activity),
        _ => RegisterList.Named(target) is { } register && await store.Find(RegisterEntry.Collection, id, cancel) is { Value: var entry } && caller.Sees(register, entry),
    };

    private SortedDictionary<string, object> Fields(Register register, RegisterEntry entry) => new(entry.Fields.ToDictionary(
        f => f.Key,
        f => register.Field(f.Key) is { } field ? RegisterValues.Show(field, Text(field, f.Value)) : showing.Text(f.Value)), StringComparer.Ordinal);
}
