using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>The identities seen in Teams and Forms, and whose they are.</summary>
internal static class AttendeeEndpoints
{
    public static void MapAttendees(this IEndpointRouteBuilder routes)
    {
        var attendees = routes.MapGroup("/sessions/{sessionId:guid}/attendees").WithTags("Attendees").RequireAuthorization(Policies.Read);
        attendees.MapGet("/", ListAsync).WithName("ListAttendees").WithSummary("Identities seen, each with its match, the rung that decided and the evidence; ?match=unmatched|suggested|matched|dismissed.");
        attendees.MapPut("/{attendeeId:guid}/match", DecideAsync).RequireAuthorization(Policies.Operate)
            .WithName("DecideMatch").WithSummary("Say which participant it is, or that it is nobody of the roster; with a reason. The attendee's etag is its If-Match.");
        attendees.MapDelete("/{attendeeId:guid}/match", UndoAsync).RequireAuthorization(Policies.Operate)
            .Produces(204).WithName("UndoMatch").WithSummary("Take a human decision back; the ladder decides again.");
    }

    private static async Task<AttendeeList> ListAsync(Guid sessionId, string? match, GatherSession gather, CancellationToken cancellationToken)
    {
        var state = QueryValues.Choice<MatchState>(match, nameof(match));
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        return new AttendeeList([.. picture.Outcome.Matches.Where(row => state is null || row.State == state).Select(row => View(row, picture))], null);
    }

    private static async Task<AttendeeView> DecideAsync(
        Guid sessionId, Guid attendeeId, MatchRequest request, GatherSession gather, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var identity = FindAttendee(picture, attendeeId);
        var decisions = await DecisionsAsync(db, sessionId, identity, cancellationToken);
        var former = decisions.Count > 0 ? decisions[0] : null;
        http.Request.RequireMatch(former?.Version ?? ETags.Absent);
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > MatchDecisionEntry.ReasonMaxLength)
        {
            throw Problems.InvalidMember("/reason", "required", $"Say why, in at most {MatchDecisionEntry.ReasonMaxLength} characters: an auditor asks for it.");
        }

        if (request.ParticipantId is { } participantId && !picture.Participants.ContainsKey(participantId))
        {
            throw Problems.InvalidMember("/participantId", "participant-unknown", "There is no such participant on this session's roster. Null means: nobody of the roster.");
        }

        if (former is null)
        {
            former = new MatchDecisionEntry
            {
                SessionId = sessionId,
                IdentityKey = identity.Key,
                ParticipantId = request.ParticipantId,
                Reason = request.Reason,
                DecidedBy = caller.Actor,
                DecidedAt = clock.GetUtcNow(),
            };
            db.Add(former);
        }
        else
        {
            former.ParticipantId = request.ParticipantId;
            former.Reason = request.Reason;
            former.DecidedBy = caller.Actor;
            former.DecidedAt = clock.GetUtcNow();
        }

