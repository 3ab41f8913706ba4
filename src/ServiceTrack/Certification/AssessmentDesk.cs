using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Certification;

/// <summary>What came of a request: the assessment as it now stands, or why nothing was done.</summary>
public sealed record Assessed(Assessment? Assessment, Refusal? Refusal = null)
{
    public static implicit operator Assessed(Refusal refusal) => new(null, refusal);
}

/// <param name="Kinds">Of activities, in place of the clause's own rule.</param>
/// <param name="Rule">Which of the clause's evidence rules names the records, from 0; its first on records unless named.</param>
/// <param name="Number">The assessor's, which nobody else could foresee.</param>
public sealed record SampleRequest(string? OutletId, string Clause, ImmutableArray<string>? Kinds, int? Rule, int Size, long Number);

/// <summary>Where requests about one company's assessments are decided and committed.</summary>
public sealed class AssessmentDesk(ITenantStore store, Setup setup, IDocuments directory)
{
    /// <summary>Larger samples than this are looked at by nobody.</summary>
    public const int LargestSample = 200;

    public const long LargestNumber = 1L << 53;

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);

    public async Task<Assessment?> Find(string id, CancellationToken cancel) => (await store.Find(Assessment.Collection, id, cancel))?.Value;

    public async Task<Scheme> SchemeOf(Assessment a, CancellationToken cancel) =>
        await new SchemeDesk(store).Find(a.SchemeId, a.SchemeVersion, cancel) ?? throw new InvalidOperationException($"Version {a.SchemeVersion} of {a.SchemeId} is gone.");

    public EvidenceRecords Records(Assessment a, string? outletId) => new(zone, a.From, a.To, outletId is null ? [] : [outletId]);

    /// <summary>Opens one for the scheme's version in force, which is journaled if it was not.</summary>
    public async Task<Assessed> Open(string? title, string schemeId, DateOnly from, DateOnly to, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if ((Limits.Required("title", title) ?? Limits.Term("title", title)) is { } refusal) return refusal;
        if (from >= to) return Refusal.For("to", "Must lie after from.");
        if (from.AddMonths(36) < to) return Refusal.For("from", "At most 36 months before to.");
        if (await new SchemeDesk(store).Adopt(schemeId, by, now, cancel) is not { } scheme) return Refusal.For("schemeId", "There is no such scheme.");
        var id = Guid.CreateVersion7(now).ToString("N");
        var opened = new AssessmentOpened(title!, scheme.Id, scheme.Version, SchemeDesk.DigestOf(SchemeDesk.ContentOf(scheme)), from, to);
        return new(await Commit(id, null, [opened], by, now, cancel));
    }

    /// <param name="ifMatch">The version the caller has seen, or null to carry on from whatever stands.</param>
    public async Task<Assessed> Do(
        string id, string verb, Func<Assessment, Scheme, Task<AssessmentDecision>> decide, long? ifMatch, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } a) return new Refusal.NotFound();
        if (ifMatch is { } seen && seen != a.Version) return new Refusal.Stale(a.Version);
        if (a.Status == AssessmentStatus.Concluded) return new Refusal.NotAllowedInStatus(verb, "concluded");
        var decision = await decide(a, await SchemeOf(a, cancel));
        if (decision.Refusal is { } refusal) return refusal;
        if (decision.Events.IsEmpty) return new(a);
        return await Commit(id, a, decision.Events, by, now, cancel) is { } next ? new Assessed(next) : new Refusal.Stale(a.Version + 1);
    }

    /// <summary>Draws outlets by chance; each gets a sheet.</summary>
    public async Task<AssessmentDecision> DrawOutlets(Assessment a, int size, long number, DateTimeOffset now, CancellationToken cancel) =>
        await Draw(a, null, null, new(EvidenceFrom.Register, 1, FactSource.Ours) { Named = "outlets" }, size, number, now, cancel);

    /// <summary>Takes outlets that somebody chose; each gets a sheet.</summary>
    public async Task<AssessmentDecision> PickOutlets(Assessment a, ImmutableArray<string> ids, CancellationToken cancel)
    {
        foreach (var id in ids)
            if (await store.Find(Outlet.Collection, id, cancel) is null) return Refusal.For("outletIds", "There is no such outlet.");
        return ids.IsEmpty || ids.Length > LargestSample ? Refusal.For("outletIds", $"Name 1 to {LargestSample}.")
            : new SampleDrawn(a.Draws.Length + 1, null, null, new(Registers.Register.Outlets, true, "/api/v1/outlets", ids.Length), [.. ids.Distinct()]);
    }

    public async Task<AssessmentDecision> DrawRecords(Assessment a, Scheme scheme, SampleRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var (rule, refusal) = RuleOf(a, scheme, request);
        return rule is null ? refusal! : await Draw(a, request.OutletId, request.Clause, rule, request.Size, request.Number, now, cancel);
    }

    /// <summary>Takes records that an auditor chose to look at; they are marked so and count for no share.</summary>
    public async Task<AssessmentDecision> PickRecords(Assessment a, Scheme scheme, SampleRequest request, ImmutableArray<string> ids, CancellationToken cancel)
    {
        var (rule, refusal) = RuleOf(a, scheme, request);
        if (rule is null) return refusal!;
        if (ids.IsEmpty || ids.Length > LargestSample) return Refusal.For("ids", $"Name 1 to {LargestSample}.");
        if (await Population.Read(store, Records(a, request.OutletId), rule, cancel) is not { } population) return TooMany;
        var known = population.Members.Select(m => m.Id).ToHashSet();
        if (ids.FirstOrDefault(i => !known.Contains(i)) is { } unknown) return Refusal.For("ids", $"{unknown} is not among the records of this clause.");
        return new SampleDrawn(a.Draws.Length + 1, request.OutletId, request.Clause, new(population.Of, true, population.List, known.Count), [.. ids.Distinct()]);
    }

    public async Task<AssessmentDecision> Propose(Assessment a, Scheme scheme, string? outletId, DateTimeOffset now, CancellationToken cancel) =>
        AssessmentRules.Propose(a, outletId, await new CoverageReading(store, Records(a, outletId), now).Of(scheme, cancel));

    /// <summary>Answers a question of eligibility; records of danger and serious ones in the last year ask for an explanation.</summary>
    public async Task<AssessmentDecision> Answer(Assessment a, Scheme scheme, string question, bool met, string? explanation, DateTimeOffset now, CancellationToken cancel)
    {
        var against = scheme.Eligibility.FirstOrDefault(q => q.Id == question)?.Evidence.Where(r => !r.Severities.IsEmpty) ?? [];
        var records = await new CoverageReading(store, Records(a, null), now).Rules(against, cancel);
        return AssessmentRules.AnswerEligibility(scheme, question, met, explanation, records.Sum(r => r.Found.Count));
    }

    /// <summary>Whether nobody else in the company could approve what this person asks for.</summary>
    public async Task<bool> IsAlone(string by, DateTimeOffset now, CancellationToken cancel)
    {
        await foreach (var member in DirectoryCollections.All(directory, DirectoryCollections.Memberships, Condition.Is("tenantId", store.Tenant.Value), "name", cancel))
            if ($"person/{member.PersonId}" != by && !(member.ValidUntil <= now) && Roles.RightsOf(member.Role).Contains(Right.KeepRegisters)) return false;
        return true;
    }

    public static ConcludedResult ResultOf(Score score) => new(
        $"{score.Earned}", $"{score.Applicable}", score.Special, score.Bonus, Text(score.Value), Text(score.Low), Text(score.High), score.Value?.Level?.Id, score.Estimate);

    private static Refusal TooMany => Refusal.For("clause", $"More than {Population.Most} records: name fewer kinds.");

    private static string? Text(ScoreValue? value) => value?.Shown.ToString("0.0", CultureInfo.InvariantCulture);

    private static (EvidenceRule? Rule, Refusal? Refusal) RuleOf(Assessment a, Scheme scheme, SampleRequest request)
    {
        if (a.Sheet(request.OutletId) is null) return (null, Refusal.For("outletId", "Has no sheet in this assessment."));
        if (scheme.Clause(request.Clause) is not { } clause || !scheme.IsLeaf(clause)) return (null, Refusal.For("clause", "Is no clause of the scheme that is judged."));
        if (request.Kinds is { IsDefaultOrEmpty: false } kinds) return (new(EvidenceFrom.Activities, 1, FactSource.Ours) { Kinds = kinds }, null);
        var rule = request.Rule is { } index ? clause.Evidence.ElementAtOrDefault(index) : clause.Evidence.FirstOrDefault(r => r.From != EvidenceFrom.Measure);
        return rule is null or { From: EvidenceFrom.Measure } ? (null, Refusal.For("rule", "The clause has no such rule on records; name kinds.")) : (rule, null);
    }

    private async Task<AssessmentDecision> Draw(
        Assessment a, string? outletId, string? clause, EvidenceRule rule, int size, long number, DateTimeOffset now, CancellationToken cancel)
    {
        if (number is < 0 or > LargestNumber) return Refusal.For("number", "Must be a whole number from 0 to 2^53.");
        if (size is < 1 or > LargestSample) return Refusal.For("size", $"Must be 1 to {LargestSample}.");
        if (await Population.Read(store, Records(a, outletId), rule, cancel) is not { } population) return TooMany;
        if (population.Members.IsEmpty) return Refusal.For("clause", "There is nothing to draw from.");
        var checkpoint = await Checkpoints.Current(store, now, cancel);
        var draw = a.Draws.Length + 1;
        var (basis, ids) = population.Draw(checkpoint, number, draw, Math.Min(size, population.Members.Length));
        return new SampleDrawn(draw, outletId, clause, basis, ids);
    }

    private async Task<Assessment?> Commit(string id, Assessment? before, ImmutableArray<AssessmentEvent> events, string by, DateTimeOffset now, CancellationToken cancel)
    {
        now = JournalTime.Cut(now);
        var next = events.Aggregate(before, (state, e) => AssessmentFold.Apply(id, state, e, by, now))!;
        var result = await store.Commit(new()
        {
            At = now,
            Append = new(Assessment.StreamOf(id), before?.Version ?? 0, [.. events.Select(e => AssessmentEvents.Seal(e, now, by))]),
            Documents = [Assessment.Collection.Put(next)],
        }, cancel);
        return result is CommitResult.Done ? next : null;
    }
}
