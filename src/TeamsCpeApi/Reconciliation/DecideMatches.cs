using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>A person says whose an attendee is, of one or of many. What they had before them is kept with the decision.</summary>
internal sealed class DecideMatches(GatherSession gather, CpeDbContext db, Caller caller, TimeProvider clock)
{
    private const int MostItems = 1_000;

    public async Task<AttendeeView> OneAsync(Guid sessionId, Guid attendeeId, MatchRequest request, HttpContext http, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var match = picture.FindAttendee(attendeeId);
        var decisions = await DecisionsAsync(sessionId, cancellationToken);
        http.Request.RequireMatch(VersionOf(match.Identity, decisions));
        if (ProblemOf(picture, request.ParticipantId, request.Reason, "") is { } problem)
        {
            throw Problems.InvalidMember(problem.Pointer!, problem.Code, problem.Message);
        }

        var memory = await AliasMemory.LoadAsync(db, picture, [match.Identity], caller, cancellationToken);
        var decision = Decide(picture, match, request.ParticipantId, request.Reason, decisions, memory);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(decision.Version);
        return AttendeeView.Of(attendeeId, await gather.RunAsync(sessionId, cancellationToken));
    }

    /// <summary>Every item by itself: those that cannot be taken are refused and lose none of the others.</summary>
    public async Task<MatchesAnswer> ManyAsync(Guid sessionId, MatchesRequest request, CancellationToken cancellationToken)
    {
        var items = Lists.Whole(request.Items, "/items");
        if (items.Count is 0 or > MostItems)
        {
            throw Problems.InvalidMember("/items", "out-of-range", $"Send 1 to {MostItems} items.");
        }

        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var matches = picture.AttendeesById();
        var decisions = await DecisionsAsync(sessionId, cancellationToken);
        var chosen = items.Select(item => matches.GetValueOrDefault(item.AttendeeId)).OfType<IdentityMatch>().Select(match => match.Identity);
        var memory = await AliasMemory.LoadAsync(db, picture, chosen, caller, cancellationToken);
        var done = new HashSet<Guid>();
        var errors = items.Select((item, index) => Take(item, $"/items/{index}")).ToArray();
        if (errors.All(error => error is not null))
        {
            throw Problems.Invalid("None of the decisions was taken: mend the items named under errors and send them again.", [.. errors.OfType<InputError>().Take(100)]);
        }

        await db.SaveChangesAsync(cancellationToken);
        var after = await gather.RunAsync(sessionId, cancellationToken);
        return new MatchesAnswer(
            errors.Count(error => error is null),
            errors.Count(error => error is not null),
            [.. items.Select((item, index) => errors[index] is { } error
                ? new MatchItemView(index, item.AttendeeId, MatchOutcome.Refused, null, error)
                : new MatchItemView(index, item.AttendeeId, MatchOutcome.Decided, AttendeeView.Of(item.AttendeeId, after), null))]);

        InputError? Take(MatchItem item, string pointer)
        {
            if (!matches.TryGetValue(item.AttendeeId, out var match))
            {
                return new InputError("attendee-unknown", "There is no such attendee in this session. Read the attendees again.", $"{pointer}/attendeeId");
            }

            if (done.Contains(item.AttendeeId))
            {
                return new InputError("duplicate-attendee", "The same attendee stands in the list twice: keep one of the two.", $"{pointer}/attendeeId");
            }

            if ((ETagProblem(item.Etag, VersionOf(match.Identity, decisions), pointer) ?? ProblemOf(picture, item.ParticipantId, item.Reason, pointer)) is { } problem)
            {
                return problem;
            }

            done.Add(item.AttendeeId);
            Decide(picture, match, item.ParticipantId, item.Reason!, decisions, memory);
            return null;
        }
    }

