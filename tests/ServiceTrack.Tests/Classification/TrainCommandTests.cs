using System.Text;
using System.Text.Json;
using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class TrainCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicetrack-train-");
    private readonly StringWriter output = new(), error = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void the_last_line_is_one_object_with_the_eight_figures()
    {
        Assert.Equal(0, Run(Data()));
        var line = output.ToString().TrimEnd().Split(Environment.NewLine)[^1];
        var figures = JsonDocument.Parse(line).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        Assert.Equal(
            ["rows", "labels", "accuracy", "macroF1", "ece", "trainSeconds", "predictionsPerSecond", "modelBytes"], figures.Keys);
        Assert.Equal((24, 3), (figures["rows"], figures["labels"]));
        Assert.True(figures["predictionsPerSecond"] > 0 && figures["modelBytes"] > 0);
        Assert.Contains("trained on 20 rows, evaluated on 4", output.ToString());
        Assert.Empty(error.ToString());
    }

    [Fact]
    public void the_model_written_is_the_one_that_was_evaluated()
    {
        var path = Path.Combine(folder.FullName, "out.model");
        Assert.Equal(0, Run(Data(), "--evaluate", Held("delivery\t包裹还没送到", "billing\tI was charged twice", "billing\t客服骂人"), "--out", path));
        using var file = File.OpenRead(path);
        Assert.Equal(Samples.Trained.Model, new LinearTrainer().Load(file).Model);
        Assert.Contains($"\"accuracy\":{Math.Round(2 / 3.0, 4)}", output.ToString());
        Assert.Contains($"\"modelBytes\":{file.Length}", output.ToString());
    }

    [Fact]
    public void every_bad_row_is_named_by_its_line_and_nothing_is_trained()
    {
        var data = Held("delivery\tlate", "", "no tab here", "\tno label", "billing\t  ", "billing\ttext\twith a tab");
        Assert.Equal(1, Run(data));
        Assert.Equal(
            [
                $"{data}, line 3: the row has no tab between label and text.",
                $"{data}, line 4: the row has no label.",
                $"{data}, line 5: the row has no text.",
            ],
            error.ToString().TrimEnd().Split(Environment.NewLine));
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void a_row_in_another_encoding_is_a_bad_row()
    {
        var path = Path.Combine(folder.FullName, "latin.tsv");
        File.WriteAllBytes(path, [.. "billing\tok\nbilling\tcaf"u8, 0xE9, (byte)'\n']);
        Assert.Equal(1, Run(path));
        Assert.Contains("line 2: the row is not UTF-8", error.ToString());
    }

    [Theory]
    [InlineData("", "there are no rows")]
    [InlineData("billing\tone\nbilling\ttwo\n", "fewer than two different labels")]
    public void too_little_to_train_on_is_said(string content, string sentence)
    {
        var path = Path.Combine(folder.FullName, "little.tsv");
        File.WriteAllText(path, content);
        Assert.Equal(1, Run(path));
        Assert.Contains(sentence, error.ToString());
    }

    [Fact]
    public void a_file_that_is_not_there_is_named()
    {
        Assert.Equal(1, Run(Path.Combine(folder.FullName, "absent.tsv")));
        Assert.Contains("absent.tsv", error.ToString());
    }

    [Fact]
    public void an_engine_that_is_not_in_the_build_is_named_with_the_way_to_get_it()
    {
        Assert.SkipWhen(Type.GetType("ServiceTrack.Classifier.MLNet.MLNetTrainer, ServiceTrack.Classifier.MLNet") is not null, "This build has ML.NET.");
        Assert.Equal(1, Run(Data(), "--engine", "mlnet"));
        Assert.Contains("mlnet is not in this build", error.ToString());
        Assert.Contains("-p:WithMLNet=true", error.ToString());
    }

    [Fact]
    public void an_engine_nobody_knows_is_named_with_those_there_are()
    {
        Assert.Equal(1, Run(Data(), "--engine", "oracle"));
        Assert.Contains("no engine oracle; there are builtin and mlnet", error.ToString());
    }

    [Theory]
    [InlineData("A file to train on is needed.")]
    [InlineData("There is no option --fast.", "a.tsv", "--fast")]
    [InlineData("--out needs a value.", "a.tsv", "--out")]
    [InlineData("One file to train on, not also b.tsv.", "a.tsv", "b.tsv")]
    public void arguments_that_make_no_sense_are_answered_with_the_usage(string sentence, params string[] args)
    {
        Assert.Equal(2, Run(args));
        Assert.StartsWith(sentence, error.ToString());
        Assert.Contains("Usage: servicetrack train DATA.tsv", error.ToString());
    }

    private int Run(params string[] args) => TrainCommand.Run(args, output, error, TimeProvider.System);

    private string Data() => Held([.. Samples.Rows.Select(r => $"{r.Label}\t{r.Text}")]);

    private string Held(params string[] lines)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.tsv");
        File.WriteAllLines(path, lines, Encoding.UTF8);
        return path;
    }
}
