namespace ServiceTrack.Evidence;

/// <summary>Turns pages into PDF. What does it stands outside the product and may not be installed: then there is none.</summary>
public interface IPrinter
{
    /// <param name="page">Writes HTML that is whole in itself: no script of it is run, and nothing is fetched for it.</param>
    /// <param name="pdf">Written only once all of it is printed.</param>
    /// <exception cref="PrintFailedException">It could not be printed, and will not be another time either; nothing of the page stays behind.</exception>
    Task Print(Func<Stream, CancellationToken, Task> page, Stream pdf, CancellationToken cancel);
}

/// <param name="why">A sentence for whoever asked.</param>
public sealed class PrintFailedException(string why) : Exception(why);