    /// <summary>Also of an attendee whom no source names any more: the decision would hold again when one does.</summary>
    public async Task UndoAsync(Guid sessionId, Guid attendeeId, HttpContext http, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var match = picture.AttendeesById().GetValueOrDefault(attendeeId);
        var decisions = await DecisionsAsync(sessionId, cancellationToken);
        var undone = match is null ? decisions.FindAll(entry => Attendees.IdOf(sessionId, entry.IdentityKey) == attendeeId) : About(match.Identity, decisions);
        var decision = undone is [var strongest, ..] ? strongest : throw Problems.NotFound("human decision about this attendee");
        http.Request.RequireMatch(decision);
        (await AliasMemory.LoadAsync(db, picture, match is null ? [] : [match.Identity], caller, cancellationToken)).Forget(undone);
        db.RemoveRange(undone);
        db.Record(new AuditEntry(caller.Actor, "match.undone", "attendee", attendeeId, sessionId, new { decision.ParticipantId }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Decides about all that the identity is made of: a former decision about a part of it must not stand against this one, for what people
    /// decided differently is not joined.
    /// </summary>
    private MatchDecisionEntry Decide(SessionPicture picture, IdentityMatch match, Guid? participantId, string reason, List<MatchDecisionEntry> decisions, AliasMemory memory)
    {
        var identity = match.Identity;
        var participant = participantId is { } id ? picture.Participants[id] : null;
        var decision = Standing(picture, identity, decisions);
        if (decision is null)
        {
            decision = new MatchDecisionEntry { SessionId = picture.Session.Id, IdentityKey = identity.Key, ParticipantId = null, Reason = reason, DecidedBy = caller.Actor, DecidedAt = clock.GetUtcNow() };
            db.Add(decision);
            decisions.Add(decision);
        }

        var basis = MatchBasis.Of(identity, participant?.ToRosterEntry(), match.FoundParticipantId);
        var further = About(identity, decisions).Where(other => other != decision && IsOnlyOf(picture, identity, other)).ToArray();
        memory.Forget(further);
        foreach (var entry in further.Append(decision))
        {
            (entry.ParticipantId, entry.Reason, entry.DecidedBy, entry.DecidedAt, entry.Basis) = (participantId, reason, caller.Actor, clock.GetUtcNow(), basis);
        }

        memory.Follow(decision, match, participant);
        db.Record(new AuditEntry(caller.Actor, "match.decided", "attendee", Attendees.IdOf(picture.Session.Id, identity.Key), picture.Session.Id, new { ParticipantId = participantId }));
        return decision;
    }

    /// <summary>The decision to be changed: that on the identity's own key, or the only one on a weaker key that no other identity has.</summary>
    private static MatchDecisionEntry? Standing(SessionPicture picture, SeenIdentity identity, List<MatchDecisionEntry> decisions) => About(identity, decisions) switch
    {
        [{ } exact, ..] when exact.IdentityKey == identity.Key => exact,
        [{ } only] when IsOnlyOf(picture, identity, only) => only,
        _ => null,
    };

    private static bool IsOnlyOf(SessionPicture picture, SeenIdentity identity, MatchDecisionEntry decision) =>
        !picture.Outcome.Matches.Any(other => other.Identity.Key != identity.Key && other.Identity.Keys.Contains(decision.IdentityKey));

    private static int VersionOf(SeenIdentity identity, List<MatchDecisionEntry> decisions) => About(identity, decisions) is [var strongest, ..] ? strongest.Version : ETags.Absent;

    /// <summary>The decisions that apply to an identity, the one on its strongest key first: it may have gained stronger keys since.</summary>
    private static List<MatchDecisionEntry> About(SeenIdentity identity, List<MatchDecisionEntry> decisions) =>
        [.. identity.Keys.Select(key => decisions.Find(decision => decision.IdentityKey == key)).OfType<MatchDecisionEntry>()];

    private Task<List<MatchDecisionEntry>> DecisionsAsync(Guid sessionId, CancellationToken cancellationToken) =>
        db.MatchDecisions.Where(row => row.SessionId == sessionId).ToListAsync(cancellationToken);

    private static InputError? ETagProblem(string? etag, int version, string pointer) => etag?.Trim() switch
    {
        null or "" => new InputError("precondition-required", "Send the attendee's etag as it was read.", $"{pointer}/etag"),
        "*" => null,
        { } tag when tag == $"\"{version}\"" => null,
        _ => new InputError("precondition-failed", $"Somebody decided about it in the meantime. Read it again (its etag is now \"{version}\"), and repeat the decision if it still applies.", $"{pointer}/etag"),
    };

    private static InputError? ProblemOf(SessionPicture picture, Guid? participantId, string? reason, string pointer) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > MatchDecisionEntry.ReasonMaxLength
            ? new InputError("required", $"Say why, in at most {MatchDecisionEntry.ReasonMaxLength} characters: an auditor asks for it.", $"{pointer}/reason")
        : participantId is { } id && !picture.Participants.ContainsKey(id)
            ? new InputError("participant-unknown", "There is no such participant on this session's roster. Null means: nobody of the roster.", $"{pointer}/participantId")
        : null;
}

/// <summary>A human decision.</summary>
/// <param name="ParticipantId">The participant it is; null: nobody of the roster.</param>
/// <param name="Reason">Why; at most 500 characters.</param>
internal sealed record MatchRequest(Guid? ParticipantId, string Reason);

/// <summary>Human decisions.</summary>
/// <param name="Items">1 to 1,000 of them.</param>
internal sealed record MatchesRequest(IReadOnlyList<MatchItem> Items);

/// <summary>A human decision about one of many attendees.</summary>
/// <param name="AttendeeId">The attendee.</param>
/// <param name="ParticipantId">The participant it is; null: nobody of the roster.</param>
/// <param name="Reason">Why; at most 500 characters.</param>
/// <param name="Etag">The attendee's etag as it was read.</param>
internal sealed record MatchItem(Guid AttendeeId, Guid? ParticipantId, string? Reason, string? Etag);

/// <summary>What became of one decision.</summary>
internal enum MatchOutcome
{
    /// <summary>It is taken.</summary>
    Decided,

    /// <summary>It is not taken; the error says why.</summary>
    Refused,
}

/// <summary>What became of one decision.</summary>
/// <param name="Index">Position in what was sent, from 0.</param>
/// <param name="AttendeeId">The attendee.</param>
/// <param name="Outcome">decided or refused.</param>
/// <param name="Attendee">The attendee as it stands now.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record MatchItemView(int Index, Guid AttendeeId, MatchOutcome Outcome, AttendeeView? Attendee, InputError? Error);

/// <summary>What became of many decisions.</summary>
/// <param name="Decided">How many were taken.</param>
/// <param name="Refused">How many were not.</param>
/// <param name="Items">An outcome for each.</param>
internal sealed record MatchesAnswer(int Decided, int Refused, IReadOnlyList<MatchItemView> Items);
