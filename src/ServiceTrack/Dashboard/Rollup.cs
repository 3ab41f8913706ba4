using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Dashboard;

/// <summary>Whose activities are counted: the company's, or those of some outlets.</summary>
public static class Scope
{
    public const string Company = "*";
}

public enum Grain { Hour, Day }

/// <summary>
/// The figures of the activities that occurred in one hour or day of UTC, for one scope. An hour is kept in quarters by
/// their minute, since in some time zones a day does not begin with an hour of UTC; a day is kept whole.
/// </summary>
/// <param name="Start">Milliseconds since 1970.</param>
public sealed record Rollup(string Series, long Start, SortedDictionary<int, Figures> Parts)
{
    private const int Quarter = 15;

    public static readonly Collection<Rollup> Collection = new("rollups", r => IdOf(r.Series, r.Start))
    {
        Fields = [Field<Rollup>.Text("series", r => r.Series), Field<Rollup>.Number("start", r => r.Start)],
        Indexes = [new("series", "start")],
    };

    public static string SeriesOf(Grain grain, string scope) => grain switch { Grain.Hour => $"hour/{scope}", Grain.Day => $"day/{scope}" };

    public static string IdOf(string series, long start) => $"{series}/{start}";

    public static Rollup Empty(Grain grain, string scope, DateTimeOffset at) =>
        new(SeriesOf(grain, scope), Floor(at, grain).ToUnixTimeMilliseconds(), []);

    public static TimeSpan LengthOf(Grain grain) => grain switch { Grain.Hour => TimeSpan.FromHours(1), Grain.Day => TimeSpan.FromDays(1) };

    public static DateTimeOffset Floor(DateTimeOffset at, Grain grain) =>
        new(at.UtcTicks - (at.UtcTicks % LengthOf(grain).Ticks), TimeSpan.Zero);

    /// <summary>The finest stretch that figures are kept for begins here.</summary>
    public static DateTimeOffset QuarterOf(DateTimeOffset at) => Floor(at, Grain.Hour).AddMinutes(at.UtcDateTime.Minute / Quarter * Quarter);

    /// <summary>The parts by when each begins.</summary>
    public IEnumerable<Part> ByTime() =>
        Parts.Select(p => new Part(DateTimeOffset.FromUnixTimeMilliseconds(Start).AddMinutes(p.Key), p.Value));

    public void Add(Fact fact, int sign)
    {
        var minute = Series.StartsWith("hour/", StringComparison.Ordinal) ? QuarterOf(fact.At).Minute : 0;
        if (!Parts.TryGetValue(minute, out var part)) Parts[minute] = part = new();
        part.Add(fact, sign);
        if (part.IsEmpty) Parts.Remove(minute);
    }
}

/// <summary>Figures of what occurred from an instant on, for a quarter of an hour or a day.</summary>
public readonly record struct Part(DateTimeOffset Start, Figures Figures);

/// <summary>How many activities of one scope are open, by dimension and value ("status:new"), whenever they occurred.</summary>
public sealed record Standing(string Scope, SortedDictionary<string, long> Open)
{
    public static readonly Collection<Standing> Collection = new("standings", s => s.Scope);

    public static Standing Empty(string scope) => new(scope, new(StringComparer.Ordinal));

    public long All => By(Fact.Status).Sum(s => s.Open);

    /// <summary>By the values of a dimension; "" where an activity has none.</summary>
    public IEnumerable<(string Value, long Open)> By(string dimension) =>
        from o in Open
        where o.Key.StartsWith(dimension + ":", StringComparison.Ordinal)
        select (o.Key[(dimension.Length + 1)..], o.Value);

    public void Add(Fact fact, int sign)
    {
        foreach (var (dimension, value) in fact.Standing) Add($"{dimension}:{value}", sign);
    }

    public void Add(Standing other)
    {
        foreach (var (key, n) in other.Open) Add(key, n);
    }

    private void Add(string key, long n)
    {
        var sum = Open.GetValueOrDefault(key) + n;
        if (sum == 0) Open.Remove(key);
        else Open[key] = sum;
    }
}
