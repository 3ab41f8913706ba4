namespace ServiceTrack.Classification;

/// <summary>How a challenger did against the champion on the same rows, all later than any row either learned from.</summary>
/// <param name="OnlyChallengerRight">Rows the challenger answered right and the champion wrong.</param>
/// <param name="OnlyChampionRight">The reverse.</param>
/// <param name="Chance">How probable so good a result would be if the two were equally good.</param>
/// <param name="Reason">A sentence for people: why it passed or not.</param>
public sealed record Trial(
    string Challenger, string Champion, DateTimeOffset JudgedFrom, DateTimeOffset JudgedUntil,
    Evaluation ChallengerEvaluation, Evaluation ChampionEvaluation,
    int OnlyChallengerRight, int OnlyChampionRight, double Chance, bool Passed, string Reason);

/// <summary>When a challenger is good enough to answer in the champion's place.</summary>
/// <param name="LeastRows">Fewer judged rows decide nothing.</param>
/// <param name="MostChance">
/// The exact one-sided sign test on the rows where just one of the two is right (McNemar, "Note on the sampling error of
/// the difference between correlated proportions or percentages", 1947) must come out at most this.
/// </param>
/// <param name="MostMacroF1Lost">What common labels gain may not be paid for by rare ones beyond this.</param>
/// <param name="MostEceLost">Nor by confidence that means less, beyond this: the bands rest on it.</param>
public sealed record Gate(int LeastRows = 50, double MostChance = .05, double MostMacroF1Lost = .005, double MostEceLost = .03)
{
    /// <summary>
    /// Parts rows by time into those a challenger learns from and the later ones it is judged on. Rows the champion
    /// learned from are never judged, and neither are texts that also stand among the learned ones.
    /// </summary>
    /// <param name="judgedShare">Of the rows the champion has not seen, the share that is judged, the latest of them.</param>
    public static (IReadOnlyList<LabelledText> Learned, IReadOnlyList<LabelledText> Judged) Split(
        IReadOnlyCollection<LabelledText> rows, DateTimeOffset? championLearnedUntil, double judgedShare = .5)
    {
        LabelledText[] inTime = [.. rows.OrderBy(r => r.At)];
        var unseen = inTime.Where(r => championLearnedUntil is not { } until || r.At > until).ToArray();
        var learnedOfUnseen = (int)Math.Ceiling(unseen.Length * (1 - judgedShare));
        var until = learnedOfUnseen > 0 ? unseen[learnedOfUnseen - 1].At : championLearnedUntil ?? DateTimeOffset.MinValue;
        var learned = inTime.Where(r => r.At <= until).ToArray();
        var known = learned.Select(r => FoldedText.Fold(r.Text)).ToHashSet();
        return (learned, [.. inTime.Where(r => r.At > until && !known.Contains(FoldedText.Fold(r.Text)))]);
    }

    /// <exception cref="ArgumentException">There are no judged rows.</exception>
    public Trial Judge(ITextClassifier challenger, ITextClassifier champion, IReadOnlyList<LabelledText> judged)
    {
        TrainingRow[] rows = [.. judged.Select(r => r.Row)];
        var ours = Evaluation.Of(challenger, rows);
        var theirs = Evaluation.Of(champion, rows);
        var right = rows.Select(r => (Ours: challenger.Predict(r.Text).Label == r.Label, Theirs: champion.Predict(r.Text).Label == r.Label)).ToArray();
        var won = right.Count(r => r.Ours && !r.Theirs);
        var lost = right.Count(r => r.Theirs && !r.Ours);
        var chance = ChanceOfAtLeast(won, won + lost);
        var (passed, reason) = Verdict(ours, theirs, won, lost, chance);
        return new(
            challenger.Model, champion.Model, judged.Min(r => r.At), judged.Max(r => r.At), ours, theirs, won, lost, chance, passed, reason);
    }

    private (bool Passed, string Reason) Verdict(Evaluation ours, Evaluation theirs, int won, int lost, double chance) =>
        ours.Rows < LeastRows ? (false, $"Judged on {ours.Rows} rows; at least {LeastRows} are needed.")
        : won <= lost ? (false, $"Not better: {won} rows won, {lost} lost.")
        : chance > MostChance ? (false, $"Better by too little to tell from luck: {won} rows won, {lost} lost.")
        : ours.MacroF1 < theirs.MacroF1 - MostMacroF1Lost ? (false, "Better overall, but worse on rare labels.")
        : ours.Ece > theirs.Ece + MostEceLost ? (false, "Better overall, but its confidence means less.")
        : (true, $"Better: {won} rows won, {lost} lost.");

    /// <summary>Of so many tosses of a fair coin, at least so many heads.</summary>
    internal static double ChanceOfAtLeast(int heads, int tosses)
    {
        // In logarithms, since a half to the power of thousands is no number.
        double logChoose = 0, sum = 0;
        for (var k = 0; k <= tosses; k++)
        {
            if (k > 0) logChoose += Math.Log((double)(tosses - k + 1) / k);
            if (k >= heads) sum += Math.Exp(logChoose - tosses * Math.Log(2));
        }
        return Math.Min(1, sum);
    }
}
