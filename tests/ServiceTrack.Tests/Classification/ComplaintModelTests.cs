using System.Text.Json;
using ServiceTrack.Classification;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Classification;

/// <summary>The sentences and the model in ml-models.</summary>
public sealed class ComplaintModelTests
{
    private const double NearDuplicate = .45;

    private static readonly string Folder = Path.Combine(Repository.Root, "ml-models");
    private static readonly TrainingRow[] Train = [.. LabelledFile.Read(Path.Combine(Folder, "complaints.train.tsv")).Rows];
    private static readonly TrainingRow[] Test = [.. LabelledFile.Read(Path.Combine(Folder, "complaints.test.tsv")).Rows];
    private static readonly byte[] Model = File.ReadAllBytes(Path.Combine(Folder, "complaints.builtin.model"));
    private static readonly string Card = File.ReadAllText(Path.Combine(Folder, "complaints.card.md"));

    [Fact]
    public void every_label_has_enough_sentences_in_both_languages()
    {
        foreach (var label in Labels.Categories)
        {
            Assert.True(Count(Train, label, chinese: true) >= 60 && Count(Train, label, chinese: false) >= 30, label);
            Assert.True(Count(Test, label, chinese: true) >= 10 && Count(Test, label, chinese: false) >= 5, label);
        }
        Assert.All(Train.Concat(Test), r => Assert.Contains(r.Label, Labels.Categories));
    }

    [Fact]
    public void no_two_sentences_are_nearly_the_same()
    {
        TrainingRow[] rows = [.. Train, .. Test];
        var grams = rows.Select(r => Trigrams(r.Text)).ToArray();
        var holders = grams.SelectMany((set, row) => set.Select(gram => (gram, row))).ToLookup(p => p.gram, p => p.row);
        for (var row = 0; row < rows.Length; row++)
        {
            var shared = grams[row].SelectMany(g => holders[g]).Where(other => other < row).CountBy(other => other);
            foreach (var (other, count) in shared)
            {
                var jaccard = (double)count / (grams[row].Count + grams[other].Count - count);
                Assert.True(jaccard < NearDuplicate, $"{jaccard:F2}: {rows[row].Text} | {rows[other].Text}");
            }
        }
    }

    [Fact]
    public void the_model_answers_the_test_sentences_as_its_card_says()
    {
        var classifier = Samples.Load(Model);
        var evaluation = Evaluation.Of(classifier, Test);
        var figures = Figures();
        Assert.Contains(classifier.Model, Card);
        Assert.Equal(Labels.Categories.Order(StringComparer.Ordinal), classifier.Labels);
        Assert.Equal(figures["rows"], Train.Length);
        Assert.Equal(figures["accuracy"], evaluation.Accuracy, 3);
        Assert.Equal(figures["macroF1"], evaluation.MacroF1, 3);
        Assert.Equal(figures["ece"], evaluation.Ece, 3);
        Assert.Equal(figures["modelBytes"], Model.Length);
        Assert.InRange(Model.Length, 1, 2 << 20);
    }

    [Fact]
    public void training_again_gives_a_model_as_good_as_the_cards()
    {
        var again = Evaluation.Of(new LinearTrainer().Train(Train), Test);
        Assert.Equal(Figures()["accuracy"], again.Accuracy, tolerance: .02);
    }

    /// <summary>The file keeps its rows by label; an engine that learns in their order would know the last label best.</summary>
    [Theory]
    [InlineData(Engines.BuiltIn, .80)]
    [InlineData(Engines.MLNet, .77)]
    public void the_order_of_the_rows_spoils_no_engine(string engine, double atLeast)
    {
        Assert.Equal(Train.Select(r => r.Label).Distinct().Count(), Train.Zip(Train.Skip(1)).Count(p => p.First.Label != p.Second.Label) + 1);
        Assert.InRange(Evaluation.Of(Samples.Engine(engine).Train(Train), Test).Accuracy, atLeast, 1);
    }

    [Fact]
    public void what_stands_without_a_person_is_right_nineteen_times_in_twenty()
    {
        var reader = new ComplaintReader(Samples.Load(Model), new());
        var alone = Test.Where(r => reader.Read(r.Text).Band == Bands.Auto).ToArray();
        Assert.True(alone.Length >= Test.Length / 5, $"{alone.Length} of {Test.Length}");
        Assert.True(alone.Count(r => reader.Read(r.Text).Category == r.Label) >= .95 * alone.Length);
    }

    private static int Count(TrainingRow[] rows, string label, bool chinese) =>
        rows.Count(r => r.Label == label && r.Text.Any(c => c is >= '一' and <= '龥') == chinese);

    private static HashSet<string> Trigrams(string text)
    {
        var folded = FoldedText.Fold(text);
        return [.. Enumerable.Range(0, folded.Length - 2).Select(i => folded.Substring(i, 3))];
    }

    private static Dictionary<string, double> Figures()
    {
        var line = Card.Split('\n').Single(l => l.StartsWith("{\"rows\"", StringComparison.Ordinal));
        return JsonDocument.Parse(line).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
    }
}
