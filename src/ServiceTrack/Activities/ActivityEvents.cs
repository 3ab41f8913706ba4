using System.Collections.Frozen;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Activities;

/// <summary>Activity events as the journal keeps them, and back.</summary>
public static class ActivityEvents
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(ActivityEvent).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(ActivityEvent)))
        .ToFrozenDictionary(t => t.Name);

    public static NewEvent Seal(ActivityEvent e, DateTimeOffset at, string by)
    {
        var (data, personal) = EventData.Split(e);
        return new(e.GetType().Name, at, by, data, personal);
    }

    public static ActivityEvent Open(RecordedEvent recorded) =>
        (ActivityEvent)EventData.Join(Types[recorded.Type], recorded.Data, recorded.Personal);

    public static Activity Fold(string id, IEnumerable<RecordedEvent> events) =>
        ActivityFold.Fold(id, events.Select(e => new ActivityFold.Happened(Open(e), e.At)));
}
