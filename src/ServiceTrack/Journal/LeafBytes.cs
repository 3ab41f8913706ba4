using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Journal;

/// <summary>The bytes of an event that are hashed and kept (JOURNAL.md, version 1). They can never change.</summary>
public static class LeafBytes
{
    /// <param name="version">Of the event in its stream, from 1.</param>
    /// <exception cref="NotCanonicalException">The event's data holds something the journal cannot.</exception>
    public static byte[] Of(TenantId tenant, string stream, long version, NewEvent e, DateTimeOffset recordedAt)
    {
        // Members stand in canonical order.
        var text = new StringBuilder(512).Append("{\"at\":\"").Append(JournalTime.Text(e.At)).Append("\",\"by\":");
        CanonicalJson.WriteString(text, e.By);
        text.Append(",\"data\":");
        CanonicalJson.Write(text, e.Data);
        text.Append(",\"personal\":{");
        WritePersonal(text, e);
        text.Append("},\"recordedAt\":\"").Append(JournalTime.Text(recordedAt)).Append("\",\"stream\":");
        CanonicalJson.WriteString(text, stream);
        text.Append(",\"tenant\":");
        CanonicalJson.WriteString(text, tenant.Value);
        text.Append(",\"type\":");
        CanonicalJson.WriteString(text, e.Type);
        text.Append(CultureInfo.InvariantCulture, $",\"v\":1,\"version\":{version}}}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The event of these bytes, which stay as they are.</summary>
    /// <param name="personal">Asked only where the leaf has personal values.</param>
    public static RecordedEvent Read(long position, byte[] leaf, Func<ImmutableArray<PersonalValue>> personal)
    {
        var parsed = JsonNode.Parse(leaf)!.AsObject();
        var data = parsed["data"]!.AsObject();
        parsed.Remove("data");
        return new(
            position, Text("stream"), (long)parsed["version"]!, Text("type"), Time("at"), Time("recordedAt"), Text("by"), data,
            parsed["personal"]!.AsObject().Count == 0 ? [] : personal(), leaf);

        string Text(string member) => (string)parsed[member]!;

        DateTimeOffset Time(string member) => DateTimeOffset.Parse(Text(member), CultureInfo.InvariantCulture);
    }

    private static void WritePersonal(StringBuilder text, NewEvent e)
    {
        string? previous = null;
        foreach (var value in e.Personal.OrderBy(p => p.Path, StringComparer.Ordinal))
        {
            if (value.Path == previous) throw new ArgumentException($"Two personal values stand at {value.Path}.", nameof(e));
            if (previous is not null) text.Append(',');
            previous = value.Path;
            CanonicalJson.WriteString(text, value.Path);
            text.Append(":{\"full\":\"").Append(PersonalDigest.Of(value.FullSalt, Given(value.Full)))
                .Append("\",\"masked\":\"").Append(PersonalDigest.Of(value.MaskedSalt, Given(value.Masked))).Append("\"}");
        }
    }

    private static string Given(string? value) =>
        value ?? throw new ArgumentException("An erased value has no leaf of its own; its leaf was kept when it was recorded.");
}
