using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>What a session must hold to whose meeting is a webinar, a town hall, or one that is made for it.</summary>
internal sealed partial class EventRules(FindVirtualEvent find, GraphClouds clouds, SecretProtector protector, TimeProvider clock)
{
    /// <summary>
    /// Exactly one way names the meeting, or none where there is no provider either. True when that is another one than a join URL, and in order.
    /// </summary>
    public async Task<bool> RequireNamedOnceAsync(Session session, CpeDbContext db, CancellationToken cancellationToken)
    {
        var named = new[] { (session.JoinUrl ?? session.JoinMeetingId) is not null, session.WebinarId is not null, session.Creates }.Count(given => given);
        if (named == 0 && session.ProviderId is null && !HadMeeting(session, db))
        {
            // Its attendance comes from files.
            return true;
        }

        if (named != 1)
        {
            throw Problems.InvalidMember("/joinUrl", named == 0 ? "required" : "one-of", string.Concat(
                "Name the meeting in exactly one way: by joinUrl, joinMeetingId, webinarId, or create: true.",
                named == 0 ? " A new session whose attendance is uploaded as files names none, and no providerId either." : ""));
        }

        if (session.WebinarId is { } id)
        {
            await RequireWebinarFitsAsync(session, id, db, cancellationToken);
        }
        else if (session.Creates)
        {
            await RequireProviderAsync(session, db, cancellationToken);
            _ = session.Organizer ?? throw Problems.InvalidMember("/organizer", "organizer-needed", "Say for whom the meeting is made: give the organizer's e-mail address or object id.");
        }

        return session.WebinarId is not null || session.Creates;
    }

    /// <summary>A meeting that was named once is not lost because a change names none.</summary>
    private static bool HadMeeting(Session session, CpeDbContext db)
    {
        var entry = db.Entry(session);
        return entry.State != EntityState.Detached
            && ((entry.Property(row => row.JoinUrl).OriginalValue ?? entry.Property(row => row.JoinMeetingId).OriginalValue ?? entry.Property(row => row.WebinarId).OriginalValue) is not null
                || entry.Property(row => row.Creates).OriginalValue);
    }

    /// <summary>An organizer is named by object id, by e-mail address, or by what the provider's identity mapping says.</summary>
    public static async Task RequireOrganizerFitsAsync(Session session, CpeDbContext db, CancellationToken cancellationToken)
    {
        if (session.Organizer is { } organizer && !Guid.TryParse(organizer, out _) && !EmailAddress.HasShape(organizer)
            && !await db.MeetingSettings.AnyAsync(row => row.ProviderId == session.ProviderId && row.DirectoryField == DirectoryField.EmployeeId, cancellationToken))
        {
            throw Problems.InvalidMember("/organizer", "organizer-malformed", "Name the organizer by object id or e-mail address.");
        }
    }

    /// <summary>The attendee link of a town hall says nothing by itself: the event is looked up among those that the organizer made.</summary>
    public async Task RequireKnownAsync(Session session, JoinLink link, CpeDbContext db, CancellationToken cancellationToken)
    {
        var entry = db.Entry(session);
        if (entry.State != EntityState.Detached && !entry.Property(row => row.JoinUrl).IsModified && await db.SessionEvents.AnyAsync(row => row.SessionId == session.Id, cancellationToken))
        {
            return;
        }

        if (session.ProviderId is null)
        {
            throw Refused("set providerId, so that it can be looked up among the organizer's webinars and town halls.");
        }

        var provider = await RequireProviderAsync(session, db, cancellationToken);
        RequireTenant("/joinUrl", link.TenantId, provider);
        var found = await find.ByLinkAsync(provider.Connect(protector), ReadEvent.OrganizerOf(session, link), link, session.StartsAt, cancellationToken);
        if (!found.Succeeded)
        {
            throw found.Failure.Kind switch
            {
                GraphFailureKind.EventNotFound => Refused("none of its organizer's webinars and town halls has it. Use the event's id (webinarId), or an ordinary meeting."),
                GraphFailureKind.WebinarsNotInCloud => Refused("and webinars and town halls can only be reached in Microsoft's global cloud. Use an ordinary meeting."),
                _ => GraphProblems.From(found.Failure),
            };
        }

        var known = await db.SessionEvents.SingleOrDefaultAsync(row => row.SessionId == session.Id, cancellationToken);
        new ReadEvent(db, find, clouds, clock).Store(known, session, link, found.Value);
    }

    private static ProblemException Refused(string why) =>
        Problems.InvalidMember("/joinUrl", "broadcast-meeting", $"This is the attendee link of a town hall or live event: {why}");

    private static async Task<Provider> RequireProviderAsync(Session session, CpeDbContext db, CancellationToken cancellationToken) =>
        session.ProviderId is not { } id
            ? throw Problems.InvalidMember("/providerId", "provider-needed", "Give the provider of the organizer's tenant.")
            : await db.Providers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
                ?? throw Problems.InvalidMember("/providerId", "provider-unknown", "There is no such provider: GET /api/v1/providers lists them.");

    private static void RequireTenant(string pointer, Guid? tenant, Provider provider)
    {
        if (tenant is { } other && other != provider.TenantId)
        {
            throw Problems.InvalidMember(pointer, "other-tenant", $"The event belongs to tenant {other}, the provider to {provider.TenantId}: choose the provider of the event's tenant.");
        }
    }

    private async Task RequireWebinarFitsAsync(Session session, string id, CpeDbContext db, CancellationToken cancellationToken)
    {
        if (EventId().Match(id) is not { Success: true } match)
        {
            throw Problems.InvalidMember("/webinarId", "webinar-id-malformed", "A webinar's or town hall's id is a guid, an @, and the tenant's guid, as Microsoft's event has it.");
        }

        if (session.ProviderId is null)
        {
            return;
        }

        var provider = await RequireProviderAsync(session, db, cancellationToken);
        RequireTenant("/webinarId", Guid.Parse(match.Groups["tenant"].Value), provider);
        if (clouds.EventRefusal(new("events.read", GraphFailureKind.EventNotFound, provider.Connect(protector))) is { } refusal)
        {
            throw Problems.InvalidMember("/webinarId", refusal.Code, $"{refusal.Message} {refusal.Remedy}");
        }
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@(?<tenant>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex EventId();
}
