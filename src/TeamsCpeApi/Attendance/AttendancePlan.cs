using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>When a session's attendance is asked for: after its end, again and again, until data is there.</summary>
internal sealed class AttendancePlan(CpeDbContext db, JobQueue queue, TimeProvider clock)
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

    /// <summary>Reports were seen to change after they first appeared (graph.md §8).</summary>
    private static readonly TimeSpan[] AfterFirstData = [TimeSpan.FromHours(24), TimeSpan.FromHours(72)];

    /// <summary>The next attempt after <paramref name="now"/>, or null when all are used up.</summary>
    internal static DateTimeOffset? Next(DateTimeOffset sessionEnd, DateTimeOffset now) =>
        AfterEnd.Select(offset => (DateTimeOffset?)(sessionEnd + offset)).FirstOrDefault(at => at > now);

    /// <summary>Plans the first attempt for a new session, and the lookup of its meeting; nothing for one that names none.</summary>
    public void Begin(Session session)
    {
        db.Add(new AttendanceStatus { SessionId = session.Id });
        if (session.IsFromFiles)
        {
            return;
        }

        queue.Add(JobKind.AttendanceFetch, session.Id, session.EndsAt + AfterEnd[0]);
        if (IsLookedUp(session))
        {
            queue.Add(JobKind.MeetingLookup, session.Id);
        }
    }

    /// <summary>Plans the checks after the first data.</summary>
    public void CheckAgain(Guid sessionId, DateTimeOffset firstDataAt)
    {
        foreach (var offset in AfterFirstData)
        {
            queue.Add(JobKind.AttendanceRecheck, sessionId, firstDataAt + offset);
        }
    }

    /// <summary>Plans anew after the meeting or its time changed; what was fetched before stays as evidence.</summary>
    public async Task RestartAsync(Session session, CancellationToken cancellationToken)
    {
        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == session.Id, cancellationToken);
        (status.MeetingId, status.OrganizerObjectId, status.Meeting, status.FirstDataAt) = (null, null, null, null);
        if (session.IsFromFiles)
        {
            return;
        }

        var waiting = await db.Jobs.Where(job => job.SessionId == session.Id && job.State == JobState.Queued).ToListAsync(cancellationToken);
        Begin(JobKind.AttendanceFetch, session.EndsAt + AfterEnd[0]);
        if (IsLookedUp(session))
        {
            Begin(JobKind.MeetingLookup, clock.GetUtcNow());
        }

        foreach (var recheck in waiting.Where(job => job.Kind == JobKind.AttendanceRecheck))
        {
            (recheck.CancelRequested, recheck.NextAttemptAt) = (true, recheck.CreatedAt);
            queue.Wake(recheck);
        }

        void Begin(JobKind kind, DateTimeOffset at)
        {
            if (waiting.Find(job => job.Kind == kind) is not { } job)
            {
                queue.Add(kind, session.Id, at);
                return;
            }

            job.NextAttemptAt = at;
            queue.Wake(job);
        }
    }

    /// <summary>After the end the fetch itself looks the meeting up.</summary>
    private bool IsLookedUp(Session session) => session.ProviderId is not null && session.EndsAt > clock.GetUtcNow() && (session.JoinUrl ?? session.JoinMeetingId) is not null;
}
