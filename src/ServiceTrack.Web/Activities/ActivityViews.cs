using System.Collections.Immutable;
using System.Xml;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Sla;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>Makes views for one caller at one instant.</summary>
public sealed class ActivityViews(Setup setup, Caller caller, PromiseKeeper keeper, ActivityDesk desk, TimeProvider clock)
{
    private readonly Showing showing = new(caller.May(Right.SeePersonal));

    public async Task<ActivityView> Of(Activity a, CancellationToken cancel, ImmutableArray<string> warnings = default)
    {
        var now = clock.GetUtcNow();
        var kind = setup.Kind(a.Kind);
        var clocks = await keeper.Read(a, now, cancel);
        var seen = await Seen(a, cancel);
        return new()
        {
            Id = a.Id, Version = a.Version, Kind = a.Kind, Status = a.Status, Channel = a.Channel,
            Text = showing.Text(a.Text), Subject = showing.Hide(a.Subject, Mask.Text), CallId = a.CallId,
            OccurredAt = a.OccurredAt, OutletId = a.OutletId,
            Customer = showing.Customer(a.Customer), Product = showing.Product(a.Product), Priority = a.Priority, Remedy = a.Remedy,
            Source = a.Source, ExternalId = a.ExternalId, Fields = FieldsOf(a, kind), Recorded = a.Recorded, Amended = a.Amended,
            AssigneeId = a.AssigneeId, QueueId = a.QueueId, Category = a.Category, Severity = a.Severity, Demand = a.Demand,
            Classification = a.Classification is { } c
                ? new(c.Category, c.Severity, c.Demand, c.ConfidencePercent / 100.0, c.Band, c.Model) : null,
            RespondedAt = a.RespondedAt, AnsweredInContact = a.AnsweredInContact, ResolvedAt = a.ResolvedAt, ClosedAt = a.ClosedAt,
            HoldReason = a.HoldReason, HeldUntil = a.HeldUntil, Outcome = a.Outcome, Cause = a.Cause, Urged = a.Urged,
            Reopened = a.Reopened, Satisfaction = a.Satisfaction, ErasedAt = a.ErasedAt, MergedInto = seen.MergedInto, Visit = a.Visit, Links = seen.Links,
            Attachments = [.. a.Attachments.Select(Of)],
            Clocks = [.. clocks.Select(Of)],
            AllowedVerbs = caller.May(Right.Handle) ? VerbRoutes.AllowedFor(a) : [],
            Missing = kind?.Missing(a.Fields) ?? [],
            Advice = a.Kind is "return" or "exchange" ? ReturnAdvice.For(a, keeper.MomentFor(a, now).Today) : null,
            Warnings = warnings.IsDefaultOrEmpty ? null : warnings,
            Masked = showing.Masked,
        };
    }

    /// <summary>A share tells nothing of activities that it does not cover, not even that they are there.</summary>
    private async Task<(ImmutableArray<ActivityLink> Links, string? MergedInto)> Seen(Activity a, CancellationToken cancel)
    {
        if (caller.Share is null) return (a.Links, a.MergedInto);
        var links = ImmutableArray.CreateBuilder<ActivityLink>();
        foreach (var link in a.Links)
            if (await desk.Find(link.ActivityId, caller, cancel) is not null) links.Add(link);
        return (links.ToImmutable(), a.MergedInto is { } into && await desk.Find(into, caller, cancel) is not null ? into : null);
    }

    public AttachmentView Of(Attachment a) =>
        new(a.Id, showing.Hide(a.Name, Mask.Text)!, a.ContentType, a.Bytes, showing.Hide(a.Sha256, Mask.Text)!, a.Personal);

    public static ClockView Of(ClockReading c) => new(c.Target, c.State, c.DueAt, c.MetAt, c.BreachedAt,
        XmlConvert.ToString(c.Elapsed), XmlConvert.ToString(c.Remaining), c.PastConfirmedCalendar);

    private ImmutableSortedDictionary<string, object> FieldsOf(Activity a, Kind? kind) => a.Fields.ToImmutableSortedDictionary(
        f => f.Key,
        f => kind?.Field(f.Key) is { } field
            ? FieldValues.Show(field, field.Personal ? showing.Text(f.Value) : f.Value)
            : showing.Text(f.Value),
        StringComparer.Ordinal);
}
