using System.Text.Json.Serialization;

namespace ServiceTrack.Dashboard;

/// <summary>What is counted of activities. Stored by number: add at the end, never move one.</summary>
public enum Counted
{
    Received,

    /// <summary>Resolved or closed.</summary>
    Solved,

    /// <summary>Cancelled or merged.</summary>
    Dropped,
    Safety,
    AnsweredInContact,

    /// <summary>Clocks of the promise that were stopped in time, of which an activity may have several.</summary>
    Kept,

    /// <summary>Clocks that were stopped too late; those that still run are in neither.</summary>
    Late,

    /// <summary>Deliveries and visits that came no later than agreed.</summary>
    OnTime,
    NotOnTime,
}

/// <summary>What is measured of activities. Stored by number: add at the end, never move one.</summary>
public enum Timed
{
    /// <summary>Receipt to first answer in working time; answers in the contact itself are counted apart.</summary>
    ResponseWorking,

    /// <summary>The same by the clock on the wall.</summary>
    ResponseClock,

    /// <summary>Receipt to solution in working time, without holds.</summary>
    ResolutionWorking,

    /// <summary>Receipt to solution by the clock on the wall, holds and all: what the customer waited.</summary>
    ResolutionClock,
}

/// <summary>Sums over a set of activities; tallies of disjoint sets add up to the tally of all.</summary>
public sealed class Tally
{
    private static readonly int CountedThings = Enum.GetValues<Counted>().Length;
    private static readonly int TimedThings = Enum.GetValues<Timed>().Length;

    [JsonInclude, JsonPropertyName("n")]
    private long[] Counts { get; init; } = new long[CountedThings];

    [JsonInclude, JsonPropertyName("t")]
    private Histogram[] Times { get; init; } = [.. Enumerable.Range(0, TimedThings).Select(_ => new Histogram())];

    public long this[Counted counted] => Counts[(int)counted];

    public Histogram this[Timed timed] => Times[(int)timed];

    [JsonIgnore]
    public long StillOpen => this[Counted.Received] - this[Counted.Solved] - this[Counted.Dropped];

    [JsonIgnore]
    public bool IsEmpty => Counts.All(n => n == 0) && Times.All(t => t.Count == 0);

    /// <param name="sign">1 to count it, −1 to take it out again.</param>
    public void Add(Fact fact, int sign)
    {
        foreach (var (counted, n) in fact.Counts) Counts[(int)counted] += n * sign;
        foreach (var (timed, duration) in fact.Times) Times[(int)timed].Add(duration, sign);
    }

    public void Add(Tally other)
    {
        for (var i = 0; i < other.Counts.Length; i++) Counts[i] += other.Counts[i];
        for (var i = 0; i < other.Times.Length; i++) Times[i].Add(other.Times[i]);
    }
}
