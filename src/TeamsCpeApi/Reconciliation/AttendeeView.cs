using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>The attendees of a session. They are not stored; their ids follow from what they are, and stay over refreshes.</summary>
internal static class Attendees
{
    internal static Guid IdOf(Guid sessionId, string identityKey) => Ids.Of($"{sessionId}\n{identityKey}");

    internal static Dictionary<Guid, IdentityMatch> AttendeesById(this SessionPicture picture) =>
        picture.Outcome.Matches.ToDictionary(match => IdOf(picture.Session.Id, match.Identity.Key));

    internal static IdentityMatch FindAttendee(this SessionPicture picture, Guid attendeeId) =>
        picture.AttendeesById().GetValueOrDefault(attendeeId) ?? throw Problems.NotFound("attendee in this session");
}

/// <summary>A participant that an attendee may be.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">Name on the roster.</param>
/// <param name="Score">How much speaks for it, 0 to 100; it orders candidates and never decides.</param>
/// <param name="Reason">Why.</param>
internal sealed record CandidateView(Guid ParticipantId, string? ExternalId, string Name, int Score, string Reason)
{
    public static CandidateView Of(Candidate candidate, Participant participant) =>
        new(participant.Id, participant.ExternalId, participant.Name, candidate.Score, candidate.Reason);
}

/// <summary>Whose an identity is.</summary>
/// <param name="State">unmatched, suggested, matched, dismissed, or staff (who waits for nobody).</param>
/// <param name="Rung">The rung that decided or suggested.</param>
/// <param name="ParticipantId">The participant, when matched.</param>
/// <param name="Candidates">Participants that it may be while it waits for a person, the likeliest first.</param>
/// <param name="Evidence">Why.</param>
/// <param name="NeedsReview">True when a human decision has to be looked at again: decide once more to confirm it.</param>
/// <param name="ReviewReasons">What changed under the decision, or contradicts it.</param>
/// <param name="Reason">The reason of a human decision.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
internal sealed record MatchView(
    MatchState State,
    MatchRung? Rung,
    Guid? ParticipantId,
    IReadOnlyList<CandidateView> Candidates,
    string Evidence,
    bool NeedsReview,
    IReadOnlyList<string> ReviewReasons,
    string? Reason,
    string? DecidedBy,
    DateTimeOffset? DecidedAt);

/// <summary>An identity seen in Teams or Forms.</summary>
/// <param name="Id">Stable over refreshes and uploads.</param>
/// <param name="DisplayName">Name as received.</param>
/// <param name="Email">Address or sign-in name as received.</param>
/// <param name="FurtherAddresses">Other addresses that attendance files name beside it, such as the sign-in name.</param>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="RegistrationId">Webinar registration id.</param>
/// <param name="Class">attendee, presenter, organizer or instructor: as what it was there.</param>
/// <param name="Roles">Roles in the meeting, as received.</param>
/// <param name="Attended">True when an attendance report has it.</param>
/// <param name="AnsweredPolls">True when poll answers carry it.</param>
/// <param name="PresentSeconds">Presence, each instant once, not yet clipped to the session.</param>
/// <param name="Match">Whose it is.</param>
/// <param name="Etag">What to send as If-Match with a decision.</param>
/// <param name="TypedName">A name that was typed into a question of a form, where anybody can type anybody's.</param>
/// <param name="TypedEmail">An address that was typed so.</param>
internal sealed record AttendeeView(
    Guid Id,
    string? DisplayName,
    string? Email,
    IReadOnlyList<string> FurtherAddresses,
    string? ObjectId,
    string? RegistrationId,
    AttendeeClass Class,
    IReadOnlyList<string> Roles,
    bool Attended,
    bool AnsweredPolls,
    long PresentSeconds,
    MatchView Match,
    string Etag,
    string? TypedName,
    string? TypedEmail)
{
    public static AttendeeView Of(Guid attendeeId, SessionPicture picture) => Of(picture.FindAttendee(attendeeId), picture);

    public static AttendeeView Of(IdentityMatch match, SessionPicture picture)
    {
        var identity = match.Identity;
        var decision = identity.Keys.Select(key => picture.Decisions.GetValueOrDefault(key)).FirstOrDefault(found => found is not null);
        var presence = Presence.Of([.. identity.Records]);
        return new AttendeeView(
            Attendees.IdOf(picture.Session.Id, identity.Key),
            identity.DisplayName,
            identity.Email,
            identity.FurtherAddresses,
            identity.ObjectId,
            identity.RegistrationId,
            match.Class,
            [.. identity.Records.Select(record => record.Role).OfType<string>().Distinct()],
            identity.Records.Count > 0,
            identity.AnsweredPolls,
            presence.Instants.Seconds,
            new MatchView(
                match.State,
                match.Rung,
                match.ParticipantId,
                [.. match.Candidates.Select(candidate => CandidateView.Of(candidate, picture.Participants[candidate.ParticipantId]))],
                match.Evidence,
                match.NeedsReview,
                match.ReviewReasons,
                decision?.Reason,
                decision?.DecidedBy,
                decision?.DecidedAt),
            $"\"{decision?.Version ?? ETags.Absent}\"",
            identity.Typed?.Name,
            identity.Typed?.Email);
    }
}

/// <summary>Attendees.</summary>
/// <param name="Items">All of them.</param>
/// <param name="Next">Always null: the list is derived as a whole.</param>
internal sealed record AttendeeList(IReadOnlyList<AttendeeView> Items, string? Next);
