using TeamsCpeApi.Domain.Sessions;

namespace TeamsCpeApi.Graph;

/// <summary>An event with its sessions.</summary>
internal sealed record EventWithSessions(VirtualEvent Event, IReadOnlyList<EventSession> Sessions);

/// <summary>Finds a webinar or town hall by its id, or by the join link of one of its sessions.</summary>
internal sealed class FindVirtualEvent(GraphVirtualEvents graph, GraphClouds clouds)
{
    /// <summary>The most events of an organizer that are looked through for a link, those nearest to the wanted time first.</summary>
    private const int LookThrough = 50;

    /// <summary>The event of this id, be it a webinar or a town hall: the id does not tell.</summary>
    public async Task<GraphAnswer<EventWithSessions>> ByIdAsync(GraphConnection connection, string eventId, CancellationToken cancellationToken)
    {
        var found = await graph.GetAsync(connection, VirtualEventKind.Webinar, eventId, cancellationToken);
        if (found.Failure is { Kind: GraphFailureKind.EventNotFound })
        {
            found = await graph.GetAsync(connection, VirtualEventKind.TownHall, eventId, cancellationToken);
        }

        return found.Succeeded ? await WithSessionsAsync(connection, found.Value, cancellationToken) : new(null, found.Failure, found.RawPages);
    }

    /// <summary>The event among those that the organizer made one of whose sessions has this link.</summary>
    public async Task<GraphAnswer<EventWithSessions>> ByLinkAsync(
        GraphConnection connection, Guid organizerId, JoinLink link, DateTimeOffset around, CancellationToken cancellationToken)
    {
        var pages = new List<RawPage>();
        foreach (var kind in new[] { VirtualEventKind.Webinar, VirtualEventKind.TownHall })
        {
            var events = await graph.ListOfAsync(connection, kind, organizerId, cancellationToken);
            pages.AddRange(events.RawPages);
            if (!events.Succeeded)
            {
                return new(null, events.Failure, pages);
            }

            foreach (var candidate in events.Value.OrderBy(candidate => candidate.StartsAt is { } start ? (start - around).Duration() : TimeSpan.MaxValue).Take(LookThrough))
            {
                var found = await WithSessionsAsync(connection, candidate, cancellationToken);
                pages.AddRange(found.RawPages);
                if (!found.Succeeded || found.Value.Sessions.Any(session => IsSame(link, session.JoinUrl)))
                {
                    return found with { RawPages = pages };
                }
            }
        }

        return new(null, GraphFailures.Of(
            GraphFailureKind.EventNotFound, new(connection, organizerId), "None of the organizer's webinars and town halls has a session with this link."), pages);
    }

    /// <summary>Links of one session differ in what they ask Teams to show; the thread in them is the same.</summary>
    public bool IsSame(JoinLink link, string? joinUrl)
        => joinUrl is not null
            && (link.Candidates.Contains(joinUrl)
                || (clouds.ReadJoinLink(joinUrl).Link is { } other
                    && (link.ThreadId is null ? link.JoinMeetingId is not null && link.JoinMeetingId == other.JoinMeetingId : link.ThreadId == other.ThreadId)));

    private async Task<GraphAnswer<EventWithSessions>> WithSessionsAsync(GraphConnection connection, VirtualEvent found, CancellationToken cancellationToken)
        => (await graph.ListSessionsAsync(connection, found.Kind, found.Id, cancellationToken)).Select(sessions => new EventWithSessions(found, sessions));
}
