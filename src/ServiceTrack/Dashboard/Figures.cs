using System.Text.Json.Serialization;

namespace ServiceTrack.Dashboard;

/// <summary>Tallies of one set of activities: of all of them, and by each value of each dimension.</summary>
public sealed class Figures
{
    [JsonInclude, JsonPropertyName("by")]
    private SortedDictionary<string, Tally> Tallies { get; init; } = new(StringComparer.Ordinal);

    [JsonIgnore]
    public Tally All => Of("");

    [JsonIgnore]
    public bool IsEmpty => Tallies.Count == 0;

    /// <summary>By the values of a dimension; "" where an activity has none.</summary>
    public IEnumerable<(string Value, Tally Tally)> By(string dimension) =>
        from t in Tallies
        where t.Key.StartsWith(dimension + ":", StringComparison.Ordinal)
        select (t.Key[(dimension.Length + 1)..], t.Value);

    public Tally By(string dimension, string value) => Of(KeyOf(dimension, value));

    /// <param name="sign">1 to count it, −1 to take it out again.</param>
    public void Add(Fact fact, int sign)
    {
        Add("", fact, sign);
        foreach (var (dimension, value) in fact.Dimensions) Add(KeyOf(dimension, value), fact, sign);
    }

    public void Add(Figures other)
    {
        foreach (var (key, tally) in other.Tallies) Entry(key).Add(tally);
    }

    private void Add(string key, Fact fact, int sign)
    {
        var tally = Entry(key);
        tally.Add(fact, sign);
        // As if it had never been counted: a rebuild would not have it either.
        if (sign < 0 && tally.IsEmpty) Tallies.Remove(key);
    }

    private Tally Of(string key) => Tallies.GetValueOrDefault(key) ?? new();

    private Tally Entry(string key) => Tallies.TryGetValue(key, out var tally) ? tally : Tallies[key] = new();

    private static string KeyOf(string dimension, string value) => $"{dimension}:{value}";
}
