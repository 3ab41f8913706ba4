using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class EvaluationTests
{
    /// <summary>Answers with the first word of the text, as surely as the second says.</summary>
    private sealed class Parrot : ITextClassifier
    {
        public string Model => "parrot";
        public IReadOnlyList<string> Labels => ["a", "b", "c"];

        public Prediction Predict(ReadOnlySpan<char> text)
        {
            var words = text.ToString().Split(' ');
            return new([new(words[0], double.Parse(words[1]))], Model);
        }

        public void Save(Stream stream) => throw new NotSupportedException("A parrot is not kept.");
    }

    [Fact]
    public void accuracy_and_mean_F1_are_those_worked_out_by_hand()
    {
        // a: 2 right of 3 rows and 3 answers, F1 2/3; b: 1 of 2 and 2, 1/2; c: 0 of 0 and 0, left out.
        TrainingRow[] rows = [new("a", "a .9"), new("a", "a .9"), new("a", "b .9"), new("b", "b .9"), new("b", "a .9")];
        var evaluation = Evaluation.Of(new Parrot(), rows);
        Assert.Equal((5, 2), (evaluation.Rows, evaluation.Labels));
        Assert.Equal(.6, evaluation.Accuracy, 12);
        Assert.Equal((2 / 3.0 + 1 / 2.0) / 2, evaluation.MacroF1, 12);
        Assert.Equal(.3, evaluation.Ece, 12);
    }

    [Fact]
    public void an_answer_outside_the_rows_counts_as_a_label_missed() =>
        Assert.Equal(.5 * 2 / 3, Evaluation.Of(new Parrot(), [new("a", "a 1"), new("a", "c 1")]).MacroF1, 12);

    [Fact]
    public void confidence_that_comes_true_has_no_calibration_error()
    {
        var kept = Enumerable.Range(0, 10).Select(i => (.8, i < 8));
        var broken = Enumerable.Range(0, 10).Select(i => (.2, i < 8));
        Assert.Equal(0, Evaluation.CalibrationError(kept), 12);
        Assert.Equal(.3, Evaluation.CalibrationError(kept.Concat(broken)), 12);
    }
}
