using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>A subscription that some session can use.</summary>
internal sealed record WantedSubscription(Guid ProviderId, Guid SessionId, SubscriptionKind Kind, string Resource, string About);

/// <summary>Which subscriptions the sessions can use at an instant; none while notifications are off.</summary>
internal sealed class WantedSubscriptions(CpeDbContext db, NotificationSwitch notifications)
{
    /// <summary>A subscription to a call must stand before the call.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>After this time a report that has not come is left to the schedule.</summary>
    private static readonly TimeSpan After = TimeSpan.FromHours(48);

    public async Task<IReadOnlyList<WantedSubscription>> AtAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!notifications.IsOn)
        {
            return [];
        }

        var (latestStart, earliestEnd) = (now + Ahead, now - After);

        // A delegated provider cannot subscribe to most of these resources: they are for applications.
        var candidates = db.Sessions.AsNoTracking().Where(session => session.CancelledAt == null && session.ProviderId != null && session.EndsAt > earliestEnd
            && db.Providers.Any(provider => provider.Id == session.ProviderId && provider.Kind == ProviderKind.Application));
        var events = await candidates
            .Join(db.SessionEvents, session => session.Id, row => row.SessionId, (session, row) => new { session, row })
            .Where(pair => pair.row.Kind == VirtualEventKind.Webinar)
            .Select(pair => new
            {
                ProviderId = pair.session.ProviderId!.Value,
                pair.session.Id,
                pair.session.EndsAt,
                pair.session.StartsAt,
                pair.row.EventId,
                HasData = db.AttendanceStatuses.Any(status => status.SessionId == pair.session.Id && status.CurrentSnapshotId != null),
            })
            .ToListAsync(cancellationToken);
        var found = new List<WantedSubscription>();
        foreach (var each in events)
        {
            var webinar = $"solutions/virtualEvents/webinars/{each.EventId}";
            if (!each.HasData && each.StartsAt < latestStart)
            {
                found.Add(new(each.ProviderId, each.Id, SubscriptionKind.AttendanceReports, $"{webinar}/getAttendanceReports", each.EventId));
            }

            if (each.EndsAt > now)
            {
                found.Add(new(each.ProviderId, each.Id, SubscriptionKind.Registrations, $"{webinar}/registrations", each.EventId));
            }
        }

        if (notifications.WantsCallEvents)
        {
            var meetings = await candidates
                .Where(session => session.StartsAt < latestStart && session.EndsAt > now && !db.SessionEvents.Any(row => row.SessionId == session.Id))
                .Select(session => new
                {
                    ProviderId = session.ProviderId!.Value,
                    session.Id,
                    JoinUrl = session.JoinUrl ?? db.CreatedMeetings.Where(row => row.SessionId == session.Id).Select(row => row.JoinUrl).FirstOrDefault(),
                })
                .Where(row => row.JoinUrl != null)
                .ToListAsync(cancellationToken);
            found.AddRange(meetings.Select(each => new WantedSubscription(
                each.ProviderId,
                each.Id,
                SubscriptionKind.MeetingCallEvents,
                $"/communications/onlineMeetings(joinWebUrl='{Uri.EscapeDataString(each.JoinUrl!)}')/meetingCallEvents",
                each.JoinUrl!)));
        }

        return [.. found.DistinctBy(each => (each.ProviderId, each.Resource))];
    }
}
