using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

/// <summary>A leaf and those of its personal values that a pack shows, read from the bytes that were hashed.</summary>
/// <param name="Personal">Opened values by path, whole or masked. What was erased is not among them.</param>
/// <param name="Whole">How many of them were opened whole.</param>
/// <param name="Closed">How many personal values were not opened.</param>
public sealed record OpenedLeaf(
    long Position, string Stream, long Version, string Type, DateTimeOffset At, DateTimeOffset RecordedAt, string By,
    string Tenant, JsonObject Data, ImmutableDictionary<string, JsonNode?> Personal, int Whole, int Closed)
{
    /// <summary>The opened text at a path, or null.</summary>
    public string? Opened(string path) =>
        Personal.GetValueOrDefault(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The public text of this name, or null.</summary>
    public string? Public(string name) => Data[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public bool Says(string name) => Data[name] is JsonValue value && value.TryGetValue<bool>(out var said) && said;
}

/// <summary>A line of <see cref="PackFiles.Leaves"/>.</summary>
public sealed record LeafLine(long Position, ReadOnlyMemory<byte> Leaf, ImmutableArray<Opening> Open)
{
    public static LeafLine Of(RecordedEvent e, bool masked) => new(
        e.Position, e.Leaf,
        [
            .. from p in e.Personal
               let hidden = masked && !(p.Path is PackAttachment.NamePath or PackAttachment.HashPath && PackAttachment.IsPublic(e.Data))
               let value = hidden ? p.Masked : p.Full
               where value is not null
               select new Opening(p.Path, hidden ? Opening.MaskedForm : Opening.FullForm, hidden ? p.MaskedSalt : p.FullSalt, value),
        ]);

    /// <param name="proof">That it stands in the journal, where the lines around it do not say so.</param>
    public byte[] Bytes(ImmutableArray<string> proof = default)
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{{\"position\":{Position},\"leaf\":\"")
            .Append(Convert.ToBase64String(Leaf.Span)).Append("\",\"open\":{");
        foreach (var open in Open)
        {
            if (open != Open[0]) line.Append(',');
            line.Append(CanonicalJson.Text(open.Path)).Append(":{\"form\":\"").Append(open.Form)
                .Append("\",\"salt\":\"").Append(open.Salt.Text).Append("\",\"value\":").Append(open.Value).Append('}');
        }
        line.Append('}');
        if (!proof.IsDefault) line.Append(",\"proof\":[").AppendJoin(',', proof.Select(h => $"\"{h}\"")).Append(']');
        return Encoding.UTF8.GetBytes(line.Append("}\n").ToString());
    }

    /// <exception cref="PackFaultException">It is no such line; the position is named.</exception>
    public static LeafLine Read(long position, ReadOnlySpan<byte> line)
    {
        var subject = Subject(position);
        var members = StrictJson.Object(subject, line).WithExactly(subject, "position", "leaf", "open");
        if (members["position"].Count(subject, "position") != position)
            throw new PackFaultException(subject, "another position stands in its place");
        return Of(subject, position, members);
    }

    /// <summary>A line of <see cref="PackFiles.Earlier"/>, with the proof that the leaf stands in the journal.</summary>
    public static (LeafLine Line, ImmutableArray<byte[]> Proof) ReadProved(ReadOnlySpan<byte> line)
    {
        const string subject = PackFiles.Earlier;
        var members = StrictJson.Object(subject, line).WithExactly(subject, "position", "leaf", "open", "proof");
        return (Of(subject, members["position"].Count(subject, "position"), members), members["proof"].Hashes(subject, "proof"));
    }

    private static LeafLine Of(string subject, long position, JsonObject members) => new(
        position, members["leaf"].Bytes(subject, "leaf"), [.. members.Members(subject, "open").Select(o => Opening.Read(subject, o.Key, o.Value))]);

    /// <summary>The leaf's content, every opened value checked against its digest.</summary>
    /// <exception cref="PackFaultException">The bytes are no leaf, or a value is not the one that was recorded.</exception>
    /// <param name="file">Where the line stands.</param>
    public OpenedLeaf Opened(string file = PackFiles.Leaves)
    {
        var subject = Subject(Position, file);
        var leaf = StrictJson.Object(subject, Leaf.Span)
            .WithExactly(subject, "at", "by", "data", "personal", "recordedAt", "stream", "tenant", "type", "v", "version");
        RequireCanonical(subject, leaf);
        if (leaf["v"].Count(subject, "v") != 1) throw new PackFaultException(subject, "its version of the format is not known here");
        var digests = leaf.Members(subject, "personal");
        foreach (var open in Open) open.Check(subject, digests);
        return new(
            Position, leaf["stream"].Text(subject, "stream"), leaf["version"].Count(subject, "version"), leaf["type"].Text(subject, "type"),
            Time("at"), Time("recordedAt"), leaf["by"].Text(subject, "by"), leaf["tenant"].Text(subject, "tenant"),
            leaf.Members(subject, "data"),
            Open.ToImmutableDictionary(o => o.Path, o => JsonNode.Parse(o.Value)),
            Open.Count(o => o.Form == Opening.FullForm), digests.Count - Open.Length);

        DateTimeOffset Time(string name) => JournalTime.TryParse(leaf[name].Text(subject, name), out var time)
            ? time
            : throw new PackFaultException(subject, $"\"{name}\" is not a time");
    }

    private void RequireCanonical(string subject, JsonObject leaf)
    {
        try
        {
            if (CanonicalJson.Bytes(leaf).AsSpan().SequenceEqual(Leaf.Span)) return;
        }
        catch (NotCanonicalException)
        {
        }
        throw new PackFaultException(subject, "the leaf is not written as the journal writes");
    }

    private static string Subject(long position, string file = PackFiles.Leaves) => string.Create(CultureInfo.InvariantCulture, $"{file}, position {position}");
}

/// <param name="Form">"full" or "masked".</param>
/// <param name="Value">Canonical JSON.</param>
public sealed record Opening(string Path, string Form, Salt Salt, string Value)
{
    public const string FullForm = "full", MaskedForm = "masked";

    internal static Opening Read(string subject, string path, JsonNode? opening)
    {
        var members = (opening as JsonObject ?? throw new PackFaultException(subject, $"{path} is not an opened value"))
            .WithExactly(subject, "form", "salt", "value");
        var form = members["form"].Text(subject, "form");
        if (form is not (FullForm or MaskedForm)) throw new PackFaultException(subject, $"{path} is opened in no known form");
        try
        {
            return new(path, form, new(members["salt"].Text(subject, "salt")), CanonicalJson.Text(members["value"]));
        }
        catch (NotCanonicalException)
        {
            throw new PackFaultException(subject, $"{path} is no value that the journal can hold");
        }
    }

    internal void Check(string subject, JsonObject digests)
    {
        try
        {
            if (digests[Path] is JsonObject forms && forms[Form].Text(subject, Form) == PersonalDigest.Of(Salt, Value)
                && Base64Url.EncodeToString(Base64Url.DecodeFromChars(Salt.Text)) == Salt.Text)
                return;
        }
        catch (FormatException)
        {
            // The salt is not base64url.
        }
        throw new PackFaultException(subject, $"{Path} is not the value that was recorded");
    }
}
