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

/// <summary>How a record was made and whether it was amended since, as one value that rows can be counted by.</summary>
public static class RecordedHow
{
    public static readonly ImmutableArray<string> Names = ["atTheTime", "later", "imported"];

    public static readonly ImmutableArray<string> All = Values([], null);

    public static string Of(Recorded how, bool amended) => Value(NameOf(how), amended);

    public static string NameOf(Recorded how) => how switch
    {
        Recorded.AtTheTime => Names[0],
        Recorded.Later => Names[1],
        Recorded.Imported => Names[2],
    };

    public static bool IsAmended(string value) => value.EndsWith('*');

    /// <param name="names">Of <see cref="Names"/>; empty: all.</param>
    /// <param name="amended">Null: both.</param>
    public static ImmutableArray<string> Values(IReadOnlyCollection<string> names, bool? amended) =>
        [.. from name in names.Count == 0 ? Names : names from was in (bool[])[false, true] where amended is null || amended == was select Value(name, was)];

    private static string Value(string name, bool amended) => amended ? name + "*" : name;
}
