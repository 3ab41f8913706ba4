using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage;

/// <summary>
/// A place in one list, as opaque text. It carries a digest of the list and the place, so that a cursor of another list
/// or another company, or one that was altered, is refused rather than read from somewhere else.
/// </summary>
public sealed class ListCursor
{
    private const int DigestLength = 12;

    private readonly byte[] _list;

    /// <param name="where">What the engine made of the query's condition, as JSON takes it.</param>
    public ListCursor(TenantId? tenant, ICollection collection, object where, Query query) =>
        _list = JsonSerializer.SerializeToUtf8Bytes(new[]
        {
            tenant?.Value, collection.Name, where, query.OrderBy, query.Descending, query.Search,
        });

    public string Of(Place place)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new[] { place.Order, place.Id });
        return Base64Url.EncodeToString([.. Digest(body), .. body]);
    }

    /// <exception cref="BrokenCursorException">Not made by this list.</exception>
    public Place? Read(string? cursor)
    {
        if (cursor is null) return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(cursor.Length)];
        if (Base64Url.DecodeFromChars(cursor, bytes, out _, out var length) != System.Buffers.OperationStatus.Done
            || length <= DigestLength)
            throw new BrokenCursorException();
        var body = bytes.AsSpan(DigestLength, length - DigestLength);
        if (!Digest(body).AsSpan().SequenceEqual(bytes.AsSpan(0, DigestLength))) throw new BrokenCursorException();

        var parts = JsonSerializer.Deserialize<JsonElement[]>(body)!;
        return new(Order(parts[0]), parts[1].GetString()!);
    }

    private static object? Order(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetInt64(),
        _ => value.GetString(),
    };

    private byte[] Digest(ReadOnlySpan<byte> body) => SHA256.HashData([.. _list, .. body])[..DigestLength];
}

/// <summary>Where a page ended: the last row's value in the order's field, and its id.</summary>
public readonly record struct Place(object? Order, string Id);
