using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>Fetches by the schedule after the session's end, until data is there.</summary>
internal sealed class AttendanceFetchWork(FetchAttendance fetch, CpeDbContext db, TimeProvider clock) : IJobWork
{
    public JobKind Kind => JobKind.AttendanceFetch;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.AsNoTracking().Where(row => row.Id == job.SessionId).Select(row => new { row.EndsAt, row.CancelledAt }).SingleAsync(cancellationToken);
        if (session.CancelledAt is not null)
        {
            return JobOutcome.Failed("session-cancelled", "The session was cancelled.");
        }

        var result = await fetch.RunAsync(job.SessionId, isInteractive: false, job.Actor, progress, cancellationToken);
        if (result.Problem is not { } problem || AttendanceJobs.HasData(result.Status.State))
        {
            return JobOutcome.Succeeded(AttendanceJobs.HrefOf(job));
        }

        var (now, begun) = (clock.GetUtcNow(), session.EndsAt > job.CreatedAt ? session.EndsAt : job.CreatedAt);
        var next = (result.Failure is { } failure ? RetryPlan.Next(failure, begun, now, job.Attempts) : null) ?? AttendancePlan.Next(session.EndsAt, now);
        return next is { } at
            ? JobOutcome.Retry(problem.Code, problem.Detail, at)
            : JobOutcome.Failed(problem.Code, $"{problem.Detail} All planned attempts are used up: refresh by hand once that is mended.");
    }
}

/// <summary>Fetches now; a person waits for the answer, so it is given once, unless Microsoft asks for a longer pause.</summary>
internal sealed class AttendanceRefreshWork(FetchAttendance fetch, IOptions<GraphOptions> options, TimeProvider clock) : IJobWork
{
    public JobKind Kind => JobKind.AttendanceRefresh;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var result = await fetch.RunAsync(job.SessionId, isInteractive: true, job.Actor, progress, cancellationToken);
        return result switch
        {
            { Problem: null } => JobOutcome.Succeeded(AttendanceJobs.HrefOf(job)),
            { Failure: { Kind: GraphFailureKind.Throttled, RetryAfter: { } pause } } when pause > options.Value.Retry.RetryAfterCap =>
                JobOutcome.Retry(result.Problem.Code, result.Problem.Detail, clock.GetUtcNow() + pause),
            _ => JobOutcome.Failed(result.Problem.Code, result.Problem.Detail),
        };
    }
}

/// <summary>Fetches again a day and three days after the first data: Microsoft still changes reports then. The same data changes nothing.</summary>
internal sealed class AttendanceRecheckWork(FetchAttendance fetch, TimeProvider clock) : IJobWork
{
    public JobKind Kind => JobKind.AttendanceRecheck;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var result = await fetch.RunAsync(job.SessionId, isInteractive: false, job.Actor, progress, cancellationToken);
        var now = clock.GetUtcNow();
        return result switch
        {
            { Problem: null } => JobOutcome.Succeeded(AttendanceJobs.HrefOf(job)),
            { Failure: { } failure } when RetryPlan.Next(failure, job.StartedAt ?? now, now, job.Attempts) is { } at => JobOutcome.Retry(result.Problem.Code, result.Problem.Detail, at),
            _ => JobOutcome.Failed(result.Problem.Code, result.Problem.Detail),
        };
    }
}

internal static class AttendanceJobs
{
    internal static bool HasData(AttendanceState state) => state is AttendanceState.Available or AttendanceState.NobodyCame;

    internal static string HrefOf(Job job) => $"/api/v1/sessions/{job.SessionId}/attendance";
}
