namespace ServiceTrack.Classification;

/// <summary>What <c>servicetrack train</c> was asked to do.</summary>
internal sealed record TrainArguments(string Data, string? Evaluate = null, string Engine = Engines.BuiltIn, string? Out = null)
{
    public const string Usage = "servicetrack train DATA.tsv [--evaluate HELDOUT.tsv] [--engine builtin|mlnet] [--out MODEL]";

    public static (TrainArguments? Arguments, string? Problem) Parse(string[] words)
    {
        TrainArguments? arguments = null;
        var options = new Dictionary<string, string>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (arguments is not null) return (null, $"One file to train on, not also {words[i]}.");
                arguments = new(words[i]);
                continue;
            }
            if (words[i] is not ("--evaluate" or "--engine" or "--out")) return (null, $"There is no option {words[i]}.");
            if (i + 1 == words.Length) return (null, $"{words[i]} needs a value.");
            options[words[i]] = words[++i];
        }
        if (arguments is null) return (null, "A file to train on is needed.");
        return (arguments with
        {
            Evaluate = options.GetValueOrDefault("--evaluate"),
            Engine = options.GetValueOrDefault("--engine", Engines.BuiltIn),
            Out = options.GetValueOrDefault("--out"),
        }, null);
    }
}
