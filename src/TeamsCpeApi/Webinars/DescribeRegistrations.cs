using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>Puts registrations, roster and attendance beside each other; nothing of it is stored.</summary>
internal sealed class DescribeRegistrations(CpeDbContext db, GatherSession gather, TimeProvider clock)
{
    public async Task<RegistrationsView> RunAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var row = await db.SessionEvents.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == sessionId, cancellationToken);
        var registrations = await db.Registrations.AsNoTracking().Where(row => row.SessionId == sessionId).ToListAsync(cancellationToken);
        var attempts = await db.RegistrationAttempts.AsNoTracking().Where(row => row.SessionId == sessionId).ToDictionaryAsync(row => row.ParticipantId, cancellationToken);
        var records = picture.Outcome.Matches.SelectMany(match => match.Identity.Records.Select(record => (record, match.ParticipantId))).ToList();
        var byRegistration = records.Where(pair => pair.record.RegistrationId is not null).ToLookup(pair => pair.record.RegistrationId!, pair => pair.record, StringComparer.OrdinalIgnoreCase);
        var byParticipant = records.Where(pair => pair.ParticipantId is not null).ToLookup(pair => pair.ParticipantId!.Value, pair => pair.record);
        var owners = OwnersOf(picture.Participants.Values);

        var items = registrations.OrderBy(registration => registration.RegisteredAt).ThenBy(registration => registration.RegistrationId, StringComparer.Ordinal).Select(registration =>
        {
            var participant = EmailAddress.Key(registration.Email) is { } key ? owners.GetValueOrDefault(key) : null;
            return new RegistrantView(
                registration.RegistrationId,
                registration.Gone ? "gone" : registration.Status,
                registration.FirstName,
                registration.LastName,
                registration.Email,
                participant?.Id,
                participant?.ExternalId,
                CheckInOf(participant is null ? [.. byRegistration[registration.RegistrationId]] : [.. byParticipant[participant.Id].Concat(byRegistration[registration.RegistrationId]).Distinct()], picture.Session),
                AttemptOf(participant, attempts));
        }).ToList();
        var registered = items.Select(item => item.ParticipantId).OfType<Guid>().ToHashSet();
        items.AddRange(picture.Participants.Values.Where(participant => !registered.Contains(participant.Id)).Select(participant => new RegistrantView(
            null, null, null, null, participant.Email, participant.Id, participant.ExternalId, CheckInOf([.. byParticipant[participant.Id]], picture.Session), AttemptOf(participant, attempts))));
        return new RegistrationsView(EventView.Of(row), row?.RegistrationsListedAt, row?.RegistrationsProblem, items, null);
    }

    /// <summary>Whose address it is, over all addresses of everybody; one that two people share is nobody's.</summary>
    internal static Dictionary<string, Participant> OwnersOf(IEnumerable<Participant> participants) => participants
        .SelectMany(participant => participant.Aliases.Append(participant.Email).Select(EmailAddress.Key).OfType<string>().Distinct().Select(key => (key, participant)))
        .GroupBy(pair => pair.key, StringComparer.Ordinal)
        .Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.Single().participant, StringComparer.Ordinal);

    private static AttemptView? AttemptOf(Participant? participant, Dictionary<Guid, RegistrationAttempt> attempts) =>
        participant is not null && attempts.TryGetValue(participant.Id, out var attempt) ? new AttemptView(attempt.Outcome, attempt.Problem, attempt.At) : null;

    private CheckInView CheckInOf(IReadOnlyCollection<AttendanceRecord> records, Session session)
    {
        var open = records.SelectMany(record => record.Stays).Where(stay => stay is { Joined: not null, Left: null }).Select(stay => stay.Joined).Max();
        var seconds = Presence.Of(records).Instants.Seconds;
        return records.Count == 0 ? new CheckInView(CheckInState.NotYet, null, 0)
            : open is { } since && clock.GetUtcNow() < session.EndsAt ? new CheckInView(CheckInState.Present, since, seconds)
            : new CheckInView(CheckInState.Attended, records.SelectMany(record => record.Stays).Min(stay => stay.Joined), seconds);
    }
}

/// <summary>Whether somebody was there.</summary>
internal enum CheckInState
{
    /// <summary>No attendance report has them.</summary>
    NotYet,

    /// <summary>They joined and have not left.</summary>
    Present,

    /// <summary>They were there.</summary>
    Attended,
}

/// <summary>Whether a registrant was there, by the attendance reports.</summary>
/// <param name="State">notYet, present or attended.</param>
/// <param name="Since">When they joined.</param>
/// <param name="AttendedSeconds">Presence, each instant once.</param>
internal sealed record CheckInView(CheckInState State, DateTimeOffset? Since, long AttendedSeconds);

/// <summary>What became of registering a participant.</summary>
/// <param name="Outcome">registered, alreadyRegistered or failed.</param>
/// <param name="Problem">Why it failed.</param>
/// <param name="At">When.</param>
internal sealed record AttemptView(RegistrationOutcome Outcome, JobProblem? Problem, DateTimeOffset At);

/// <summary>Somebody who registered, or a participant who is not registered.</summary>
/// <param name="RegistrationId">Microsoft's id; null for a participant who is not registered.</param>
/// <param name="Status">Microsoft's word (registered, canceled, waitlisted, pendingApproval, rejectedByOrganizer), or gone when it is listed no more.</param>
/// <param name="FirstName">First name as registered.</param>
/// <param name="LastName">Last name as registered.</param>
/// <param name="Email">Address.</param>
/// <param name="ParticipantId">The participant whose address it is.</param>
/// <param name="ExternalId">The LMS's id of that participant.</param>
/// <param name="CheckIn">Whether they were there.</param>
/// <param name="Attempt">What became of registering them from here.</param>
internal sealed record RegistrantView(
    string? RegistrationId,
    string? Status,
    string? FirstName,
    string? LastName,
    string? Email,
    Guid? ParticipantId,
    string? ExternalId,
    CheckInView CheckIn,
    AttemptView? Attempt);

/// <summary>A webinar or town hall.</summary>
/// <param name="Id">Microsoft's event id.</param>
/// <param name="Kind">webinar or townHall.</param>
/// <param name="Status">Microsoft's word: draft, published, canceled.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sessions">Its sessions; the chosen one is this session's.</param>
/// <param name="CheckedAt">When it was read last.</param>
internal sealed record EventView(string Id, VirtualEventKind Kind, string? Status, string? Title, IReadOnlyList<EventSessionView> Sessions, DateTimeOffset CheckedAt)
{
    public static EventView? Of(SessionEvent? row) => row is null ? null : new(row.EventId, row.Kind, row.Status, row.Title, row.Sessions, row.CheckedAt);
}

/// <summary>Registrations.</summary>
/// <param name="Event">The event; null until it was read.</param>
/// <param name="ListedAt">When the registrations were listed last.</param>
/// <param name="Problem">Why they could not be listed.</param>
/// <param name="Items">Registrants in the order of registration, then participants who are not registered.</param>
/// <param name="Next">Always null: the list is derived as a whole.</param>
internal sealed record RegistrationsView(EventView? Event, DateTimeOffset? ListedAt, JobProblem? Problem, IReadOnlyList<RegistrantView> Items, string? Next);
