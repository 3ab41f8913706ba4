using MongoDB.Bson;

namespace ServiceTrack.Storage.Mongo;

/// <param name="Expires">Unix milliseconds, or null.</param>
internal sealed record ClaimRow(string Scope, string Key, string Value, long? Expires)
{
    public bool IsHeld(long now) => Expires is not { } expires || expires > now;

    public static ClaimRow Of(Claim claim) => new(claim.Scope, claim.Key, claim.Value, claim.ExpiresAt?.ToUnixTimeMilliseconds());

    public static ClaimRow Read(BsonDocument row) => new(
        row["_id"]["scope"].AsString, row["_id"]["key"].AsString, row["value"].AsString, row["expires"].AsNullableInt64);

    public Claim Claim => new(Scope, Key, Value, Expires is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);

    public BsonDocument Row(Owner owner) => new()
    {
        { "_id", owner.Id("scope", Scope, "key", Key) }, { "tenant", owner.Name }, { "value", Value }, { "expires", BsonValue.Create(Expires) },
    };
}

/// <param name="Content">Null where it has only been read.</param>
internal sealed record DocumentState(long Version, DocumentRow? Content);

/// <param name="Next">The next event's position.</param>
/// <param name="Recorded">Unix milliseconds of the last event.</param>
internal sealed record SequenceState(long Next, long Recorded)
{
    public static SequenceState? Read(BsonDocument? row) => row is null ? null : new(row["next"].ToInt64(), row["recorded"].ToInt64());
}

internal sealed record StreamState(long Version);

/// <param name="Needed">Whether something was decided by it.</param>
internal sealed record LeaseState(string? Owner, long Epoch, bool Needed)
{
    public static LeaseState Read(BsonDocument row) => new(row["owner"].IsBsonNull ? null : row["owner"].AsString, row["epoch"].ToInt64(), false);
}

/// <param name="References">Commits that keep it.</param>
/// <param name="Staged">Stagings that no commit has used yet. Without any, and without references, the file goes.</param>
/// <param name="File">Its content.</param>
internal sealed record BlobState(long References, long Staged, ObjectId File)
{
    public bool IsNeeded => References > 0 || Staged > 0;

    public static BlobState Read(BsonDocument row) => new(row["refs"].ToInt64(), row["staged"].ToInt64(), row["file"].AsObjectId);
}
