using System.Collections.Immutable;
using ServiceTrack.Classification;
using ServiceTrack.Web.Classification;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// Complaint texts read by the model that comes with the product, rules included, on one thread of this process; by the
/// processor's time and not the wall's.
/// </summary>
public static class Texts
{
    public static Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        var reader = new ComplaintReader(ShippedModels.Load(Engines.Find(Engines.BuiltIn)).Classifier, new());
        var texts = Enumerable.Range(0, o.Texts).Select(i => Samples.Request(i).Text!).ToList();
        foreach (var text in texts.Take(o.WarmUp)) reader.Read(text);
        var before = Environment.CpuUsage.TotalTime;
        foreach (var text in texts)
        {
            cancel.ThrowIfCancellationRequested();
            reader.Read(text);
        }
        var took = Environment.CpuUsage.TotalTime - before;
        return Task.FromResult<ImmutableArray<Result>>(
        [
            new("texts classified", $"{o.Texts} texts of {texts.Average(t => t.Length):0} characters", o.Texts,
                [new("perCpuSecond", o.Texts / took.TotalSeconds, "/s")]),
        ]);
    }
}
