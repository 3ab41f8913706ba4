using ServiceTrack.Evidence;

namespace ServiceTrack.Tests.House;

/// <summary>"Prints" the page itself, so that a test can read what would stand in the PDF.</summary>
public sealed class FakePrinter : IPrinter
{
    /// <summary>Why it prints nothing; null: it prints.</summary>
    public string? Broken { get; set; }

    public async Task Print(Func<Stream, CancellationToken, Task> page, Stream pdf, CancellationToken cancel)
    {
        if (Broken is not null) throw new PrintFailedException(Broken);
        await pdf.WriteAsync("%PDF-1.4\n"u8.ToArray(), cancel);
        await page(pdf, cancel);
    }
}
