using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>
/// Makes the meeting of a session what the session says: made, changed, or removed. It compares what is wanted with what
/// Microsoft was told last, so that doing it again, also after a crash at any point, changes nothing twice.
/// </summary>
internal sealed class SyncMeeting(CpeDbContext db, MakeMeeting make, Invitations invitations, FindPerson people, SecretProtector protector, WorkLock workLock, TimeProvider clock) : IJobWork
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    public JobKind Kind => JobKind.MeetingSync;

    public Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken) =>
        workLock.HoldAsync($"meeting {job.SessionId}", () => SyncAsync(job, cancellationToken), cancellationToken);

    private async Task<JobOutcome> SyncAsync(Job job, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.AsNoTracking().SingleAsync(row => row.Id == job.SessionId, cancellationToken);
        var made = await db.CreatedMeetings.SingleOrDefaultAsync(row => row.SessionId == session.Id, cancellationToken);
        var failure = session is { Creates: true, CancelledAt: null }
            ? await KeepAsync(session, made, job, cancellationToken)
            : made is null ? null : await RemoveAsync(made, job, cancellationToken);
        await RememberAsync(session.Id, failure, cancellationToken);
        if (failure is null)
        {
            return JobOutcome.Succeeded($"/api/v1/sessions/{session.Id}");
        }

        // A missing policy may be on its way, which takes up to half an hour, and a new meeting may not be found at once.
        var passes = failure.Transient || failure.Kind is GraphFailureKind.NoAccessPolicy or GraphFailureKind.OrganizerNotCovered or GraphFailureKind.JoinLinkPending or GraphFailureKind.MeetingNotFound;
        return passes && job.Attempts <= Pauses.Length
            ? JobOutcome.Retry(failure.Code, GraphProblems.Words(failure), clock.GetUtcNow() + PauseOf(failure, job.Attempts))
            : JobOutcome.Failed(failure.Code, GraphProblems.Words(failure));
    }

    private static TimeSpan PauseOf(GraphFailure failure, int attempts) => failure switch
    {
        { Kind: GraphFailureKind.JoinLinkPending } => TimeSpan.FromSeconds(2 * attempts),
        { Transient: true, RetryAfter: { } wish } when wish > Pauses[attempts - 1] => wish,
        _ => Pauses[attempts - 1],
    };

    private async Task<GraphFailure?> KeepAsync(Session session, CreatedMeeting? made, Job job, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(made?.ProviderId ?? session.ProviderId!.Value, cancellationToken);
        var settings = await db.MeetingSettings.AsNoTracking().SingleOrDefaultAsync(row => row.ProviderId == session.ProviderId, cancellationToken);
        var onCalendar = session.OnCalendar ?? settings?.OnCalendar ?? false;
        var (organizer, nobody) = await people.OrganizerAsync(session.ProviderId!.Value, connection, session.Organizer!, cancellationToken);
        if (nobody is not null)
        {
            return nobody;
        }

        if (made is not null && (made.OnCalendar, made.ProviderId, made.OrganizerObjectId) != (onCalendar, session.ProviderId.Value, organizer!.Value))
        {
            if (await RemoveAsync(made, job, cancellationToken) is { } stays)
            {
                return stays;
            }

            made = null;
            connection = await ConnectAsync(session.ProviderId.Value, cancellationToken);
        }

        var guests = onCalendar ? await invitations.ForAsync(session, settings, connection, cancellationToken) : InvitationList.None;
        if (guests.Failure is not null)
        {
            return guests.Failure;
        }

        var plan = new MeetingPlan(session.Title, session.StartsAt, session.EndsAt);
        var wanted = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { plan, guests.Attendees }, Json.Options)));
        if (made is null)
        {
            made = new CreatedMeeting
            {
                SessionId = session.Id,
                OnCalendar = onCalendar,
                ProviderId = session.ProviderId.Value,
                OrganizerObjectId = organizer!.Value,
                RequestedAt = clock.GetUtcNow(),
            };
            db.Add(made);
            db.Record(new AuditEntry(job.Actor, "meeting.requested", "session", session.Id, session.Id, new { made.OnCalendar, made.OrganizerObjectId }));
            await db.SaveChangesAsync(cancellationToken);
        }

        if (!made.IsThere && await make.RunAsync(made, plan, guests, wanted, connection, job, cancellationToken) is { } failure)
        {
            return failure;
        }

        return made.SentSha256 == wanted ? null : await make.ChangeAsync(made, plan, guests, wanted, connection, job, cancellationToken);
    }

    private async Task<GraphFailure?> RemoveAsync(CreatedMeeting made, Job job, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(made.ProviderId, cancellationToken);
        if (await make.RemoveAsync(made, connection, cancellationToken) is { } failure)
        {
            return failure;
        }

        db.Remove(made);
        db.Record(new AuditEntry(job.Actor, "meeting.removed", "session", made.SessionId, made.SessionId));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private async Task<GraphConnection> ConnectAsync(Guid providerId, CancellationToken cancellationToken) =>
        (await ProviderEndpoints.FindAsync(db, providerId, cancellationToken)).Connect(protector);

    private async Task RememberAsync(Guid sessionId, GraphFailure? failure, CancellationToken cancellationToken)
    {
        var status = await db.MeetingStatuses.SingleOrDefaultAsync(row => row.SessionId == sessionId, cancellationToken);
        if (status is null)
        {
            status = new MeetingStatus { SessionId = sessionId, At = clock.GetUtcNow() };
            db.Add(status);
        }

        (status.Problem, status.At) = (failure is null ? null : new JobProblem(failure.Code, GraphProblems.Words(failure)), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }
}
