using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>A group of commits of one owner, decided and written in one transaction.</summary>
internal sealed class Committing(Engine engine, Owner owner)
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MarksAreKept = TimeSpan.FromDays(1);

    private long _swept = engine.Now;

    /// <summary>Answers each; never throws.</summary>
    public async Task Together(IReadOnlyList<Waiting> group)
    {
        try
        {
            var trust = new StrongBox<bool>(true);
            var (decided, picture) = await engine.Transactions.Run(owner, session => Attempt(session, group, trust));
            await Afterwards(picture);
            for (var i = 0; i < group.Count; i++) decided[i].Tell(group[i]);
        }
        catch (Exception e) when (group.Count > 1 && e is not StoreUnavailableException)
        {
            // One of them cannot be written; the others can.
            foreach (var one in group) await Together([one]);
        }
        catch (Exception e)
        {
            foreach (var lost in group) lost.Fail(e);
        }
        await Sweep();
    }

    /// <summary>
    /// Takes every commit's word for what it expects to be new, and does not look: most of what is written is new, and a row
    /// that is there after all fails the insert. No refusal rests on that: it is looked then, and decided again.
    /// </summary>
    private async Task<(IReadOnlyList<Decided> Decided, Picture Picture)> Attempt(IClientSessionHandle session, IReadOnlyList<Waiting> group, StrongBox<bool> trust)
    {
        var picture = await Picture.Of(engine.Database, session, owner, group, trust.Value);
        var now = engine.Now;
        var decided = group.Select(w => picture.Decide(owner, w, now)).ToList();
        if (trust.Value && !decided.All(d => d.Result is CommitResult.Done))
        {
            trust.Value = false;
            throw new ChangedMeanwhileException();
        }
        try
        {
            await new Writing(engine.Database, session, owner).Write(picture);
        }
        catch (MongoException e) when (MongoFailure.IsDuplicate(e))
        {
            trust.Value = false;
            throw;
        }
        return (decided, picture);
    }

    private async Task Afterwards(Picture picture)
    {
        if (picture.Events.Count > 0) engine.Wakes.Wake(owner.Tenant!.Value);
        foreach (var (_, _, now) in picture.Blobs.Changed)
            if (!now!.IsNeeded) await Orphans.Remove(engine.Database, now.File);
    }

    /// <summary>Takes away what has expired. What fails is done the next time.</summary>
    private async Task Sweep()
    {
        var now = engine.Now;
        if (now - BetweenSweeps.TotalMilliseconds < _swept) return;
        _swept = now;
        try
        {
            await engine.Database[owner.Claims].DeleteManyAsync(Before("expires", now));
            await engine.Database[owner.Commits].DeleteManyAsync(Before("at", now - (long)MarksAreKept.TotalMilliseconds));
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            // An expired claim is free all the same.
        }

        BsonDocument Before(string field, long time) => new() { { "tenant", owner.Name }, { field, new BsonDocument("$lte", time) } };
    }
}
