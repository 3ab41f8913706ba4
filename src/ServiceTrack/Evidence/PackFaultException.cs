namespace ServiceTrack.Evidence;

/// <summary>What is wrong with a pack, found where it stands.</summary>
/// <param name="subject">The file, record or position that fails.</param>
/// <param name="why">The rest of a sentence.</param>
/// <param name="unreadable">Whether this cannot be read as a pack at all.</param>
public sealed class PackFaultException(string subject, string why, bool unreadable = false) : Exception($"{subject}: {why}.")
{
    public string Subject { get; } = subject;
    public bool Unreadable { get; } = unreadable;
}
