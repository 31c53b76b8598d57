using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>Plans the work at Microsoft's side that follows from what happens to a session.</summary>
internal sealed class MeetingPlans(CpeDbContext db, JobQueue queue)
{
    private static readonly string[] BearOnMeeting =
    [
        nameof(Session.Title), nameof(Session.StartsAt), nameof(Session.EndsAt), nameof(Session.Creates), nameof(Session.OnCalendar), nameof(Session.Organizer), nameof(Session.ProviderId),
    ];

    private static readonly string[] BearOnEvent =
    [
        nameof(Session.JoinUrl), nameof(Session.WebinarId), nameof(Session.StartsAt), nameof(Session.EndsAt), nameof(Session.ProviderId), nameof(Session.Creates),
    ];

    /// <summary>For a new session.</summary>
    public async Task BeginAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Creates)
        {
            await QueueAsync(JobKind.MeetingSync, session, cancellationToken);
        }
        else if (session.ProviderId is not null && (session.WebinarId is not null || db.SessionEvents.Local.Any(row => row.SessionId == session.Id)))
        {
            await QueueAsync(JobKind.RegistrationList, session, cancellationToken);
        }
    }

    /// <summary>For a session that was changed.</summary>
    public async Task FollowAsync(Session session, IReadOnlyCollection<string> changed, CancellationToken cancellationToken)
    {
        if (changed.Intersect(BearOnMeeting).Any() && (session.Creates || await db.CreatedMeetings.AnyAsync(row => row.SessionId == session.Id, cancellationToken)))
        {
            await QueueAsync(JobKind.MeetingSync, session, cancellationToken);
        }

        if (!changed.Intersect(BearOnEvent).Any())
        {
            return;
        }

        var known = await db.SessionEvents.SingleOrDefaultAsync(row => row.SessionId == session.Id, cancellationToken);
        var namedAnew = changed.Contains(nameof(Session.JoinUrl)) || changed.Contains(nameof(Session.WebinarId)) || changed.Contains(nameof(Session.Creates));
        if (known is not null && namedAnew && db.Entry(known).State != EntityState.Added && !db.Entry(known).Property(row => row.EventId).IsModified)
        {
            // What was registered belongs to the event of before; the pages that said so stay as evidence.
            db.Remove(known);
            db.RemoveRange(await db.Registrations.Where(row => row.SessionId == session.Id).ToListAsync(cancellationToken));
            db.RemoveRange(await db.RegistrationAttempts.Where(row => row.SessionId == session.Id).ToListAsync(cancellationToken));
            known = null;
        }

        if (session.ProviderId is not null && (session.WebinarId is not null || known is not null))
        {
            await QueueAsync(JobKind.RegistrationList, session, cancellationToken);
        }
    }

    /// <summary>For a session whose roster was changed: it may be invited.</summary>
    public async Task FollowRosterAsync(Session session, CancellationToken cancellationToken)
    {
        if (session is { Creates: true, CancelledAt: null } && (session.OnCalendar ?? await db.MeetingSettings.AnyAsync(row => row.ProviderId == session.ProviderId && row.OnCalendar, cancellationToken)))
        {
            await QueueAsync(JobKind.MeetingSync, session, cancellationToken);
        }
    }

    /// <summary>For a session that was cancelled.</summary>
    public async Task CancelAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Creates || await db.CreatedMeetings.AnyAsync(row => row.SessionId == session.Id, cancellationToken))
        {
            queue.Add(JobKind.MeetingSync, session.Id);
        }
    }

    /// <summary>One waiting job of a kind is enough: it sees the session as it is when it runs.</summary>
    public async Task<Job> QueueAsync(JobKind kind, Session session, CancellationToken cancellationToken)
    {
        var waiting = await db.Jobs.FirstOrDefaultAsync(job => job.SessionId == session.Id && job.Kind == kind && job.State == JobState.Queued && !job.CancelRequested, cancellationToken);
        return waiting is { Attempts: 0 } ? waiting : queue.Add(kind, session.Id);
    }
}
