using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>Where the attendance of a webinar's or town hall's session is asked for.</summary>
internal sealed class EventAttendance(CpeDbContext db, UpdateEvent update, GraphVirtualEvents graph, GraphClouds clouds)
{
    /// <summary>True for a session that is known to be a webinar's or town hall's.</summary>
    public async Task<bool> IsEventAsync(Session session, CancellationToken cancellationToken)
        => session.WebinarId is not null || await db.SessionEvents.AnyAsync(row => row.SessionId == session.Id, cancellationToken);

    /// <summary>The source, with the registrations read on the way: without them attendance is fetched all the same, only matched less well.</summary>
    public async Task<(AttendanceSource? Source, GraphFailure? Failure)> SourceAsync(Session session, GraphConnection connection, string actor, CancellationToken cancellationToken)
    {
        var updated = await update.RunAsync(session, connection, actor, cancellationToken);
        if (updated.Event is not { } row)
        {
            return (null, updated.Failure);
        }

        if (row.EventSessionId is not { } sessionId)
        {
            return (null, GraphFailures.Of(
                GraphFailureKind.EventSessionNotFound, new(connection), $"The event has {row.Sessions.Count} session(s), and none of them at this session's time."));
        }

        var (kind, eventId) = (row.Kind, row.EventId);
        return (new AttendanceSource(
            token => graph.ListReportsAsync(connection, kind, eventId, sessionId, token),
            (reportId, token) => graph.ListRecordsAsync(connection, kind, eventId, sessionId, reportId, token)), null);
    }

    /// <summary>The link of an event looks like a meeting's: one that leads to no meeting is looked for among the organizer's events. Null where it is none.</summary>
    public async Task<AttendanceSource?> FallbackAsync(Session session, GraphConnection connection, string actor, CancellationToken cancellationToken)
    {
        if (clouds.ReadJoinLink(session.JoinUrl).Link is not { OrganizerId: not null } || clouds.EventRefusal(new("events.find", GraphFailureKind.EventNotFound, connection)) is not null)
        {
            return null;
        }

        var (source, failure) = await SourceAsync(session, connection, actor, cancellationToken);
        return failure is { Kind: GraphFailureKind.EventNotFound or GraphFailureKind.ConsentMissing or GraphFailureKind.Forbidden } ? null : source;
    }
}
