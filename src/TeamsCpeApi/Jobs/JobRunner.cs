using Microsoft.EntityFrameworkCore;
using Quartz;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>
/// Runs one job on this node. A lock that dies with its connection keeps other nodes away; a job whose node died is still
/// marked running, its lock is free, and the sweep has it run again.
/// </summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, JobLocks locks, JobLanes lanes, ISchedulerFactory schedulers, TimeProvider clock, ILogger<JobRunner> logger)
{
    private const int UnexpectedAttempts = 5;
    private static readonly TimeSpan UnexpectedDelay = TimeSpan.FromSeconds(30);

    /// <summary>A job that waits on this node for room is left alone by the sweep for so long; if the node dies another one has it afterwards.</summary>
    private static readonly TimeSpan Parked = TimeSpan.FromMinutes(1);

    public async Task RunAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var paced = await PacedAsync(jobId, cancellationToken);
        if (paced is not null && !lanes.TryEnter(paced))
        {
            await MoveAsync(paced, clock.GetUtcNow() + Parked, cancellationToken);
            return;
        }

        try
        {
            await RunAloneAsync(jobId, cancellationToken);
        }
        finally
        {
            if (paced is not null)
            {
                lanes.Leave(paced.Provider);
                while (lanes.Next() is { } next && !await WakeAsync(next))
                {
                    // Another node has done it meanwhile: the room is for the one after it.
                }
            }
        }
    }

    private async Task RunAloneAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (!await locks.TryTakeAsync(jobId, cancellationToken))
        {
            return;
        }

        try
        {
            await RunLockedAsync(jobId, cancellationToken);
        }
        finally
        {
            await locks.ReleaseAsync(jobId);
        }
    }

    /// <summary>The job as one that needs a lane; null where it needs none: it asks nobody, a person waits for it, or it is to be cancelled.</summary>
    private async Task<PacedJob?> PacedAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        var job = await db.Jobs.Where(job => job.Id == jobId && !job.CancelRequested)
            .Select(job => new { job.Kind, job.Attempts, Provider = db.Sessions.Where(session => session.Id == job.SessionId).Select(session => session.ProviderId).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        return job is { Provider: { } provider } && job.Kind.IsPaced() ? new PacedJob(jobId, provider, job.Attempts) : null;
    }

    /// <summary>False when the job has been attempted since, by another node: then what that attempt planned stands.</summary>
    private async Task<bool> MoveAsync(PacedJob job, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        return await db.Database.ExecuteAsync(
            $"update jobs set next_attempt_at = {at} where id = {job.Id} and attempts = {job.Attempts} and state = 'Queued' and not cancel_requested", cancellationToken) > 0;
    }

    /// <summary>False when there is nothing to wake.</summary>
    private async Task<bool> WakeAsync(PacedJob job)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (!await MoveAsync(job, now, CancellationToken.None))
            {
                return false;
            }

            await RunJob.ScheduleAsync(await schedulers.GetScheduler(), job.Id, JobKind.AttendanceFetch, now, now);
        }
        catch (Exception exception)
        {
            Log.NotWoken(logger, exception, job.Id);
        }

        return true;
    }

    private async Task RunLockedAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        var job = await db.Jobs.SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        var now = clock.GetUtcNow();
        if (job is null || job.IsOver || (job.State == JobState.Queued && job.NextAttemptAt > now.AddSeconds(1)))
        {
            return;
        }

        job.State = job.CancelRequested ? JobState.Cancelled : JobState.Running;
        job.StartedAt ??= now;
        if (job.CancelRequested)
        {
            job.FinishedAt = now;
            job.NextAttemptAt = null;
            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        job.Attempts++;
        await db.SaveChangesAsync(cancellationToken);

        var outcome = await AttemptAsync(job, cancellationToken);
        await db.Entry(job).ReloadAsync(cancellationToken);
        Apply(job, outcome);
        await db.SaveChangesAsync(cancellationToken);
        if (job is { State: JobState.Queued, NextAttemptAt: { } at })
        {
            await RunJob.ScheduleAsync(await schedulers.GetScheduler(cancellationToken), job.Id, job.Kind, at, clock.GetUtcNow());
        }
    }

    private async Task<JobOutcome> AttemptAsync(Job job, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetServices<IJobWork>().Single(work => work.Kind == job.Kind);
        try
        {
            return await work.RunAsync(job, new JobProgress(job.Id, scopes), cancellationToken);
        }
        catch (JobCancelledException)
        {
            return JobOutcome.Failed("cancelled", "Cancelled before it was finished; nothing of it was stored.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.AttemptFailed(logger, exception, job.Kind, job.Id, job.Attempts);
            var detail = "Something went wrong on our side; the server's log has it under the job's id.";
            return job.Attempts < UnexpectedAttempts
                ? JobOutcome.Retry("unexpected", $"{detail} It will be tried again.", clock.GetUtcNow() + (UnexpectedDelay * job.Attempts))
                : JobOutcome.Failed("unexpected", detail);
        }
    }

    private void Apply(Job job, JobOutcome outcome)
    {
        job.Problem = outcome.Problem;
        job.ResultHref = outcome.ResultHref;
        job.NextAttemptAt = outcome.RetryAt;
        job.State = (outcome, job.CancelRequested) switch
        {
            ({ Problem: null }, _) => JobState.Succeeded,
            (_, true) => JobState.Cancelled,
            ({ RetryAt: not null }, _) => JobState.Queued,
            _ => JobState.Failed,
        };
        if (job.IsOver)
        {
            job.NextAttemptAt = null;
            job.FinishedAt = clock.GetUtcNow();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Job {JobId} could not be woken; the sweep will find it")]
        public static partial void NotWoken(ILogger logger, Exception exception, Guid jobId);

        [LoggerMessage(LogLevel.Error, "Attempt {Attempt} of {Kind} {JobId} failed")]
        public static partial void AttemptFailed(ILogger logger, Exception exception, JobKind kind, Guid jobId, int attempt);
    }
}
