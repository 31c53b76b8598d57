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

    /// <summary>One trigger a job: scheduling again moves it. A time that is past means now: Quartz would take it for a misfire and wait.</summary>
    internal static async Task ScheduleAsync(IScheduler scheduler, Guid jobId, DateTimeOffset at, DateTimeOffset now)
    {
        var trigger = TriggerBuilder.Create()
            .WithIdentity(jobId.ToString(), "jobs")
            .ForJob(Key)
            .UsingJobData(JobIdKey, jobId.ToString())
            .StartAt(at > now ? at : now)
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing);
    }
}
