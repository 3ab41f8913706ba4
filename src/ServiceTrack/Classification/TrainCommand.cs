using System.Text.Json;

namespace ServiceTrack.Classification;

/// <summary>
/// <c>servicetrack train</c>: trains a model, says how good it is and, if asked, writes it. Without a file to evaluate on,
/// a fifth of the rows, drawn by a fixed seed, is held back: the numbers are those of the model that is written.
/// </summary>
public static class TrainCommand
{
    private const int Success = 0, Failed = 1, Misused = 2;
    private const int Seed = 1, MostProblems = 20, PredictionsTimed = 20_000;

    /// <returns>0, or 1 for what the files or the engine do not allow, or 2 for arguments that make no sense.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var (arguments, problem) = TrainArguments.Parse(args);
        if (arguments is null)
        {
            error.WriteLine(problem);
            error.WriteLine($"Usage: {TrainArguments.Usage}");
            return Misused;
        }
        try
        {
            var trainer = Engines.Find(arguments.Engine);
            if (Rows(arguments, error) is not var (learned, held)) return Failed;
            Train(trainer, learned, held, arguments, output, clock);
            return Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EngineMissingException)
        {
            error.WriteLine(e.Message);
            return Failed;
        }
    }

    private static (TrainingRow[] Learned, TrainingRow[] Held)? Rows(TrainArguments arguments, TextWriter error)
    {
        var data = LabelledFile.Read(arguments.Data);
        var evaluate = arguments.Evaluate is { } path ? LabelledFile.Read(path) : null;
        string[] problems = [.. data.Problems, .. evaluate?.Problems ?? []];
        foreach (var problem in problems.Take(MostProblems)) error.WriteLine(problem);
        if (problems.Length > MostProblems) error.WriteLine($"And {problems.Length - MostProblems} more.");
        if (problems.Length > 0) return null;

        TrainingRow[] rows = [.. data.Rows];
        TrainingRow[] held = [.. evaluate?.Rows ?? []];
        if (evaluate is null)
        {
            new Random(Seed).Shuffle(rows);
            var fifth = Math.Max(1, rows.Length / 5);
            (held, rows) = (rows[..fifth], rows[fifth..]);
        }
        if (rows.Select(r => r.Label).Distinct().Count() >= 2) return (rows, held);
        error.WriteLine($"{arguments.Data}: the rows to train on have fewer than two different labels.");
        return null;
    }

    private static void Train(
        IClassifierTrainer trainer, TrainingRow[] learned, TrainingRow[] held, TrainArguments arguments, TextWriter output, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        var classifier = trainer.Train(learned);
        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        var evaluation = Evaluation.Of(classifier, held);
        using var model = new MemoryStream();
        classifier.Save(model);
        if (arguments.Out is { } path) File.WriteAllBytes(path, model.ToArray());

        output.WriteLine($"{trainer.Engine} model {classifier.Model}, trained on {learned.Length} rows, evaluated on {held.Length}.");
        output.WriteLine(JsonSerializer.Serialize(new
        {
            rows = arguments.Evaluate is null ? learned.Length + held.Length : learned.Length,
            labels = classifier.Labels.Count,
            accuracy = Math.Round(evaluation.Accuracy, 4),
            macroF1 = Math.Round(evaluation.MacroF1, 4),
            ece = Math.Round(evaluation.Ece, 4),
            trainSeconds = Math.Round(seconds, 3),
            predictionsPerSecond = Math.Round(PerCpuSecond(classifier, held)),
            modelBytes = model.Length,
        }));
    }

    /// <summary>On one thread, by the processor's time and not the wall's: a busy machine does not make the model slow.</summary>
    private static double PerCpuSecond(ITextClassifier classifier, TrainingRow[] rows)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < PredictionsTimed; i++) classifier.Predict(rows[i % rows.Length].Text);
        return PredictionsTimed / Math.Max((Environment.CpuUsage.TotalTime - before).TotalSeconds, 1e-6);
    }
}
