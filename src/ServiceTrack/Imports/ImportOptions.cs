namespace ServiceTrack.Imports;

public enum OnExisting { Skip, Update }

/// <param name="Zone">The tenant's, for times without an offset.</param>
/// <param name="Now">A record received, answered or resolved more than five minutes later is an error.</param>
public sealed record ImportOptions(TimeZoneInfo Zone, DateTimeOffset Now)
{
    /// <summary>What a record without a kind is.</summary>
    public string Kind { get; init; } = "complaint";

    /// <summary>Names people give to kinds, and their codes, to the code; a code not in it is unknown. Case and width do not matter.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = ImportNames.Kinds;

    /// <summary>Name of the text encoding; null to find it out.</summary>
    public string? Encoding { get; init; }

    public OnExisting OnExisting { get; init; }

    /// <summary>Whether an external id is known to the tenant from before this file.</summary>
    public Func<string, CancellationToken, ValueTask<bool>> Exists { get; init; } = (_, _) => ValueTask.FromResult(false);
}
