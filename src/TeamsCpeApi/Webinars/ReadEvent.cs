using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>Reads the webinar or town hall of a session and chooses the one of its sessions that is meant.</summary>
internal sealed class ReadEvent(CpeDbContext db, FindVirtualEvent find, GraphClouds clouds, TimeProvider clock)
{
    /// <summary>The event as it is now, kept with the caller's next save; or why it cannot be read.</summary>
    public async Task<(SessionEvent? Event, GraphFailure? Failure)> RunAsync(Session session, GraphConnection connection, CancellationToken cancellationToken)
    {
        var known = await db.SessionEvents.SingleOrDefaultAsync(row => row.SessionId == session.Id, cancellationToken);
        var link = clouds.ReadJoinLink(session.JoinUrl ?? session.JoinMeetingId).Link;
        var found = (session.WebinarId ?? known?.EventId) is { } id
            ? await find.ByIdAsync(connection, id, cancellationToken)
            : await find.ByLinkAsync(connection, OrganizerOf(session, link!), link!, session.StartsAt, cancellationToken);
        return found.Succeeded ? (Store(known, session, link, found.Value), null) : (null, found.Failure);
    }

    /// <summary>Who organizes, as far as the link or the session says so by object id: by the link of an event nothing else is needed.</summary>
    internal static Guid OrganizerOf(Session session, JoinLink link)
        => link.OrganizerId ?? (Guid.TryParse(session.Organizer, out var id) ? id : Guid.Empty);

    /// <summary>The session of the link, else the one that overlaps the scheduled time most, else the only one whose time is not told.</summary>
    private EventSession? Choose(Session session, JoinLink? link, IReadOnlyList<EventSession> sessions)
        => sessions.FirstOrDefault(candidate => link is not null && find.IsSame(link, candidate.JoinUrl))
            ?? sessions.Select(candidate => (candidate, Shared: Overlap(session, candidate)))
                .Where(pair => pair.Shared > TimeSpan.Zero)
                .OrderByDescending(pair => pair.Shared)
                .Select(pair => pair.candidate)
                .FirstOrDefault()
            ?? (sessions is [{ StartsAt: null } or { EndsAt: null }] ? sessions[0] : null);

    internal SessionEvent Store(SessionEvent? known, Session session, JoinLink? link, EventWithSessions found)
    {
        var chosen = Choose(session, link, found.Sessions);
        if (known is null)
        {
            known = new SessionEvent
            {
                SessionId = session.Id,
                Kind = found.Event.Kind,
                EventId = found.Event.Id,
                Status = null,
                Title = null,
                Sessions = [],
                EventSessionId = null,
                JoinUrl = null,
                CheckedAt = clock.GetUtcNow(),
            };
            db.Add(known);
        }

        known.Kind = found.Event.Kind;
        known.EventId = found.Event.Id;
        known.Status = found.Event.Status;
        known.Title = found.Event.Title;
        known.Sessions = [.. found.Sessions.Select(each => new EventSessionView(each.Id, each.Subject, each.StartsAt, each.EndsAt, each == chosen))];
        known.EventSessionId = chosen?.Id;
        known.JoinUrl = chosen?.JoinUrl;
        known.CheckedAt = clock.GetUtcNow();
        return known;
    }

    private static TimeSpan Overlap(Session session, EventSession candidate)
    {
        if (candidate is not { StartsAt: { } starts, EndsAt: { } ends })
        {
            return TimeSpan.Zero;
        }

        var (from, to) = (starts > session.StartsAt ? starts : session.StartsAt, ends < session.EndsAt ? ends : session.EndsAt);
        return to - from;
    }
}
