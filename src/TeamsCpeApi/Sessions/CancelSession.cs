using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>Cancels a session. Nothing is deleted: the record is under the sponsor's retention policy.</summary>
internal static class CancelSession
{
    internal static async Task<IResult> RunAsync(Guid sessionId, CpeDbContext db, JobQueue queue, MeetingPlans meetings, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        http.Request.RequireMatch(session);
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
        if (await TakeSnapshot.IsFrozenAsync(db, sessionId, cancellationToken))
        {
            throw Problems.Conflict("certificates-issued", "Certificates are out", "Revoke the certificates first, each with its reason.");
        }

        if (session.CancelledAt is null)
        {
            session.CancelledAt = clock.GetUtcNow();
            foreach (var job in await db.Jobs.Where(job => job.SessionId == sessionId && (job.State == JobState.Queued || job.State == JobState.Running)).ToListAsync(cancellationToken))
            {
                job.CancelRequested = true;
                job.NextAttemptAt = session.CancelledAt;
                queue.Wake(job);
            }

            await meetings.CancelAsync(session, cancellationToken);
            db.Record(new AuditEntry(caller.Actor, "session.cancelled", "session", sessionId, sessionId));
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.CommitAsync(transaction, cancellationToken);
        return TypedResults.NoContent();
    }
}
