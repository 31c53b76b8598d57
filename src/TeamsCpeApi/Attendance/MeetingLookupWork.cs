using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>
/// Looks the meeting up as soon as the session is defined, and keeps its id: what is wrong with the link, the organizer or the policy is
/// seen before the session and not after it.
/// </summary>
internal sealed class MeetingLookupWork(LocateMeeting locate, CpeDbContext db, SecretProtector protector, TimeProvider clock) : IJobWork
{
    private static readonly TimeSpan BeforeStart = TimeSpan.FromMinutes(15);

    public JobKind Kind => JobKind.MeetingLookup;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(session => session.Id == job.SessionId, cancellationToken);
        var now = clock.GetUtcNow();
        if (session is not { CancelledAt: null, ProviderId: { } providerId } || session.EndsAt <= now)
        {
            return JobOutcome.Succeeded(AttendanceJobs.HrefOf(job));
        }

        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == job.SessionId, cancellationToken);
        var provider = await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        var failure = await locate.EnsureAsync(session, status, provider.Connect(protector) with { Turn = GraphTurn.OfTheSchedule(session.Id) }, cancellationToken);
        var problem = failure is null ? null : new JobProblem(failure.Code, GraphProblems.Words(failure));
        if (status.State == AttendanceState.NotFetched)
        {
            status.Problem = problem;
            await db.SaveChangesAsync(cancellationToken);
        }

        if (problem is null)
        {
            return JobOutcome.Succeeded(AttendanceJobs.HrefOf(job));
        }

        var last = session.StartsAt - BeforeStart;
        return (RetryPlan.Next(failure!, job.CreatedAt, now, job.Attempts) ?? (last > now ? last : null)) is { } next
            ? JobOutcome.Retry(problem.Code, problem.Detail, next)
            : JobOutcome.Failed(problem.Code, problem.Detail);
    }
}
