using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class DualCoordinateDescentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void no_step_from_the_solution_lowers_the_objective_much(int seed)
    {
        var (rows, positive) = Cloud(seed);
        var weights = DualCoordinateDescent.Solve(rows, positive, 3, seed);
        var reached = Objective(rows, positive, weights);
        for (var f = 0; f < weights.Length; f++)
        {
            foreach (var step in (float[])[-.3f, -.1f, -.03f, .03f, .1f, .3f])
            {
                var moved = weights.ToArray();
                moved[f] += step;
                Assert.True(Objective(rows, positive, moved) > reached * .99, $"weight {f} moved by {step}");
            }
        }
    }

    [Fact]
    public void rows_that_can_be_parted_are_parted()
    {
        SparseRow[] rows = [new([0], [1]), new([0, 1], [.6f, .8f]), new([1, 2], [.6f, .8f]), new([2], [1])];
        bool[] positive = [true, true, false, false];
        var weights = DualCoordinateDescent.Solve(rows, positive, 3, 1);
        Assert.All(rows.Zip(positive), r => Assert.Equal(r.Second, r.First.Dot(weights) > 0));
    }

    private static double Objective(SparseRow[] rows, bool[] positive, float[] weights) =>
        weights.Sum(w => w * w) / 2 + rows.Zip(positive, (r, p) => Math.Pow(Math.Max(0, 1 - (p ? 1 : -1) * r.Dot(weights)), 2)).Sum();

    /// <summary>Directions in space, positive where they point up, one in eight told wrongly.</summary>
    private static (SparseRow[], bool[]) Cloud(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 200).Select(_ =>
        {
            float[] point = [random.NextSingle() - .5f, random.NextSingle() - .5f, random.NextSingle() - .5f];
            var length = MathF.Sqrt(point.Sum(x => x * x));
            return new SparseRow([0, 1, 2], Array.ConvertAll(point, x => x / length));
        }).ToArray();
        return (rows, Array.ConvertAll(rows, r => r.Values[0] > 0 != (random.Next(8) == 0)));
    }
}
