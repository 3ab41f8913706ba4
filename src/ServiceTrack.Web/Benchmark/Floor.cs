using ServiceTrack.Activities;
using ServiceTrack.Sla;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// The bare floor: an endpoint that reads the request to its end, inserts the rows of a ready activity in the same
/// group-committed transactions, and answers with ready bytes. No sign-in, no JSON, no rules, nothing that follows.
/// </summary>
public static class Floor
{
    public const string Command = "floor";
    private const int Different = 200;

    public static async Task<int> Serve(string[] args, TimeProvider clock)
    {
        var builder = Product.NewBuilder(args);
        await using var store = await SqliteStore.Open(new(StoreChoice.Folder(builder.Configuration)), clock);
        await using var app = builder.Build();
        var bare = new BareRows(store);
        var (tenant, ready) = (new TenantId("floor"), new List<ReadyRows>());
        var setup = new Setup { Name = "Floor", Policy = SlaDefaults.Policy, Calendars = [SlaDefaults.Calendar] };
        var keeper = new PromiseKeeper(store.For(tenant), setup);
        for (var i = 0; i < Different; i++)
        {
            var now = clock.GetUtcNow();
            ready.Add(await bare.Prepare(tenant, await History.Commit(keeper, setup, ["outlet"], i, now, now, default), default));
        }
        var answer = new byte[1700];
        answer.AsSpan().Fill((byte)' ');
        var next = 0;
        app.MapPost("/", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            var rows = ready[(int)((uint)Interlocked.Increment(ref next) % Different)];
            await bare.Insert(rows, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        });
        await app.RunAsync();
        return 0;
    }
}
