using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Registers;

/// <summary>The full set of fields, at the first entry and at every change; personal ones are sealed as "fields.name", each in its mask.</summary>
public sealed record RegisterEntryRecorded(string Register, IReadOnlyDictionary<string, string> Fields);

/// <summary>The entry is taken off the list; what was recorded stays in the journal.</summary>
public sealed record RegisterEntryRemoved(string Register, [property: Personal(Mask.Text)] string Reason);

public sealed record RegisterEntryAttached(string Register, Attachment Attachment);

/// <summary>What was about a person in the events before was erased; their leaves stay.</summary>
public sealed record RegisterEntryErased(string ErasureId, ImmutableArray<ErasedPaths> Values);

/// <summary>Entries' events as the journal keeps them, and back.</summary>
public static class RegisterEvents
{
    private const string Prefix = "fields.";

    public static NewEvent Recorded(Register register, IReadOnlyDictionary<string, string> fields, DateTimeOffset at, string by)
    {
        var open = new JsonObject();
        var personal = ImmutableArray.CreateBuilder<PersonalValue>();
        foreach (var (name, value) in fields)
        {
            if (register.Field(name)?.Mask is { } mask) personal.Add(Sealed.Of(Prefix + name, JsonValue.Create(value), mask));
            else open[name] = value;
        }
        return new(nameof(RegisterEntryRecorded), at, by, new() { ["register"] = register.Name, ["fields"] = open }, personal.ToImmutable());
    }

    public static NewEvent Of(object e, DateTimeOffset at, string by)
    {
        var (data, personal) = EventData.Split(e);
        return new(e.GetType().Name, at, by, data, personal);
    }

    /// <summary>An erased value is absent.</summary>
    public static ImmutableSortedDictionary<string, string> FieldsOf(RecordedEvent recorded)
    {
        var fields = Activity.NoFields;
        foreach (var (name, value) in recorded.Data["fields"]!.AsObject()) fields = fields.SetItem(name, value!.GetValue<string>());
        foreach (var value in recorded.Personal.Where(p => p.Full is not null && p.Path.StartsWith(Prefix, StringComparison.Ordinal)))
            fields = fields.SetItem(value.Path[Prefix.Length..], JsonSerializer.Deserialize<string>(value.Full!)!);
        return fields;
    }

    /// <summary>The entry after all of its events; null once removed. The bytes of events decide, nothing else.</summary>
    public static RegisterEntry? Fold(Register register, string id, IEnumerable<RecordedEvent> events) => events.Aggregate((RegisterEntry?)null, (entry, e) => e.Type switch
    {
        nameof(RegisterEntryRecorded) => After(register, id, entry, FieldsOf(e), e.At, e.RecordedAt, e.By),
        nameof(RegisterEntryAttached) => After(entry!, (RegisterEntryAttached)EventData.Join(typeof(RegisterEntryAttached), e.Data, e.Personal), e.RecordedAt),
        nameof(RegisterEntryRemoved) => null,
        nameof(RegisterEntryErased) when entry is not null => entry with { Version = entry.Version + 1, ChangedAt = e.RecordedAt },
        _ => entry,
    });

    /// <param name="recordedAt">As near as it is known before the commit; the journal's own is the one that counts.</param>
    internal static RegisterEntry After(
        Register register, string id, RegisterEntry? before, ImmutableSortedDictionary<string, string> fields, DateTimeOffset at, DateTimeOffset recordedAt, string by) =>
        before is null
            ? new(id, register.Name, 1, fields, [], recordedAt, recordedAt, by, HowRecorded(at, recordedAt, by), false)
            : before with
            {
                Version = before.Version + 1, Fields = fields, ChangedAt = recordedAt, Amended = before.Amended || Amends(register, before.Fields, fields),
            };

    internal static RegisterEntry After(RegisterEntry entry, RegisterEntryAttached attached, DateTimeOffset recordedAt) => entry with
    {
        Version = entry.Version + 1, Attachments = entry.Attachments.Add(attached.Attachment), ChangedAt = recordedAt,
    };

    public static Recorded HowRecorded(DateTimeOffset at, DateTimeOffset recordedAt, string by) =>
        by.StartsWith("import/", StringComparison.Ordinal) ? Activities.Recorded.Imported
        : recordedAt - at <= RegisterEntry.AtTheTime ? Activities.Recorded.AtTheTime
        : Activities.Recorded.Later;

    /// <summary>Whether a change put another value in the place of one that was stated; a step of the flow, with its day, is none.</summary>
    public static bool Amends(Register register, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        bool Differs(string? field) => field is not null && before.GetValueOrDefault(field) != after.GetValueOrDefault(field);
        var step = Differs(register.Flow?.Field);
        return before.Keys.Any(f => Differs(f) && f != register.Flow?.Field && !(step && f == register.Flow?.Since));
    }
}
