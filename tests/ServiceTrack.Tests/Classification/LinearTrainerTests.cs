using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class LinearTrainerTests
{
    [Fact]
    public void the_same_rows_give_the_same_model_to_the_byte() =>
        Assert.Equal(Samples.Saved(Samples.Trained), Samples.Saved(new LinearTrainer().Train(Samples.Rows)));

    [Fact]
    public void other_rows_give_a_model_of_another_name() =>
        Assert.NotEqual(Samples.Trained.Model, new LinearTrainer().Train(Samples.Rows[..^1]).Model);

    [Fact]
    public void rows_of_one_label_alone_are_refused() =>
        Assert.Throws<ArgumentException>(() => new LinearTrainer().Train([.. Samples.Rows.Where(r => r.Label == "billing")]));

    [Fact]
    public void training_can_be_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => new LinearTrainer().Train(Samples.Rows, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("送货一直没到", "delivery")]
    [InlineData("多收了检测费", "billing")]
    [InlineData("客服态度真差", "staff-attitude")]
    [InlineData("my parcel has not arrived", "delivery")]
    [InlineData("why was I charged twice", "billing")]
    [InlineData("the rude technician hung up on me", "staff-attitude")]
    public void what_was_learnt_is_told_of_texts_never_seen(string text, string label) =>
        Assert.Equal(label, Samples.Trained.Predict(text).Label);

    [Theory]
    [InlineData("CHARGED TWICE", "charged twice")]
    [InlineData("ｃｈａｒｇｅｄ　ｔｗｉｃｅ！", "charged twice!")]
    [InlineData("  客服\r\n态度\t差 ", "客服 态度 差")]
    public void spelling_that_carries_no_meaning_changes_nothing(string odd, string plain) =>
        Assert.Equal(Samples.Trained.Predict(plain).Ranked, Samples.Trained.Predict(odd).Ranked);

    [Fact]
    public void every_text_gets_every_label_once_from_the_most_probable_down() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var ranked = Samples.Trained.Predict(text).Ranked;
            Assert.Equal(Samples.Trained.Labels, ranked.Select(r => r.Label).Order(StringComparer.Ordinal));
            Assert.Equal(ranked.OrderByDescending(r => r.Probability), ranked);
            Assert.Equal(1, ranked.Sum(r => r.Probability), 9);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("ЖЖЖ")]
    public void a_text_with_nothing_known_in_it_is_answered_without_confidence(string text) =>
        Assert.InRange(Samples.Trained.Predict(text).Confidence, 1 / 3.0, .5);

    [Fact]
    public void a_very_long_text_is_answered() =>
        Assert.Equal("billing", Samples.Trained.Predict(string.Concat(Enumerable.Repeat("多收了检测费，发票也不开。", 1600))).Label);

    [Fact]
    public void many_threads_get_the_answers_that_one_gets()
    {
        var texts = Samples.Rows.Select(r => r.Text).ToArray();
        var alone = texts.Select(t => Samples.Trained.Predict(t).Ranked.ToArray()).ToArray();
        Parallel.For(0, 2_000, i => Assert.Equal(alone[i % texts.Length], Samples.Trained.Predict(texts[i % texts.Length]).Ranked));
    }

    [Fact]
    public void an_answer_allocates_itself_and_little_more()
    {
        const int Answers = 200;
        foreach (var row in Samples.Rows) Samples.Trained.Predict(row.Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Answers; i++) Samples.Trained.Predict(Samples.Rows[i % Samples.Rows.Length].Text);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Answers, 1, 400);
    }
}
