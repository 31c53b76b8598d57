using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>When a session's attendance is asked for: after its end, again and again, until data is there.</summary>
internal sealed class AttendancePlan(CpeDbContext db, JobQueue queue)
{
    /// <summary>Microsoft does not say how long a report takes; minutes, as a rule, seldom hours (graph.md §2.2).</summary>
    private static readonly TimeSpan[] AfterEnd =
    [
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(45),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The next attempt after <paramref name="now"/>, or null when all are used up.</summary>
    internal static DateTimeOffset? Next(DateTimeOffset sessionEnd, DateTimeOffset now) =>
        AfterEnd.Select(offset => (DateTimeOffset?)(sessionEnd + offset)).FirstOrDefault(at => at > now);

    /// <summary>Plans the first attempt for a new session.</summary>
    public void Begin(Session session)
    {
        db.Add(new AttendanceStatus { SessionId = session.Id });
        queue.Add(JobKind.AttendanceFetch, session.Id, session.EndsAt + AfterEnd[0]);
    }

    /// <summary>Plans anew after the meeting or its time changed; what was fetched before stays as evidence.</summary>
    public async Task RestartAsync(Session session, CancellationToken cancellationToken)
    {
        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == session.Id, cancellationToken);
        status.MeetingId = null;
        status.OrganizerObjectId = null;

        var at = session.EndsAt + AfterEnd[0];
        var waiting = await db.Jobs
            .Where(job => job.SessionId == session.Id && job.Kind == JobKind.AttendanceFetch && job.State == JobState.Queued)
            .FirstOrDefaultAsync(cancellationToken);
        if (waiting is null)
        {
            queue.Add(JobKind.AttendanceFetch, session.Id, at);
        }
        else
        {
            waiting.NextAttemptAt = at;
            queue.Wake(waiting);
        }
    }
}
