using Quartz;

namespace TeamsCpeApi.Jobs;

/// <summary>The clock of one job: at its time the scheduler runs it, on whatever node is free.</summary>
internal sealed class RunJob(JobRunner runner) : IJob
{
    private const string JobIdKey = "jobId";
    private static readonly JobKey Key = new("run-job");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.RunAsync(Guid.Parse(context.MergedJobDataMap.GetString(JobIdKey)!), cancellationToken);

    internal static void Configure(IJobConfigurator<RunJob> job) => job.WithIdentity(Key.Name).StoreDurably().RequestRecovery();

    /// <summary>
    /// One trigger a job: scheduling again moves it. The scheduler takes what is due in the order of its time, however late, and does not
    /// take lateness for a misfire. Who asks now stands before everything that is due: a person waits.
    /// </summary>
    internal static async Task ScheduleAsync(IScheduler scheduler, Guid jobId, JobKind kind, DateTimeOffset at, DateTimeOffset now)
    {
        var trigger = TriggerBuilder.Create()
            .WithIdentity(KeyOf(jobId))
            .ForJob(Key)
            .UsingJobData(JobIdKey, jobId.ToString())
            .StartAt(kind.IsUrgent() && at <= now ? DateTimeOffset.UnixEpoch : at)
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing);
    }

    internal static TriggerKey KeyOf(Guid jobId) => new(jobId.ToString(), "jobs");
}
