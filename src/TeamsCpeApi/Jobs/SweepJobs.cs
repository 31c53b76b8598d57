using Microsoft.EntityFrameworkCore;
using Quartz;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>
/// Finds jobs that should be running and are not: committed but never scheduled, or left behind by a node that died.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepJobs(IServiceScopeFactory scopes, JobLocks locks, TimeProvider clock) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>For so long a trigger that the scheduler has but does not come to is only waiting for its turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var found = await FindAsync(cancellationToken);
        var known = found.Count == 0 ? [] : (await context.Scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(RunJob.KeyOf(Guid.Empty).Group), cancellationToken)).ToHashSet();
        foreach (var job in found.Where(job => job.State == JobState.Running || job.NextAttemptAt < now - Turn || !known.Contains(RunJob.KeyOf(job.Id))))
        {
            await RunJob.ScheduleAsync(context.Scheduler, job.Id, job.Kind, job.NextAttemptAt ?? now, now);
        }
    }

    /// <summary>Jobs that are due or marked running, and that no node holds.</summary>
    public async Task<IReadOnlyList<Job>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        var overdue = clock.GetUtcNow() - Interval;
        var candidates = await db.Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Running || (job.State == JobState.Queued && job.NextAttemptAt < overdue))
            .OrderBy(job => job.NextAttemptAt)
            .Take(200)
            .ToListAsync(cancellationToken);
        if (candidates.Count == 0)
        {
            return [];
        }

        var free = (await locks.FreeAsync([.. candidates.Select(job => job.Id)], cancellationToken)).ToHashSet();
        return [.. candidates.Where(job => free.Contains(job.Id))];
    }
}
