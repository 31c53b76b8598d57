using Microsoft.EntityFrameworkCore;
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

        var status = await fetch.RunAsync(job.SessionId, job.Actor, progress, cancellationToken);
        if (AttendanceJobs.HasData(status.State))
        {
            return JobOutcome.Succeeded(AttendanceJobs.HrefOf(job));
        }

        var problem = status.Problem!;
        return AttendancePlan.Next(session.EndsAt, clock.GetUtcNow()) is { } at
            ? JobOutcome.Retry(problem.Code, problem.Detail, at)
            : JobOutcome.Failed(problem.Code, $"{problem.Detail} All planned attempts are used up: refresh by hand once that is mended.");
    }
}

/// <summary>Fetches now; a person waits for the answer, so it is given once.</summary>
internal sealed class AttendanceRefreshWork(FetchAttendance fetch) : IJobWork
{
    public JobKind Kind => JobKind.AttendanceRefresh;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var status = await fetch.RunAsync(job.SessionId, job.Actor, progress, cancellationToken);
        return AttendanceJobs.HasData(status.State)
            ? JobOutcome.Succeeded(AttendanceJobs.HrefOf(job))
            : JobOutcome.Failed(status.Problem!.Code, status.Problem.Detail);
    }
}

internal static class AttendanceJobs
{
    internal static bool HasData(AttendanceState state) => state is AttendanceState.Available or AttendanceState.NobodyCame;

    internal static string HrefOf(Job job) => $"/api/v1/sessions/{job.SessionId}/attendance";
}
