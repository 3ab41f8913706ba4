using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>The filters of the activity list as they stand in an address: repeated ones mean "or", different ones "and".</summary>
public static class ActivityFilter
{
    private static readonly ImmutableArray<string> SlaParts = ["breached", "dueSoon", "ok", "none"];
    private static readonly ImmutableArray<string> Answers = ["inContact", "later", "none"];

    private static readonly ImmutableHashSet<string> Known =
    [
        "kind", "status", "outletId", "assigneeId", "category", "severity", "channel", "answered", "recorded", "amended", "sla", "asOf", "from", "to", "q",
        "sort", "limit", "cursor", "format",
    ];

    /// <exception cref="RequestRefusedException">A filter that is unknown or has a value that means nothing.</exception>
    public static Query Read(IQueryCollection query, Setup setup, Caller caller, DateTimeOffset now)
    {
        foreach (var name in query.Keys.Where(k => !Known.Contains(k))) throw Wrong(name, "There is no such filter.");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        List<Condition> all = [];
        if (!caller.Outlets.IsEmpty) all.Add(Condition.Is("outletId", [.. caller.Outlets]));
        foreach (var name in (string[])["kind", "outletId", "category", "severity"])
            if (query[name] is { Count: > 0 } values) all.Add(Condition.Is(name, [.. values]));
        if (query["assigneeId"] is { Count: > 0 } assignees) all.Add(Condition.Is("assigneeId", [.. assignees.Select(a => a == "none" ? null : a)]));
        if (query["channel"] is { Count: > 0 } channels) all.Add(Condition.Is("channel", [.. channels.Select(c => OneOf("channel", c, Channels.All))]));
        if (query["answered"] is { Count: > 0 } answers)
            all.Add(Condition.Is("answered", [.. answers.Select(a => OneOf("answered", a, Answers) == "none" ? null : a)]));
        if (Recorded(query) is { } recorded) all.Add(recorded);
        if (query["status"] is { Count: > 0 } statuses) all.Add(Condition.Either([.. statuses.Select(StatusIs)]));
        if (query["sla"] is { Count: > 0 } parts)
        {
            var asOf = Time(query, "asOf", zone) ?? now;
            all.Add(Condition.Either([.. parts.Select(p => SlaIs(OneOf("sla", p, SlaParts), asOf, setup.DueSoonMinutes))]));
        }
        var (from, to) = (Time(query, "from", zone), Time(query, "to", zone));
        if (from > to) throw Wrong("to", "Lies before from.");
        if (from is not null || to is not null)
            all.Add(Condition.Between("occurredAt", from?.ToUnixTimeMilliseconds() ?? long.MinValue, to?.ToUnixTimeMilliseconds() ?? long.MaxValue));
        var search = query["q"].ToString();
        if (caller.Share is { } share)
        {
            all.Add(share.OfActivities());
            if (search.Length > 0) throw Wrong("q", "What is shown masked cannot be searched.");
        }
        var (field, descending) = Sort(query["sort"].ToString(), search);
        // Open or not: what is due is kept in the order of both.
        if (field == "nextDueAt") all.Add(Condition.Is("open", 1L, 0L));
        return new()
        {
            Where = Condition.Both([.. all]), OrderBy = field, Descending = descending, Search = search.Length == 0 ? null : search,
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null, Limit = Paging.LimitOf(query),
        };
    }

    /// <summary>
    /// The four parts an activity is in exactly one of at an instant. A clock is breached at every instant after its
    /// breach; what is due soon is open and due at or before now plus the company's setting.
    /// </summary>
    public static Condition SlaIs(string part, DateTimeOffset asOf, int dueSoonMinutes)
    {
        var now = asOf.ToUnixTimeMilliseconds();
        var soon = asOf.AddMinutes(dueSoonMinutes).ToUnixTimeMilliseconds();
        // Without clocks both times are "never", so that only the last part has to ask.
        var kept = Condition.Between("breachAt", now, long.MaxValue);
        return part switch
        {
            "none" => Condition.Is("clocks", 0L),
            "breached" => Condition.Between("breachAt", long.MinValue, now),
            "dueSoon" => Condition.Both(Condition.Is("open", 1L), kept, Condition.Between("nextDueAt", long.MinValue, soon + 1)),
            _ => Condition.Both(Condition.Is("clocks", 1L), kept, Condition.Either(
                Condition.Is("open", 0L), Condition.Between("nextDueAt", soon + 1, long.MaxValue))),
        };
    }

    /// <summary>How records were made, and whether they were amended since; null where nothing is asked.</summary>
    /// <exception cref="RequestRefusedException">A value that means nothing.</exception>
    public static Condition? Recorded(IQueryCollection query)
    {
        var (names, amended) = (query["recorded"], query["amended"].ToString());
        if (names.Count == 0 && amended.Length == 0) return null;
        if (amended is not ("" or "true" or "false")) throw Wrong("amended", "Must be true or false.");
        return Condition.Is("recorded",
            [.. RecordedHow.Values([.. names.Select(n => OneOf("recorded", n, RecordedHow.Names))], amended.Length == 0 ? null : amended == "true")]);
    }

    private static Condition StatusIs(string? status)
    {
        if (status == "open") return Condition.Is("open", 1L);
        return Condition.Is("status", OneOf("status", status, [.. Statuses.Any.Select(ActivityCollection.StatusName)]));
    }

    private static (string Field, bool Descending) Sort(string sort, string search) => sort switch
    {
        "" or "-occurredAt" => ("occurredAt", true),
        _ when search.Length > 0 => throw Wrong("sort", "A search is sorted by -occurredAt."),
        "occurredAt" => ("occurredAt", false),
        "dueAt" => ("nextDueAt", false),
        _ => throw Wrong("sort", "Must be one of: -occurredAt, occurredAt, dueAt."),
    };

    private static DateTimeOffset? Time(IQueryCollection query, string name, TimeZoneInfo zone)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        // A plus sign in an address that nobody escaped arrives as a space.
        return Dates.Read(text.Replace(' ', '+'), zone) ?? throw Wrong(name, Dates.Message);
    }

    private static string OneOf(string field, string? value, ImmutableArray<string> allowed) =>
        value is not null && allowed.Contains(value) ? value : throw Wrong(field, $"Must be one of: {string.Join(", ", allowed)}.");

    private static RequestRefusedException Wrong(string field, string message) => new(StatusCodes.Status400BadRequest, field, message);
}
