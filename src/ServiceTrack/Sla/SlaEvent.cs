using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

/// <summary>What an event does to the clocks. A marker does nothing by itself: steps name it as their start or end.</summary>
[JsonConverter(typeof(CamelCaseEnum<SlaEventType>))]
public enum SlaEventType { Received, Responded, Held, Resumed, Resolved, Reopened, Closed, Cancelled, Merged, Marker }

/// <summary>Something that happened to an activity, as the clocks see it.</summary>
/// <param name="Name">The reason of a hold, or the name of a marker ("arrived"); of no meaning otherwise.</param>
public sealed record SlaEvent(DateTimeOffset At, SlaEventType Type, string? Name = null)
{
    /// <summary>The name by which a step's start or end refers to this event.</summary>
    internal string Mark => Type switch
    {
        SlaEventType.Received => "received",
        SlaEventType.Responded => "responded",
        SlaEventType.Held => "held",
        SlaEventType.Resumed => "resumed",
        SlaEventType.Resolved => "resolved",
        SlaEventType.Reopened => "reopened",
        SlaEventType.Closed => "closed",
        SlaEventType.Cancelled => "cancelled",
        SlaEventType.Merged => "merged",
        SlaEventType.Marker => Name ?? "",
        _ => throw new InvalidOperationException($"No such event type: {(int)Type}."),
    };
}
