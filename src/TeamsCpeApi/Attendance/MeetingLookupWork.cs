using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Attendance;

/// <summary>
/// Looks the meeting up as soon as the session is defined, and keeps its id: what is wrong with the link, the organizer or the policy is
/// seen before the session and not after it.
/// </summary>
internal sealed class MeetingLookupWork(LocateMeeting locate, EventAttendance events, CpeDbContext db, SecretProtector protector, TimeProvider clock) : IJobWork
{
    private static readonly TimeSpan BeforeStart = TimeSpan.FromMinutes(15);

    public JobKind Kind => JobKind.MeetingLookup;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(session => session.Id == job.SessionId, cancellationToken);
        var now = clock.GetUtcNow();
        if (session is not { CancelledAt: null, ProviderId: { } providerId } || session.EndsAt <= now || await events.IsEventAsync(session, cancellationToken))
        {
            return JobOutcome.Succeeded(AttendanceJobs.HrefOf(job));
        }

        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == job.SessionId, cancellationToken);
        var provider = await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        var connection = provider.Connect(protector) with { Turn = GraphTurn.OfTheSchedule(session.Id) };
        var failure = await locate.EnsureAsync(session, status, connection, cancellationToken);
        if (failure is { Kind: GraphFailureKind.MeetingNotFound } && await events.FallbackAsync(session, connection, job.Actor, cancellationToken) is not null)
        {
            failure = null;
        }

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
