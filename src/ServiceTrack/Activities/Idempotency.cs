using System.Security.Cryptography;

namespace ServiceTrack.Activities;

/// <summary>A caller's key for one request, kept with what the request made and committed with it.</summary>
/// <param name="Scope">Caller and route: the same key means nothing elsewhere.</param>
/// <param name="BodyHash">Of the body as it was sent.</param>
public sealed record IdempotencyKey(string Scope, string Key, string BodyHash)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public static IdempotencyKey For(string by, string route, string key, ReadOnlySpan<byte> body) =>
        new($"idempotency/{by}/{route}", key, Convert.ToHexStringLower(SHA256.HashData(body)));

    public Storage.Claim Claim(string id, DateTimeOffset now) => new(Scope, Key, $"{BodyHash}/{id}", now + Kept);

    /// <summary>The id that was made under this key, or a refusal when the body was another one.</summary>
    public (string? Id, Refusal? Refusal) Answer(string value) =>
        value.Split('/', 2) is [var hash, var id] && hash == BodyHash ? (id, null) : (null, new Refusal.KeyReused());
}
