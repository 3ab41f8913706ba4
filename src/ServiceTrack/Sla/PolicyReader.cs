using System.Collections.Immutable;

namespace ServiceTrack.Sla;

/// <summary>Reads the policy of a request. A misspelt property is refused: left out, it would make a rule match everything.</summary>
internal static class PolicyReader
{
    public static SlaPolicy Read(JsonField field, string id, int version)
    {
        var policy = new SlaPolicy(id, version, "");
        if (!field.IsObject("id", "version", "name", "rules")) return policy;
        var name = Name(field["name"]);
        if (field["rules"].IsMissing) field["rules"].Refuse("is required");
        return policy with { Name = name, Rules = [.. field["rules"].Items().Select(Rule).OfType<SlaRule>()] };
    }

    private static SlaRule? Rule(JsonField field)
    {
        if (!field.IsObject("name", "kinds", "priorities", "severities", "outlets", "channels", "calendarId", "targets")) return null;
        return new SlaRule(Name(field["name"]), TargetsReader.Read(field["targets"]))
        {
            Kinds = field["kinds"].Texts(),
            Priorities = field["priorities"].Texts(),
            Severities = field["severities"].Texts(),
            Outlets = field["outlets"].Texts(),
            Channels = field["channels"].Texts(),
            CalendarId = field["calendarId"] is { IsMissing: false } calendar && calendar.Text(out var id) ? id : null,
        };
    }

    internal static string Name(JsonField field)
    {
        if (!field.Text(out var name)) return "";
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200) field.Refuse("must be a name of 1 to 200 characters");
        return name;
    }
}
