using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>
/// Finds jobs that should be running and are not: committed but never scheduled, or left behind by a node that died.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepJobs(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider clock) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var jobId in await FindAsync(cancellationToken))
        {
            await RunJob.ScheduleAsync(context.Scheduler, jobId, clock.GetUtcNow(), clock.GetUtcNow());
        }
    }

    /// <summary>Jobs that are due or marked running, and that no node holds.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        var overdue = clock.GetUtcNow() - Interval;
        var candidates = await db.Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Running || (job.State == JobState.Queued && job.NextAttemptAt < overdue))
            .OrderBy(job => job.NextAttemptAt)
            .Select(job => job.Id)
            .Take(200)
            .ToListAsync(cancellationToken);

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var left = new List<Guid>();
        foreach (var jobId in candidates)
        {
            if (await JobRunner.TryLockAsync(connection, jobId, cancellationToken))
            {
                await JobRunner.UnlockAsync(connection, jobId);
                left.Add(jobId);
            }
        }

        return left;
    }
}
