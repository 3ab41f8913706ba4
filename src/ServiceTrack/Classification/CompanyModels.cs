using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServiceTrack.Storage;

namespace ServiceTrack.Classification;

/// <summary>A company's models as they are kept: the line, and the files of those it trained itself.</summary>
/// <param name="Files">SHA-256 by model; one that has none here came with the product.</param>
/// <param name="Events">How many events the line has come from, which is the version of its stream.</param>
public sealed record CompanyModels(ModelLine Line, ImmutableDictionary<string, string> Files, long Events)
{
    public const string Id = "models", Stream = "classification";

    public static readonly CompanyModels None = new(ModelLine.Empty, ImmutableDictionary<string, string>.Empty, 0);

    public static readonly Collection<CompanyModels> Collection = new("companyModels", _ => Id);

    /// <summary>Whether the model that came with the product answers.</summary>
    [JsonIgnore] public bool AnswersAsShipped => Line.Champion is not { } champion || !Files.ContainsKey(champion.Model);

    /// <summary>With the model that comes with this version of the product as champion, where no model of the company's own is.</summary>
    public ImmutableArray<ModelEvent> Beginning(ShippedModel shipped, DateTimeOffset now) =>
        !AnswersAsShipped || Line.Champion?.Model == shipped.Record.Model ? []
            : [new ModelTrained(now, shipped.Record), new ModelPromoted(now, shipped.Record.Model, ClassificationFollower.By)];

    public CompanyModels After(ImmutableArray<ModelEvent> events) =>
        this with { Line = events.Aggregate(Line, (line, e) => line.After(e)), Events = Events + events.Length };

    /// <summary>As the journal has it, which holds no fractions: shares in ten thousandths.</summary>
    public static NewEvent Sealed(ModelEvent e, string by) => new(e.GetType().Name, e.At, by, e switch
    {
        ModelTrained { Model: var m } => new JsonObject
        {
            ["model"] = m.Model, ["engine"] = m.Engine, ["rows"] = m.Rows, ["learnedUntil"] = Journal.JournalTime.Text(m.LearnedUntil),
        },
        ChallengerJudged { Trial: var t } => new JsonObject
        {
            ["challenger"] = Judged(t.Challenger, t.ChallengerEvaluation), ["champion"] = Judged(t.Champion, t.ChampionEvaluation),
            ["rows"] = t.ChallengerEvaluation.Rows, ["judgedFrom"] = Journal.JournalTime.Text(t.JudgedFrom), ["judgedUntil"] = Journal.JournalTime.Text(t.JudgedUntil),
            ["onlyChallengerRight"] = t.OnlyChallengerRight, ["onlyChampionRight"] = t.OnlyChampionRight, ["passed"] = t.Passed, ["reason"] = t.Reason,
        },
        ModelPromoted x => new JsonObject { ["model"] = x.Model },
        ModelRolledBack x => new JsonObject { ["model"] = x.Model },
        ModelWithdrawn x => new JsonObject { ["model"] = x.Model, ["erasureId"] = x.ErasureId },
        _ => throw new InvalidOperationException($"The journal knows no {e.GetType().Name}."),
    }, []);

    private static JsonObject Judged(string model, Evaluation e) => new()
    {
        ["model"] = model, ["accuracy"] = TenThousandths(e.Accuracy), ["macroF1"] = TenThousandths(e.MacroF1), ["ece"] = TenThousandths(e.Ece),
    };

    private static int TenThousandths(double share) => (int)Math.Round(share * 10_000);
}
