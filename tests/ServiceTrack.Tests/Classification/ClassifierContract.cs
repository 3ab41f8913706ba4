using System.Collections.Concurrent;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

/// <summary>What every classification engine must do; one subclass an engine, skipped where it is not in the build.</summary>
public abstract class ClassifierContract(string name)
{
    private static readonly ConcurrentDictionary<string, (ITextClassifier Trained, byte[] File)> Once = new();

    private readonly IClassifierTrainer engine = Samples.Engine(name);

    private ITextClassifier Trained => Sample.Trained;
    private byte[] File => Sample.File;

    private (ITextClassifier Trained, byte[] File) Sample =>
        Once.GetOrAdd(name, _ =>
    {
        var trained = engine.Train(Samples.Rows);
        return (trained, Samples.Saved(trained));
    });

    [Fact]
    public void it_goes_by_the_name_it_is_found_by()
    {
        Assert.Equal(name, engine.Engine);
        Assert.StartsWith(name + "-", Trained.Model);
    }

    [Fact]
    public void the_same_rows_give_the_same_model_to_the_byte() =>
        Assert.Equal(File, Samples.Saved(engine.Train(Samples.Rows)));

    [Fact]
    public void other_rows_give_a_model_of_another_name() =>
        Assert.NotEqual(Trained.Model, engine.Train(Samples.Rows[..^1]).Model);

    [Fact]
    public void rows_of_one_label_alone_are_refused() =>
        Assert.Throws<ArgumentException>(() => engine.Train([.. Samples.Rows.Where(r => r.Label == "billing")]));

    [Fact]
    public void training_can_be_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Train(Samples.Rows, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("送货一直没到", "delivery")]
    [InlineData("多收了检测费", "billing")]
    [InlineData("客服态度真差", "staff-attitude")]
    [InlineData("my parcel has not arrived", "delivery")]
    [InlineData("why was I charged twice", "billing")]
    [InlineData("the rude technician hung up on me", "staff-attitude")]
    public void what_was_learnt_is_told_of_texts_never_seen(string text, string label) =>
        Assert.Equal(label, Trained.Predict(text).Label);

    [Theory]
    [InlineData("CHARGED TWICE", "charged twice")]
    [InlineData("ｃｈａｒｇｅｄ　ｔｗｉｃｅ！", "charged twice!")]
    [InlineData("  客服\r\n态度\t差 ", "客服 态度 差")]
    public void spelling_that_carries_no_meaning_changes_nothing(string odd, string plain) =>
        Assert.Equal(Trained.Predict(plain).Ranked, Trained.Predict(odd).Ranked);

    [Fact]
    public void every_text_gets_every_label_once_from_the_most_probable_down() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var ranked = Trained.Predict(text).Ranked;
            Assert.Equal(Trained.Labels, ranked.Select(r => r.Label).Order(StringComparer.Ordinal));
            Assert.Equal(ranked.OrderByDescending(r => r.Probability), ranked);
            Assert.Equal(1, ranked.Sum(r => r.Probability), 9);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("ЖЖЖ")]
    public void a_text_with_nothing_known_in_it_is_answered_without_confidence(string text) =>
        Assert.InRange(Trained.Predict(text).Confidence, 1 / 3.0, .5);

    [Fact]
    public void a_very_long_text_is_answered() =>
        Assert.Equal("billing", Trained.Predict(string.Concat(Enumerable.Repeat("多收了检测费，发票也不开。", 1600))).Label);

    [Fact]
    public void many_threads_get_the_answers_that_one_gets()
    {
        var texts = Samples.Rows.Select(r => r.Text).ToArray();
        var alone = texts.Select(t => Trained.Predict(t).Ranked.ToArray()).ToArray();
        Parallel.For(0, 2_000, i => Assert.Equal(alone[i % texts.Length], Trained.Predict(texts[i % texts.Length]).Ranked));
    }

    [Fact]
    public void a_model_read_back_is_the_model_that_was_saved()
    {
        var again = Load(File);
        Assert.Equal(Trained.Model, again.Model);
        Assert.Equal(File, Samples.Saved(again));
        Assert.All(Samples.Rows, r => Assert.Equal(Trained.Predict(r.Text).Ranked, again.Predict(r.Text).Ranked));
    }

    [Fact]
    public void a_file_cut_short_anywhere_is_refused()
    {
        var lengths = Enumerable.Range(0, 200).Concat(Enumerable.Range(0, File.Length / 97).Select(i => i * 97)).Append(File.Length - 1);
        Assert.All(lengths, length => Assert.Throws<UnreadableModelException>(() => Load(File[..length])));
    }

    [Fact]
    public void a_file_with_one_bit_flipped_anywhere_is_refused()
    {
        var places = Enumerable.Range(0, 200).Concat(Enumerable.Range(0, File.Length / 97).Select(i => i * 97)).Append(File.Length - 1);
        foreach (var place in places)
        {
            var damaged = File.ToArray();
            damaged[place] ^= (byte)(1 << place % 8);
            Assert.Throws<UnreadableModelException>(() => Load(damaged));
        }
    }

    [Fact]
    public void a_file_that_goes_on_after_its_end_is_refused() =>
        Assert.Throws<UnreadableModelException>(() => Load([.. File, 0]));

    [Fact]
    public void the_refusal_says_what_is_wrong()
    {
        var newer = File.ToArray();
        newer[8] = 2;
        var damaged = File.ToArray();
        damaged[^50] ^= 1;
        Assert.Contains("not a model of the", Refusal("PK\u0003\u0004 another program's"u8.ToArray()));
        Assert.Contains("cut short", Refusal(File[..20]));
        Assert.Contains("format 2; this release reads format 1", Refusal(newer));
        Assert.Contains("damaged", Refusal(damaged));
    }

    [Fact]
    public void the_model_of_another_engine_is_refused()
    {
        var foreign = File.ToArray();
        "STOTHERS"u8.CopyTo(foreign);
        Assert.Contains("not a model of the", Refusal(foreign));
    }

    [Fact]
    public void a_file_whose_parts_do_not_fit_is_refused_though_its_checksum_is_right()
    {
        var content = File[..^(SHA256.HashSizeInBytes + 500)];
        Assert.Contains("contradicts itself", Refusal([.. content, .. SHA256.HashData(content)]));
    }

    private ITextClassifier Load(byte[] file) => engine.Load(new MemoryStream(file));

    private string Refusal(byte[] file) => Assert.Throws<UnreadableModelException>(() => Load(file)).Message;
}
