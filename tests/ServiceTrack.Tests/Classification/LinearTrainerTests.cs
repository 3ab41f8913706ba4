using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class LinearTrainerTests() : ClassifierContract(Engines.BuiltIn)
{
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
