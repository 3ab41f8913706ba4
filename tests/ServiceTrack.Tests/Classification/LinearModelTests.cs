using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class LinearModelTests
{
    private static readonly byte[] File = Samples.Saved(Samples.Trained);

    [Fact]
    public void a_model_read_back_is_the_model_that_was_saved()
    {
        var again = Samples.Load(File);
        Assert.Equal(Samples.Trained.Model, again.Model);
        Assert.Equal(File, Samples.Saved(again));
        Assert.All(Samples.Rows, r => Assert.Equal(Samples.Trained.Predict(r.Text).Ranked, again.Predict(r.Text).Ranked));
    }

    [Fact]
    public void a_file_cut_short_anywhere_is_refused()
    {
        var lengths = Enumerable.Range(0, 200).Concat(Enumerable.Range(0, File.Length / 97).Select(i => i * 97)).Append(File.Length - 1);
        Assert.All(lengths, length => Assert.Throws<UnreadableModelException>(() => Samples.Load(File[..length])));
    }

    [Fact]
    public void a_file_with_one_bit_flipped_anywhere_is_refused()
    {
        var places = Enumerable.Range(0, 200).Concat(Enumerable.Range(0, File.Length / 97).Select(i => i * 97)).Append(File.Length - 1);
        foreach (var place in places)
        {
            var damaged = File.ToArray();
            damaged[place] ^= (byte)(1 << place % 8);
            Assert.Throws<UnreadableModelException>(() => Samples.Load(damaged));
        }
    }

    [Fact]
    public void a_file_that_goes_on_after_its_end_is_refused() =>
        Assert.Throws<UnreadableModelException>(() => Samples.Load([.. File, 0]));

    [Fact]
    public void the_refusal_says_what_is_wrong()
    {
        var newer = File.ToArray();
        newer[8] = 2;
        var damaged = File.ToArray();
        damaged[^50] ^= 1;
        Assert.Contains("not a model of the built-in", Refusal("PK\u0003\u0004 another engine's"u8.ToArray()));
        Assert.Contains("cut short", Refusal(File[..20]));
        Assert.Contains("format 2; this release reads format 1", Refusal(newer));
        Assert.Contains("damaged", Refusal(damaged));
    }

    private static string Refusal(byte[] file) => Assert.Throws<UnreadableModelException>(() => Samples.Load(file)).Message;
}
