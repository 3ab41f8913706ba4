using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Imports;

/// <summary>What the journal says of an import, beside the events of its rows: who brought in which file, and what came of it.</summary>
public abstract record ImportEvent
{
    public static string StreamOf(string jobId) => $"import/{jobId}";

    internal NewEvent Sealed(DateTimeOffset at, string by)
    {
        var (data, personal) = EventData.Split(this);
        return new(GetType().Name, at, by, data, personal);
    }
}

public sealed record ImportRequested(
    [property: Personal(Mask.Text)] string FileName, string Sha256, string Kind, OnExisting OnExisting) : ImportEvent;

/// <summary>The file's name was about a person and was erased.</summary>
public sealed record ImportErased(string ErasureId, ImmutableArray<ErasedPaths> Values) : ImportEvent;

public sealed record ImportEnded(ImportStatus Status, ImportCounts Counts) : ImportEvent;
