using System.Collections.Immutable;

namespace ServiceTrack.Journal;

/// <summary>The personal values of one event that were erased, by their paths; the values stand nowhere any more.</summary>
/// <param name="Version">Of the event in its stream.</param>
public sealed record ErasedPaths(long Version, ImmutableArray<string> Paths);
