using Quartz;
using ServiceTrack.Web.Sla;

namespace ServiceTrack.Web;

/// <summary>What happens by the clock. Each node runs all jobs; which node does a piece of work is settled by leases.</summary>
public static class Jobs
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddQuartz(q => q.ScheduleJob<SweepJob>(t => t.StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(5)).RepeatForever())))
        .AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
}
