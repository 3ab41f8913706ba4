using System.Collections.Immutable;

namespace ServiceTrack.Activities;

public enum Status { New, Responded, InProgress, OnHold, Resolved, Closed, Cancelled }

public static class Statuses
{
    /// <summary>Still asks something of the company.</summary>
    public static readonly ImmutableArray<Status> Open = [Status.New, Status.Responded, Status.InProgress, Status.OnHold];

    public static readonly ImmutableArray<Status> Any = [.. Enum.GetValues<Status>()];

    public static bool IsOpen(this Status status) => Open.Contains(status);
}

/// <summary>How a contact reached the company (API.md).</summary>
public static class Channels
{
    public static readonly ImmutableArray<string> All =
        ["hotline", "counter", "web", "wechat", "email", "ecommerce", "authority", "api", "import"];

    /// <summary>Where a person answers as the contact is received, so that the contact is itself the first answer.</summary>
    public static readonly ImmutableArray<string> AnsweredInContact = ["hotline", "counter"];
}

public static class Priorities
{
    public const string Normal = "normal";
    public static readonly ImmutableArray<string> All = ["low", Normal, "high", "urgent"];
}

/// <summary>When a record was made, against when the thing happened: evidence typed in later weighs less.</summary>
public enum Recorded { AtTheTime, Later, Imported }
