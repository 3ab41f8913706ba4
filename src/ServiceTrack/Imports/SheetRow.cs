using System.Collections.Immutable;

namespace ServiceTrack.Imports;

/// <summary>One record as the file has it.</summary>
/// <param name="Line">Where it begins: the 1-based physical line of a text file, the row number of a sheet.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>A file as a table of text cells, read once and in order; each cell, record and part of it is bounded.</summary>
internal interface ISheet : IDisposable
{
    /// <summary>How the file was understood, as people are told: "CSV, gb18030", "XLSX, 投诉台账".</summary>
    string Description { get; }

    /// <summary>0–1, by what has been read.</summary>
    double Progress { get; }

    /// <exception cref="UnreadableFileException">No further record can be trusted.</exception>
    IAsyncEnumerable<SheetRow> Rows(CancellationToken cancel);
}

/// <summary>The file as a whole, or the rest of it, cannot be read: what <see cref="ImportStopped"/> tells.</summary>
internal sealed class UnreadableFileException(string code, int? line, params string[] details) : Exception
{
    public string Code => code;
    public int? Line => line;
    public ImmutableArray<string> Details => [.. details];
}
