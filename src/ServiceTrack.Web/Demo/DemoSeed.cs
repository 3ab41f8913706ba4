using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Demo;

/// <summary>
/// Ninety days of the demo company, lived through in order: each step is carried out by the same verbs people use, at its
/// own time, and the alarms fall due in between.
/// </summary>
public sealed class DemoSeed(IStore store, DemoCompany company, DateTimeOffset now, int days = 90, int perDay = 28)
{
    // Steps of different activities may be carried out together; those of one never.
    private const int AtOnce = 32;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(6);

    /// <summary>The number of activities logged.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var tenant = store.For(company.Tenant);
        var setup = (await tenant.Find(Setup.Collection, Setup.Id, cancel))!.Value;
        var desk = new ActivityDesk(tenant, setup, store.Directory);
        var registers = new DemoRegisters(tenant, setup, store.Directory, company, now);
        var (steps, stories) = Plan();
        var ids = new string[stories];
        var sweep = new AlarmSweep(store, "demo");
        var swept = now.AddDays(-days);
        for (var next = 0; next < steps.Count;)
        {
            var together = Together(steps, next);
            await registers.Until(together[0].Step.At, cancel);
            await Task.WhenAll(together.Select(s => Carry(desk, s.Story, s.Step, ids, cancel)));
            next += together.Count;
            if (together[^1].Step.At - swept < SweepEvery) continue;
            swept = together[^1].Step.At;
            await sweep.Run(swept, cancel);
        }
        await sweep.Run(now, cancel);
        await registers.Until(now, cancel);
        return ids.Count(id => id is not null);
    }

    private (List<(int Story, DemoStep Step)> Steps, int Stories) Plan()
    {
        var random = new Random(20261121);
        ImmutableArray<string> technicians = [company.Of(Role.Technician).PersonId, company.Of(Role.Agent).PersonId, company.Of(Role.Quality).PersonId];
        var teller = new DemoStory(random, company.Outlets, company.Desk, technicians);
        var steps = new List<(int Story, DemoStep Step)>();
        var story = 0;
        for (var day = days; day >= 0; day--)
        {
            // Fewer at weekends; most by day, some in the evening.
            var midnight = now.AddDays(-day).Date;
            var count = (midnight.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? perDay / 2 : perDay) + random.Next(perDay / 3);
            for (var i = 0; i < count; i++)
            {
                var at = new DateTimeOffset(midnight, TimeSpan.Zero).AddMinutes(Math.Round((random.NextDouble() + random.NextDouble()) * 420)).AddSeconds(random.Next(60));
                if (at < now) steps.AddRange(teller.Tell(at, story + 1).Where(s => s.At < now).Select(s => (story, s)));
                story++;
            }
        }
        steps.Sort((a, b) => a.Step.At.CompareTo(b.Step.At));
        return (steps, story);
    }

    private static List<(int Story, DemoStep Step)> Together(List<(int Story, DemoStep Step)> steps, int from)
    {
        var stories = new HashSet<int>();
        var together = new List<(int Story, DemoStep Step)>();
        for (var i = from; i < steps.Count && together.Count < AtOnce && stories.Add(steps[i].Story); i++) together.Add(steps[i]);
        return together;
    }

    private static async Task Carry(ActivityDesk desk, int story, DemoStep step, string[] ids, CancellationToken cancel)
    {
        var handled = await step.Act(desk, ids[story] ?? "", step.At, cancel);
        if (ids[story] is null && handled.Activity is { } logged) ids[story] = logged.Id;
        if (handled.Refusal is { } refusal) throw new InvalidOperationException($"The demo's story {story} was refused at {step.At:O}: {refusal}.");
    }
}
