using Quartz;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>Queues work with the caller's own save, and wakes the scheduler once it is committed.</summary>
internal sealed partial class JobQueue(CpeDbContext db, ISchedulerFactory schedulers, Caller caller, TimeProvider clock, ILogger<JobQueue> logger)
{
    public Job Add(JobKind kind, Guid sessionId, DateTimeOffset? at = null, JobArguments? arguments = null, Guid? programId = null)
    {
        var now = clock.GetUtcNow();
        var job = new Job
        {
            Id = Ids.Next(now),
            Kind = kind,
            State = JobState.Queued,
            SessionId = sessionId,
            ProgramId = programId,
            RequestedBy = caller.KeyId,
            Arguments = arguments ?? new JobArguments(),
            NextAttemptAt = at ?? now,
            CreatedAt = now,
        };
        db.Add(job);
        Wake(job);
        return job;
    }

    /// <summary>Has the scheduler look at the job at its time. When that fails the sweep finds the job a little later.</summary>
    public void Wake(Job job) => db.AfterCommit(async () =>
    {
        try
        {
            await RunJob.ScheduleAsync(await schedulers.GetScheduler(), job.Id, job.Kind, job.NextAttemptAt ?? job.CreatedAt, clock.GetUtcNow());
        }
        catch (SchedulerException exception)
        {
            Log.NotScheduled(logger, exception, job.Id);
        }
    });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Job {JobId} could not be scheduled at once; the sweep will find it")]
        public static partial void NotScheduled(ILogger logger, Exception exception, Guid jobId);
    }
}
