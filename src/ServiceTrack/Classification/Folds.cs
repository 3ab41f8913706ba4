namespace ServiceTrack.Classification;

/// <summary>Parts rows for a confidence that is fitted on answers to rows left out in turn.</summary>
internal static class Folds
{
    public const int Count = 4;

    /// <summary>The fold of each row. Each label's rows are dealt out evenly, in chance order.</summary>
    /// <param name="answers">The label of each row.</param>
    public static int[] Of(int[] answers, int seed)
    {
        var order = Enumerable.Range(0, answers.Length).ToArray();
        new Random(seed).Shuffle(order);
        var fold = new int[answers.Length];
        var dealt = 0;
        foreach (var i in order.OrderBy(i => answers[i])) fold[i] = dealt++ % Count;
        return fold;
    }
}
