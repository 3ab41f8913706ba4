namespace ServiceTrack.Tests;

/// <summary>Tests that measure the process (memory, time) run by themselves: neighbours would be measured along.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
