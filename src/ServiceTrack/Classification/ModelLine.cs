using System.Collections.Immutable;

namespace ServiceTrack.Classification;

/// <summary>A label a person gave to a text, and so a row to train on.</summary>
/// <param name="At">When the label was given.</param>
/// <param name="Source">Where it is from: <c>seed</c>, <c>correction</c> or <c>import</c>.</param>
public sealed record LabelledText(DateTimeOffset At, string Text, string Label, string Source)
{
    public TrainingRow Row => new(Label, Text);
}

/// <summary>A model as it stands in the record; its bytes are kept as a file.</summary>
/// <param name="Model">Its name, as every answer of it carries.</param>
/// <param name="LearnedUntil">No row it learned from is later.</param>
public sealed record TrainedModel(string Model, string Engine, DateTimeOffset TrainedAt, DateTimeOffset LearnedUntil, int Rows);

/// <summary>What happened to a company's models, in order; folds into <see cref="ModelLine"/>.</summary>
public abstract record ModelEvent(DateTimeOffset At);

public sealed record ModelTrained(DateTimeOffset At, TrainedModel Model) : ModelEvent(At);

public sealed record ChallengerJudged(DateTimeOffset At, Trial Trial) : ModelEvent(At);

public sealed record ModelPromoted(DateTimeOffset At, string Model, string By) : ModelEvent(At);

/// <param name="Model">The one that answers again.</param>
public sealed record ModelRolledBack(DateTimeOffset At, string Model, string By) : ModelEvent(At);

/// <summary>The model's file was removed: it kept pieces of texts that were erased. It answers no more, and cannot again.</summary>
public sealed record ModelWithdrawn(DateTimeOffset At, string Model, string ErasureId) : ModelEvent(At);

/// <summary>The models of a company: all that were trained, how they were judged, and who answered before whom.</summary>
/// <param name="Champions">Those promoted and not rolled back since; the last one answers.</param>
public sealed record ModelLine(
    ImmutableDictionary<string, TrainedModel> Models, ImmutableDictionary<string, Trial> Trials, ImmutableList<string> Champions)
{
    public static readonly ModelLine Empty = new(
        ImmutableDictionary<string, TrainedModel>.Empty, ImmutableDictionary<string, Trial>.Empty, []);

    public TrainedModel? Champion => Champions.IsEmpty ? null : Models[Champions[^1]];

    public ModelLine After(ModelEvent happened) => happened switch
    {
        ModelTrained e => this with { Models = Models.SetItem(e.Model.Model, e.Model) },
        ChallengerJudged e => this with { Trials = Trials.SetItem(e.Trial.Challenger, e.Trial) },
        ModelPromoted e => this with { Champions = Champions.Add(e.Model) },
        ModelRolledBack => this with { Champions = Champions.RemoveAt(Champions.Count - 1) },
        ModelWithdrawn e => this with { Models = Models.Remove(e.Model), Trials = Trials.Remove(e.Model), Champions = Champions.RemoveAll(c => c == e.Model) },
        _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
    };

    /// <summary>A model is promoted if it passed its trial against the model that answers now.</summary>
    public (ModelPromoted? Event, Refusal? Refusal) Promote(string model, string by, DateTimeOffset now)
    {
        if (!Models.ContainsKey(model)) return (null, new Refusal.NotFound());
        if (Champion?.Model == model) return (null, Refusal.For("model", "This model answers already."));
        if (Champion is null) return (new(now, model, by), null);
        if (!Trials.TryGetValue(model, out var trial) || trial.Champion != Champion.Model)
            return (null, Refusal.For("model", "This model has not been judged against the one that answers now."));
        if (!trial.Passed) return (null, Refusal.For("model", trial.Reason));
        return (new(now, model, by), null);
    }

    /// <summary>The model before the last promotion answers again.</summary>
    public (ModelRolledBack? Event, Refusal? Refusal) RollBack(string by, DateTimeOffset now) =>
        Champions.Count < 2
            ? (null, Refusal.For("model", "There is no earlier model to go back to."))
            : (new(now, Champions[^2], by), null);
}
