using System.Collections.Immutable;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

public enum GateState
{
    Passed,

    /// <summary>The index stays below the threshold, or cannot be computed yet.</summary>
    NotPassed,

    TooFewAnswers,

    /// <summary>Neither the scheme nor the project says what has to be reached.</summary>
    NoThreshold,
}

/// <summary>How a project stands before a gate of its scheme.</summary>
/// <param name="Least">What has to be reached; null where nobody has said.</param>
/// <param name="LeastAnswers">Fewer do not open it.</param>
public sealed record GateStanding(Gate Gate, CpsqIndex Index, decimal? Least, int LeastAnswers)
{
    public GateState State =>
        Least is not { } least ? GateState.NoThreshold
        : Index.Answers < LeastAnswers ? GateState.TooFewAnswers
        : Index.Index >= Ratio.Of(least) ? GateState.Passed
        : GateState.NotPassed;

    public string Sentence => State switch
    {
        GateState.Passed => "It is passed.",
        GateState.NoThreshold => "State its threshold in the project first.",
        GateState.TooFewAnswers => $"{Index.Answers} of {LeastAnswers} answers are there.",
        GateState.NotPassed => FormattableString.Invariant($"The index is {Index.Index?.Truncated(1):0.0} over {Index.Answers} answers; it must reach {Least}."),
    };
}

/// <summary>What a stage waits for. Planning it ahead is free; that it was held is not recorded before its gate is passed.</summary>
public static class Gates
{
    /// <param name="until">The last day on which answers count.</param>
    public static async Task<GateStanding> Of(IDocuments store, RegisterEntry project, Gate gate, DateOnly until, CancellationToken cancel)
    {
        var answered = Condition.Both(RegisterReading.Where(PerceivedQuality.Answers, "project", project.Id), RegisterReading.Dated(null, until.AddDays(1)));
        var answers = new List<ImmutableArray<int?>>();
        await foreach (var answer in store.Entries(PerceivedQuality.Answers, answered, cancel)) answers.Add(PerceivedQuality.Scores(answer));
        return new(gate, Cpsq.Of(answers, PerceivedQuality.Weights(project)),
            gate.Least ?? RegisterValues.Number(project.Fields.GetValueOrDefault("cpsqLeast")),
            (int?)RegisterValues.Number(project.Fields.GetValueOrDefault("cpsqAnswers")) ?? Cpsq.Few);
    }

    /// <summary>The stage of a scheme that people call so: by its id, or its name in either language.</summary>
    public static Stage? Stage(Scheme scheme, params ReadOnlySpan<string?> names)
    {
        foreach (var stage in scheme.Stages)
            if (names.Contains(stage.Id) || names.Contains(stage.Name.Zh) || names.Contains(stage.Name.En)) return stage;
        return null;
    }

    /// <summary>Refuses an entry of a project that says a stage was held, while the stage's gate is closed on that day. History out of files is let through.</summary>
    /// <param name="held">The date field that says so, and is blamed.</param>
    /// <param name="names">Fields that say which stage it is.</param>
    public static Func<ITenantStore, RegisterDraft, CancellationToken, Task<(string Field, string Message)?>> Wait(string held, params ImmutableArray<string> names) =>
        async (store, draft, cancel) =>
        {
            if (draft.Imported || draft.Date(held) is not { } day || draft["project"] is not { } id) return null;
            if (draft.Before is { } before && names.Append(held).Append("project").All(f => before.GetValueOrDefault(f) == draft[f])) return null;
            var project = draft.Linked[id];
            if (await new SchemeDesk(store).Find(project.Fields["scheme"], null, cancel) is not { } scheme) return null;
            if (Stage(scheme, [.. names.Select(n => draft[n])])?.WaitsFor is not { } waitsFor) return null;
            var standing = await Of(store, project, scheme.Gates.Single(g => g.Id == waitsFor), day, cancel);
            return standing.State == GateState.Passed ? null : (held, $"This stage waits for: {standing.Gate.Name.Zh} / {standing.Gate.Name.En}. {standing.Sentence}");
        };
}
