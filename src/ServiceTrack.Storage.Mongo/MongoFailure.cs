using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>What the driver throws, sorted by what can be done about it.</summary>
internal static class MongoFailure
{
    private const int DuplicateKey = 11_000;

    private const int Unauthorized = 13;
    private const int AuthenticationFailed = 18;
    private const int TooLarge = 10_334;

    // LockTimeout, WriteConflict, PreparedTransactionInProgress, NoSuchTransaction, TransactionTooOld, MaxTimeMSExpired, and
    // what a server answers while it starts, stops or passes on being the primary.
    private static readonly HashSet<int> Passing =
        [6, 7, 24, 50, 63, 64, 89, 91, 112, 189, 225, 246, 251, 262, 267, 290, 9001, 10_058, 10_107, 11_600, 11_602, 13_388, 13_435, 13_436];

    /// <summary>Trying again may help: the server or the network was away, or another was in the way.</summary>
    public static bool MayPass(Exception e) => e switch
    {
        MongoAuthenticationException => false,
        ChangedMeanwhileException or MongoConnectionException or TimeoutException or MongoWaitQueueFullException
            or MongoNotPrimaryException or MongoNodeIsRecoveringException => true,
        MongoCommandException command when Passing.Contains(command.Code) => true,
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(w => w.Code == DuplicateKey || Passing.Contains(w.Code)) || Labelled(e),
        MongoWriteException write => write.WriteError?.Code is DuplicateKey || Passing.Contains(write.WriteError?.Code ?? 0) || Labelled(e),
        _ => Labelled(e),
    };

    public static bool IsDuplicate(Exception e) => e switch
    {
        MongoWriteException write => write.WriteError?.Code == DuplicateKey,
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(w => w.Code == DuplicateKey),
        MongoCommandException command => command.Code == DuplicateKey,
        _ => false,
    };

    /// <summary>What of it leaves the engine; null where it is nobody's fault but ours.</summary>
    public static Exception? AsStoreException(Exception e) => e switch
    {
        MongoAuthenticationException => new StoreRefusedException("The database server refuses the login of Storage:ConnectionString.", e),
        MongoCommandException { Code: Unauthorized or AuthenticationFailed } =>
            new StoreRefusedException("The login of Storage:ConnectionString may not read and write this database.", e),
        MongoCommandException { Code: TooLarge } => Oversized(e),
        MongoWriteException { WriteError.Code: TooLarge } => Oversized(e),
        FormatException => Oversized(e),
        _ when MayPass(e) => new StoreUnavailableException("The database server cannot be reached or cannot answer now.", e),
        _ => null,
    };

    /// <summary>Does something with the server; its failures become the port's.</summary>
    public static async Task<T> Telling<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (AsStoreException(e) is { } told)
        {
            throw told;
        }
    }

    private static bool Labelled(Exception e) => e is MongoException labelled && labelled.HasErrorLabel("TransientTransactionError");

    private static ArgumentException Oversized(Exception e) => new("A document or value is larger than the database can hold.", e);
}

/// <summary>A row no longer stood as it had been read; everything is read and decided again.</summary>
internal sealed class ChangedMeanwhileException() : Exception("A row was changed meanwhile.");
