using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>The effects at Microsoft's side. Each can be asked for again: a meeting has a key, an event is looked for before it is made.</summary>
internal sealed class MakeMeeting(CpeDbContext db, GraphMeetings meetings, GraphEvents events, GraphClient graph, TimeProvider clock)
{
    /// <summary>Makes what is missing of the meeting: event, join link, meeting id; each is stored as soon as it is known.</summary>
    public async Task<GraphFailure?> RunAsync(
        CreatedMeeting made, MeetingPlan plan, InvitationList guests, string wanted, GraphConnection connection, Job job, CancellationToken cancellationToken)
    {
        if (!made.OnCalendar)
        {
            var answer = await meetings.CreateOrGetAsync(connection, made.OrganizerObjectId, KeyOf(made), plan, cancellationToken);
            if (!answer.Succeeded)
            {
                return answer.Failure;
            }

            (made.MeetingId, made.JoinUrl) = (answer.Value.Id, answer.Value.JoinWebUrl);

            // It may be an earlier one of this key, made when the session was another: only what fits need not be sent.
            var fits = answer.Value.Subject == plan.Subject && answer.Value.StartsAt == plan.StartsAt && answer.Value.EndsAt == plan.EndsAt;
            made.SentSha256 = fits ? wanted : null;
            return await StoreAsync(made, "meeting.created", job, cancellationToken);
        }

        if (made.EventId is null)
        {
            var (found, isNew, failure) = await EventAsync(made, plan, guests, connection, cancellationToken);
            if (found is null)
            {
                return failure;
            }

            (made.EventId, made.JoinUrl, made.Uninvited) = (found.Id, found.JoinUrl, [.. guests.Uninvited]);
            made.SentSha256 = isNew ? wanted : null;
            await StoreAsync(made, "meeting.created", job, cancellationToken);
        }

        return await ResolveAsync(made, connection, job, cancellationToken);
    }

    public async Task<GraphFailure?> ChangeAsync(
        CreatedMeeting made, MeetingPlan plan, InvitationList guests, string wanted, GraphConnection connection, Job job, CancellationToken cancellationToken)
    {
        var failure = made.EventId is { } eventId
            ? await events.ChangeAsync(connection, made.OrganizerObjectId, eventId, plan, guests.Attendees, cancellationToken)
            : await meetings.ChangeAsync(connection, made.OrganizerObjectId, made.MeetingId!, plan, cancellationToken);
        if (failure is not null)
        {
            return failure;
        }

        (made.SentSha256, made.Uninvited) = (wanted, [.. guests.Uninvited]);
        return await StoreAsync(made, "meeting.changed", job, cancellationToken);
    }

    /// <summary>Removes the meeting, also one whose answer was lost when it was made.</summary>
    public async Task<GraphFailure?> RemoveAsync(CreatedMeeting made, GraphConnection connection, CancellationToken cancellationToken)
    {
        if (made.OnCalendar)
        {
            var found = made.EventId is not null ? null : await events.FindAsync(connection, made.OrganizerObjectId, KeyOf(made), cancellationToken);
            if (found is { Succeeded: false })
            {
                return found.Failure;
            }

            var eventId = made.EventId ?? (found!.Value is [var lost, ..] ? lost.Id : null);
            return eventId is null ? null : await events.RemoveAsync(connection, made.OrganizerObjectId, eventId, cancellationToken);
        }

        if (made.MeetingId is null)
        {
            var again = await meetings.CreateOrGetAsync(connection, made.OrganizerObjectId, KeyOf(made), new("-", clock.GetUtcNow(), clock.GetUtcNow().AddHours(1)), cancellationToken);
            return again.Succeeded ? await meetings.RemoveAsync(connection, made.OrganizerObjectId, again.Value.Id, cancellationToken) : again.Failure;
        }

        return await meetings.RemoveAsync(connection, made.OrganizerObjectId, made.MeetingId, cancellationToken);
    }

    private static string KeyOf(CreatedMeeting made) => made.SessionId.ToString();

    private async Task<(CalendarEvent? Event, bool IsNew, GraphFailure? Failure)> EventAsync(
        CreatedMeeting made, MeetingPlan plan, InvitationList guests, GraphConnection connection, CancellationToken cancellationToken)
    {
        var found = await events.FindAsync(connection, made.OrganizerObjectId, KeyOf(made), cancellationToken);
        if (!found.Succeeded)
        {
            return (null, false, found.Failure);
        }

        if (found.Value is [var earlier, ..])
        {
            return (earlier, false, null);
        }

        var answer = await events.CreateAsync(connection, made.OrganizerObjectId, KeyOf(made), plan, guests.Attendees, cancellationToken);
        return (answer.Value, true, answer.Failure);
    }

    private async Task<GraphFailure?> ResolveAsync(CreatedMeeting made, GraphConnection connection, Job job, CancellationToken cancellationToken)
    {
        if (made.JoinUrl is null)
        {
            var again = await events.GetAsync(connection, made.OrganizerObjectId, made.EventId!, cancellationToken);
            if (!again.Succeeded)
            {
                return again.Failure;
            }

            if (again.Value.JoinUrl is null)
            {
                return GraphFailures.Of(GraphFailureKind.JoinLinkPending, new(connection, made.OrganizerObjectId), "The event is made, but Teams has not given it a join link yet.");
            }

            made.JoinUrl = again.Value.JoinUrl;
            await StoreAsync(made, "meeting.linked", job, cancellationToken);
        }

        var meeting = await graph.FindMeetingAsync(connection, made.OrganizerObjectId, made.JoinUrl, cancellationToken);
        if (!meeting.Succeeded)
        {
            return meeting.Failure;
        }

        made.MeetingId = meeting.Value.Id;
        return await StoreAsync(made, "meeting.resolved", job, cancellationToken);
    }

    private async Task<GraphFailure?> StoreAsync(CreatedMeeting made, string action, Job job, CancellationToken cancellationToken)
    {
        made.SentAt = clock.GetUtcNow();
        db.Record(new AuditEntry(job.Actor, action, "session", made.SessionId, made.SessionId, new { made.EventId, made.MeetingId }));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
