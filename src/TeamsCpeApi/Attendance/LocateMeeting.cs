using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>
/// Finds a session's meeting and keeps its id as soon as it is known: the lookup may fail days later while the reports are still there.
/// The organizer whom the session names is asked first, because a person named him; then the one whom the link names.
/// </summary>
internal sealed class LocateMeeting(CpeDbContext db, GraphClient graph, FindPerson people)
{
    /// <summary>Null when the meeting is known now; else why it is not.</summary>
    public async Task<GraphFailure?> EnsureAsync(Session session, AttendanceStatus status, GraphConnection connection, CancellationToken cancellationToken)
    {
        if (session.Creates)
        {
            return await FromCreatedAsync(session, status, connection, cancellationToken);
        }

        if (status is { MeetingId: not null, OrganizerObjectId: not null })
        {
            return null;
        }

        var text = session.JoinUrl ?? session.JoinMeetingId ?? throw new InvalidOperationException("A session without a meeting is not looked up.");
        var link = graph.ReadJoinLink(text).Link;
        var (named, unnamed) = session.Organizer is { } organizer ? await people.OrganizerAsync(session.ProviderId!.Value, connection, organizer, cancellationToken) : (null, null);
        if (unnamed is not null && (link?.OrganizerId is null || unnamed.Transient))
        {
            return unnamed;
        }

        var failure = unnamed;
        foreach (var candidate in new[] { named, link?.OrganizerId }.OfType<Guid>().Distinct())
        {
            var meeting = await graph.FindMeetingAsync(connection, candidate, text, cancellationToken);
            if (meeting.Succeeded)
            {
                status.OrganizerObjectId = candidate;
                status.MeetingId = meeting.Value.Id;
                status.Meeting = MeetingFacts.Of(meeting.Value, link, candidate, session.Organizer is not null && candidate != named);
                await db.SaveChangesAsync(cancellationToken);
                return null;
            }

            failure = failure is null ? meeting.Failure : Both(failure, meeting.Failure, candidate);
            if (!MayBeAnothers(meeting.Failure))
            {
                break;
            }
        }

        return failure;
    }

    /// <summary>A meeting that was made here needs no lookup.</summary>
    private async Task<GraphFailure?> FromCreatedAsync(Session session, AttendanceStatus status, GraphConnection connection, CancellationToken cancellationToken)
    {
        var made = await db.CreatedMeetings.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == session.Id, cancellationToken);
        if (made?.MeetingId is null)
        {
            return GraphFailures.Of(GraphFailureKind.MeetingNotCreated, new(connection), "The session's meeting is not created yet.");
        }

        (status.MeetingId, status.OrganizerObjectId) = (made.MeetingId, made.OrganizerObjectId);
        return null;
    }

    /// <summary>What Teams answers about somebody else's meeting, a co-organizer's included.</summary>
    private static bool MayBeAnothers(GraphFailure failure) => failure.Kind
        is GraphFailureKind.MeetingNotFound
        or GraphFailureKind.OrganizerNotCovered
        or GraphFailureKind.NoAccessPolicy
        or GraphFailureKind.OrganizerMismatch
        or GraphFailureKind.OrganizerUnknown
        or GraphFailureKind.UserNotFound
        or GraphFailureKind.MeetingIdInvalid;

    /// <summary>The link knows who organized, so that its organizer's failure is the one to mend.</summary>
    private static GraphFailure Both(GraphFailure first, GraphFailure second, Guid organizer) => second with
    {
        Message = $"As {organizer}, whom the link names as its organizer: {second.Message} Before that, as the organizer whom the session names: {first.Message}",
    };
}
