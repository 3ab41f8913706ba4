using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public sealed class MongoStoreTests : StoreContract
{
    private readonly string _database = MongoTrial.NewDatabase();

    protected override Task<IStore> Open(TimeProvider clock) => MongoTrial.Open(_database, clock);

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            await MongoTrial.Drop(_database);
        }
    }
}
