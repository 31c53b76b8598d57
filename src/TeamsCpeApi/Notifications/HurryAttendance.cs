using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>Has the sessions that a subscription is about looked at now instead of later.</summary>
internal sealed class HurryAttendance(CpeDbContext db, JobQueue queue, TimeProvider clock)
{
    public async Task RunAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var about = subscription.About;
        var sessions = await db.Sessions.AsNoTracking()
            .Where(session => session.ProviderId == subscription.ProviderId && session.CancelledAt == null
                && (session.JoinUrl == about
                    || db.SessionEvents.Any(row => row.SessionId == session.Id && row.EventId == about)
                    || db.CreatedMeetings.Any(row => row.SessionId == session.Id && row.JoinUrl == about)))
            .Select(session => new { session.Id, session.EndsAt })
            .ToListAsync(cancellationToken);
        foreach (var session in sessions)
        {
            if (subscription.Kind == SubscriptionKind.Registrations)
            {
                await WakeAsync(JobKind.RegistrationList, session.Id, cancellationToken);
            }
            else if (session.EndsAt <= clock.GetUtcNow())
            {
                // Before the end there may be a report of a rehearsal: fetched then, it would pass for the whole.
                await WakeAsync(JobKind.AttendanceFetch, session.Id, cancellationToken);
            }
        }
    }

    /// <summary>A waiting job is brought forward; only where none waits is there a new one.</summary>
    private async Task WakeAsync(JobKind kind, Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.Jobs.Where(job => job.SessionId == sessionId && job.Kind == kind && job.State == JobState.Queued && !job.CancelRequested).OrderBy(job => job.NextAttemptAt).FirstOrDefaultAsync(cancellationToken);
        if (waiting is null)
        {
            queue.Add(kind, sessionId);
        }
        else if (waiting.NextAttemptAt > now)
        {
            waiting.NextAttemptAt = now;
            queue.Wake(waiting);
        }
    }
}
