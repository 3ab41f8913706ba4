using Quartz;
using ServiceTrack.Storage;
using ServiceTrack.Web.Sla;

namespace ServiceTrack.Web;

/// <summary>What happens by the clock. Each node runs all jobs; which node does a piece of work is settled by leases.</summary>
public static class Jobs
{
    /// <summary>This process, as leases name it.</summary>
    public static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}";

    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddQuartz(q => q
            .ScheduleJob<SweepJob>(t => t.StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(5)).RepeatForever()))
            .ScheduleJob<TidyJob>(t => t.StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromHours(1)).RepeatForever())))
        .AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
}

[DisallowConcurrentExecution]
public sealed class TidyJob(IStore store, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel) =>
        await new Tidying(store, Jobs.Node).Run(clock.GetUtcNow(), cancel);
}
