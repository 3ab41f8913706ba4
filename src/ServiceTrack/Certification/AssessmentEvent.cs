using System.Collections.Frozen;
using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>Something that was decided in an assessment. The type's name is the name in the journal, for ever.</summary>
public abstract record AssessmentEvent;

/// <param name="SchemeDigest">Of the scheme as it stands in the journal (<see cref="SchemePutInForce"/>).</param>
public sealed record AssessmentOpened(string Title, string SchemeId, int SchemeVersion, string SchemeDigest, DateOnly From, DateOnly To) : AssessmentEvent;

public sealed record ClauseMarked(
    string? OutletId, Mark Mark, MarkedBy How, [property: Personal(Mask.Text)] string? Reason = null) : AssessmentEvent;

public sealed record ExemptionAsked(string? OutletId, string Clause, [property: Personal(Mask.Text)] string Reason) : AssessmentEvent;

public sealed record ExemptionDecided(string? OutletId, string Clause, bool Approved, [property: Personal(Mask.Text)] string? Note = null) : AssessmentEvent;

public sealed record SampleDrawn(int Number, string? OutletId, string? Clause, DrawBasis Basis, ImmutableArray<string> Ids) : AssessmentEvent;

public sealed record SampleJudged(int Draw, string Id, bool Passed, [property: Personal(Mask.Text)] string? Reason = null) : AssessmentEvent;

public sealed record SpecialMade(int Number, string Trigger, [property: Personal(Mask.Text)] string Text, string? Source = null) : AssessmentEvent;

public sealed record SpecialRectified(int Number, [property: Personal(Mask.Text)] string Text) : AssessmentEvent;

public sealed record SpecialWithdrawn(int Number, [property: Personal(Mask.Text)] string Reason) : AssessmentEvent;

public sealed record BonusGiven(int Points, [property: Personal(Mask.Text)] string Reason) : AssessmentEvent;

/// <param name="Records">How many records spoke against it when it was answered.</param>
public sealed record EligibilityAnswered(
    string Question, bool Met, long Records, [property: Personal(Mask.Text)] string? Explanation = null) : AssessmentEvent;

public sealed record AssessmentConcluded(ConcludedResult Result) : AssessmentEvent;

/// <summary>Values about a person were erased from earlier events.</summary>
public sealed record AssessmentErased(string ErasureId, ImmutableArray<ErasedPaths> Values) : AssessmentEvent;

/// <summary>Assessment events as the journal keeps them, and back.</summary>
public static class AssessmentEvents
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(AssessmentEvent).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(AssessmentEvent)))
        .ToFrozenDictionary(t => t.Name);

    public static NewEvent Seal(AssessmentEvent e, DateTimeOffset at, string by)
    {
        var (data, personal) = EventData.Split(e);
        return new(e.GetType().Name, at, by, data, personal);
    }

    public static AssessmentEvent Open(RecordedEvent recorded) =>
        (AssessmentEvent)EventData.Join(Types[recorded.Type], recorded.Data, recorded.Personal);

    public static Assessment Fold(string id, IEnumerable<RecordedEvent> events) => events.Aggregate(
        (Assessment?)null, (state, e) => AssessmentFold.Apply(id, state, Open(e), e.By, e.At)) ?? throw new InvalidOperationException($"Assessment {id} has no events.");
}
