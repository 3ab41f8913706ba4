using System.Collections.Immutable;

namespace ServiceTrack.Activities;

/// <summary>A kind of after-sales activity: data, so that a company can add its own.</summary>
/// <param name="Group">1 to 6, the groups of DOMAIN.md §2.</param>
/// <param name="CompletionRequired">
/// Whether an activity may be resolved while fields that a finished record needs are empty; otherwise they are shown as missing.
/// </param>
public sealed record Kind(string Code, int Group, string NameZh, string NameEn, ImmutableArray<FieldDefinition> Fields, bool CompletionRequired = false)
{
    public FieldDefinition? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>What a finished record of this kind still lacks.</summary>
    public ImmutableArray<string> Missing(IReadOnlyDictionary<string, string> values) =>
        [.. Fields.Where(f => f.NeededToFinish && !f.Stated(values)).Select(f => $"fields.{f.Name}")];
}

/// <summary>One typed extra field of a kind.</summary>
/// <param name="Choices">The allowed values of a choice.</param>
/// <param name="Unless">Another field that may stand in its place, as a reason stands for a missing signature.</param>
public sealed record FieldDefinition(
    string Name, FieldType Type, string NameZh, string NameEn,
    ImmutableArray<string>? Choices = null, bool NeededToFinish = false, string? Unless = null)
{
    /// <summary>Free text may name a person, so it is sealed as personal; the rest is public.</summary>
    public bool Personal => Type == FieldType.Text;

    public bool Stated(IReadOnlyDictionary<string, string> values) =>
        values.ContainsKey(Name) || (Unless is not null && values.ContainsKey(Unless));
}

/// <summary>Values are kept as text: dates as yyyy-MM-dd, times as ISO 8601 with offset, numbers in decimal notation.</summary>
public enum FieldType { Text, Choice, Number, Date, Time, YesNo }