        db.Record(new AuditEntry(caller.Actor, "match.decided", "attendee", attendeeId, sessionId, new { request.ParticipantId }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(former.Version);
        var after = await gather.RunAsync(sessionId, cancellationToken);
        return View(after.Outcome.Matches.Single(row => row.Identity.Key == identity.Key), after);
    }

    private static async Task<IResult> UndoAsync(Guid sessionId, Guid attendeeId, GatherSession gather, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var identity = FindAttendee(picture, attendeeId);
        var decisions = await DecisionsAsync(db, sessionId, identity, cancellationToken);
        var decision = decisions.Count > 0 ? decisions[0] : throw Problems.NotFound("human decision about this attendee");
        http.Request.RequireMatch(decision);
        db.RemoveRange(decisions);
        db.Record(new AuditEntry(caller.Actor, "match.undone", "attendee", attendeeId, sessionId, new { decision.ParticipantId }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>The decisions that apply to an identity, the one on its strongest key first: it may have gained stronger keys since.</summary>
    private static async Task<List<MatchDecisionEntry>> DecisionsAsync(CpeDbContext db, Guid sessionId, SeenIdentity identity, CancellationToken cancellationToken)
    {
        var keys = identity.Keys.ToList();
        var decisions = await db.MatchDecisions.Where(row => row.SessionId == sessionId && keys.Contains(row.IdentityKey)).ToListAsync(cancellationToken);
        return [.. decisions.OrderBy(decision => keys.IndexOf(decision.IdentityKey))];
    }

    private static SeenIdentity FindAttendee(SessionPicture picture, Guid attendeeId) =>
        picture.Outcome.Matches.Select(match => match.Identity).FirstOrDefault(identity => IdOf(picture.Session.Id, identity.Key) == attendeeId)
        ?? throw Problems.NotFound("attendee in this session");

    /// <summary>An identity is not stored; its id follows from what it is, and stays over refreshes.</summary>
    private static Guid IdOf(Guid sessionId, string identityKey)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{sessionId}\n{identityKey}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static AttendeeView View(IdentityMatch match, SessionPicture picture)
    {
        var identity = match.Identity;
        var decision = identity.Keys.Select(key => picture.Decisions.GetValueOrDefault(key)).FirstOrDefault(found => found is not null);
        var presence = Presence.Of([.. identity.Records]);
        return new AttendeeView(
            IdOf(picture.Session.Id, identity.Key),
            identity.DisplayName,
            identity.Email,
            identity.ObjectId,
            identity.RegistrationId,
            [.. identity.Records.Select(record => record.Role).OfType<string>().Distinct()],
            identity.Records.Count > 0,
            identity.AnsweredPolls,
            presence.Instants.Seconds,
            new MatchView(
                match.State,
                match.Rung,
                match.ParticipantId,
                [.. match.Candidates.Select(id => new CandidateView(id, picture.Participants[id].ExternalId, picture.Participants[id].Name))],
                match.Evidence,
                match.NeedsReview,
                decision?.Reason,
                decision?.DecidedBy,
                decision?.DecidedAt),
            $"\"{decision?.Version ?? ETags.Absent}\"");
    }
}

/// <summary>A human decision.</summary>
/// <param name="ParticipantId">The participant it is; null: nobody of the roster.</param>
/// <param name="Reason">Why; at most 500 characters.</param>
internal sealed record MatchRequest(Guid? ParticipantId, string Reason);

/// <summary>A participant that an attendee may be.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">Name on the roster.</param>
internal sealed record CandidateView(Guid ParticipantId, string? ExternalId, string Name);

/// <summary>Whose an identity is.</summary>
/// <param name="State">unmatched, suggested, matched, or dismissed.</param>
/// <param name="Rung">The rung that decided or suggested.</param>
/// <param name="ParticipantId">The participant, when matched.</param>
/// <param name="Candidates">Participants that it may be, when suggested.</param>
/// <param name="Evidence">Why.</param>
/// <param name="NeedsReview">True when a human decision no longer fits the data under it.</param>
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
    string? Reason,
    string? DecidedBy,
    DateTimeOffset? DecidedAt);

/// <summary>An identity seen in Teams or Forms.</summary>
/// <param name="Id">Stable over refreshes and uploads.</param>
/// <param name="DisplayName">Name as received.</param>
/// <param name="Email">Address or sign-in name as received.</param>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="RegistrationId">Webinar registration id.</param>
/// <param name="Roles">Roles in the meeting, as received.</param>
/// <param name="Attended">True when an attendance report has it.</param>
/// <param name="AnsweredPolls">True when poll answers carry it.</param>
/// <param name="PresentSeconds">Presence, each instant once, not yet clipped to the session.</param>
/// <param name="Match">Whose it is.</param>
/// <param name="Etag">What to send as If-Match with a decision.</param>
internal sealed record AttendeeView(
    Guid Id,
    string? DisplayName,
    string? Email,
    string? ObjectId,
    string? RegistrationId,
    IReadOnlyList<string> Roles,
    bool Attended,
    bool AnsweredPolls,
    long PresentSeconds,
    MatchView Match,
    string Etag);

/// <summary>Attendees.</summary>
/// <param name="Items">All of them.</param>
/// <param name="Next">Always null: the list is derived as a whole.</param>
internal sealed record AttendeeList(IReadOnlyList<AttendeeView> Items, string? Next);
