using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Transactions that are tried again while that may help, for as long as the connection string has patience. Each leaves
/// a row that tells that it was kept: where the connection was lost while it committed, that row is the answer.
/// </summary>
internal sealed class Transactions(Database database, TimeProvider clock)
{
    private static readonly TransactionOptions Majority = new(ReadConcern.Majority, ReadPreference.Primary, WriteConcern.WMajority);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>May be asked to work again; what it decides must rest on what it reads in the session.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was kept, or, where the message says so, nobody can tell.</exception>
    public async Task<T> Run<T>(Owner owner, Func<IClientSessionHandle, Task<T>> work)
    {
        var begun = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var session = await database.Client.StartSessionAsync();
                var mark = new BsonDocument { { "_id", ObjectId.GenerateNewId() }, { "tenant", owner.Name }, { "at", clock.GetUtcNow().ToUnixTimeMilliseconds() } };
                var result = await Work(session, owner, mark, work);
                if (await Commit(session, owner, mark, begun)) return result;
                if (IsOver(begun)) throw new StoreUnavailableException("The database server is lost whenever something is to be kept.");
            }
            catch (Exception e) when (MongoFailure.MayPass(e))
            {
                if (IsOver(begun)) throw MongoFailure.AsStoreException(e)!;
            }
            await Pause(attempt);
        }
    }

    private async Task<T> Work<T>(IClientSessionHandle session, Owner owner, BsonDocument mark, Func<IClientSessionHandle, Task<T>> work)
    {
        session.StartTransaction(Majority);
        try
        {
            var result = await work(session);
            await database[owner.Commits].InsertOneAsync(session, mark);
            return result;
        }
        catch
        {
            await GiveUp(session);
            throw;
        }
    }

    private static async Task GiveUp(IClientSessionHandle session)
    {
        try
        {
            if (session.IsInTransaction) await session.AbortTransactionAsync();
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            // The server ends it by itself after a while.
        }
    }

    /// <summary>Whether it was kept.</summary>
    private async Task<bool> Commit(IClientSessionHandle session, Owner owner, BsonDocument mark, long begun)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await session.CommitTransactionAsync();
                return true;
            }
            catch (MongoException e) when (e.HasErrorLabel("UnknownTransactionCommitResult") && !IsOver(begun))
            {
                await Pause(attempt);
            }
            catch (Exception e) when (e is MongoException or TimeoutException)
            {
                return await WasKept(owner, mark, e);
            }
        }
    }

    /// <summary>
    /// Takes the name of the transaction's mark from outside it. Where that succeeds it can never be kept any more, since no
    /// two rows have one name; where the transaction has the name it was kept.
    /// </summary>
    private async Task<bool> WasKept(Owner owner, BsonDocument mark, Exception lost)
    {
        var begun = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stands = await database[owner.Commits].FindOneAndUpdateAsync<BsonDocument>(
                    owner.Row(mark["_id"]), Builders<BsonDocument>.Update.SetOnInsert("lost", true).SetOnInsert("at", mark["at"]),
                    new() { IsUpsert = true, ReturnDocument = ReturnDocument.After });
                return !stands.Contains("lost");
            }
            catch (Exception e) when (MongoFailure.MayPass(e) && !IsOver(begun))
            {
                await Pause(attempt);
            }
            catch (Exception e) when (MongoFailure.MayPass(e))
            {
                throw new StoreUnavailableException("The database server was lost while it kept something; whether it was kept is not known.", lost);
            }
        }
    }

    private bool IsOver(long begun) => clock.GetElapsedTime(begun) > database.Patience;

    /// <summary>Longer each time and never the same, so that those who were in each other's way are not again.</summary>
    private Task Pause(int attempt)
    {
        var most = Math.Min(LongestPause.TotalMilliseconds, 2 << Math.Min(attempt, 10));
        return Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * most), clock);
    }
}
