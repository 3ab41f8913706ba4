using Quartz;
using ServiceTrack.Activities;
using ServiceTrack.Storage;

namespace ServiceTrack.Web.Sla;

/// <summary>Every few seconds: raise the alarms that clocks owe.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(IStore store, TimeProvider clock, ILogger<SweepJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel)
    {
        var raised = await new AlarmSweep(store, Jobs.Node).Run(clock.GetUtcNow(), cancel);
        if (raised > 0) log.LogInformation("Raised {Count} alarms.", raised);
    }
}
