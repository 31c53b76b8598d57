using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>
/// Runs one job on this node. A lock that dies with its connection keeps other nodes away; a job whose node died is still
/// marked running, its lock is free, and the sweep has it run again.
/// </summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, NpgsqlDataSource database, ISchedulerFactory schedulers, TimeProvider clock, ILogger<JobRunner> logger)
{
    private const int UnexpectedAttempts = 5;
    private static readonly TimeSpan UnexpectedDelay = TimeSpan.FromSeconds(30);

    public async Task RunAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await TryLockAsync(connection, jobId, cancellationToken))
        {
            return;
        }

        try
        {
            await RunLockedAsync(jobId, cancellationToken);
        }
        finally
        {
            await UnlockAsync(connection, jobId);
        }
    }

    internal static async Task<bool> TryLockAsync(NpgsqlConnection connection, Guid jobId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = LockKey(jobId) } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal static async Task UnlockAsync(NpgsqlConnection connection, Guid jobId)
    {
        if (connection.State == System.Data.ConnectionState.Open)
        {
            await using var command = new NpgsqlCommand("select pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = LockKey(jobId) } } };
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    private static long LockKey(Guid jobId) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(jobId.ToByteArray()));

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
            await RunJob.ScheduleAsync(await schedulers.GetScheduler(cancellationToken), job.Id, at, clock.GetUtcNow());
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
        [LoggerMessage(LogLevel.Error, "Attempt {Attempt} of {Kind} {JobId} failed")]
        public static partial void AttemptFailed(ILogger logger, Exception exception, JobKind kind, Guid jobId, int attempt);
    }
}
