using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Demo;

/// <summary>Goes on with the demo's day, slowly: a new activity, or the next step of one that was begun, every few seconds.</summary>
public sealed class DemoSimulator(IStore store, DemoCompany company, TimeProvider clock, ILogger<DemoSimulator> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var random = new Random();
        ImmutableArray<string> technicians = [company.Of(Role.Technician).PersonId, company.Of(Role.Agent).PersonId];
        var teller = new DemoStory(random, company.Outlets, company.Desk, technicians);
        var begun = new List<(string Id, Queue<DemoStep> Steps)>();
        for (var number = random.Next(1_000_000, 9_000_000); ; number++)
        {
            await Task.Delay(TimeSpan.FromSeconds(random.Next(4, 12)), clock, stopping);
            try
            {
                var tenant = store.For(company.Tenant);
                var setup = (await tenant.Find(Setup.Collection, Setup.Id, stopping))!.Value;
                await Turn(new(tenant, setup, store.Directory), teller, begun, random, number, stopping);
            }
            catch (StoreUnavailableException busy)
            {
                log.LogWarning(busy, "The demo's simulator skips a turn.");
            }
        }
    }

    private async Task Turn(
        ActivityDesk desk, DemoStory teller, List<(string Id, Queue<DemoStep> Steps)> begun, Random random, int number, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (begun.Count > 0 && random.Next(3) > 0)
        {
            var (id, steps) = begun[random.Next(begun.Count)];
            // A refusal is no fault here: somebody who watches the demo may have been quicker.
            await steps.Dequeue().Act(desk, id, now, stopping);
            begun.RemoveAll(b => b.Steps.Count == 0);
            return;
        }
        var story = teller.Tell(now, number);
        if ((await story[0].Act(desk, "", now, stopping)).Activity is { } logged && story.Length > 1) begun.Add((logged.Id, new(story.Skip(1))));
    }
}
