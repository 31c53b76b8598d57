using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>A person awards other credit than suggested; the reason is kept with it, and evidence if there is any.</summary>
internal static class OverrideCredit
{
    internal static async Task<IResult> RunAsync(
        Guid sessionId, Guid participantId, OverrideRequest request, GatherSession gather, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var outcome = picture.OutcomeOf(participantId);
        var award = await db.CreditAwards.SingleOrDefaultAsync(row => row.ParticipantId == participantId, cancellationToken);
        http.Request.RequireMatch(award?.Version ?? ETags.Absent);
        RequireAllowed(request, picture, participantId);

        var evidence = request.Evidence is { Length: > 0 } bytes ? db.Keep(bytes, "application/octet-stream") : null;
        var fields = FieldSplit.Of(request.Credits, picture.Ruleset.Increment, picture.Session.FieldsOfStudy);
        var before = award is null ? null : new { award.Kind, award.Credits };
        if (award is null)
        {
            award = New(picture, outcome, request, fields, evidence, caller, clock.GetUtcNow());
            db.Add(award);
        }
        else
        {
            award.Kind = AwardKind.Overridden;
            award.Credits = request.Credits;
            award.Fields = [.. fields];
            award.Decision = outcome.Decision;
            award.RulesetVersionId = picture.Session.RulesetVersionId;
            award.Reason = request.Reason;
            award.EvidenceSha256 = evidence ?? award.EvidenceSha256;
            award.AwardedBy = caller.Actor;
            award.AwardedAt = clock.GetUtcNow();
        }

        db.Record(new AuditEntry(caller.Actor, "credit.overridden", "participant", participantId, sessionId, new { before, request.Credits, suggested = outcome.Decision.Credits, award.EvidenceSha256 }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(award.Version);
        return TypedResults.Ok(AwardView.Of(award, outcome.Decision));
    }

    internal static async Task<IResult> EvidenceAsync(Guid sessionId, Guid participantId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var address = await db.CreditAwards.Where(row => row.ParticipantId == participantId && row.SessionId == sessionId).Select(row => row.EvidenceSha256).SingleOrDefaultAsync(cancellationToken)
            ?? throw Problems.NotFound("evidence for this participant");
        var item = await db.Evidence.AsNoTracking().SingleAsync(item => item.Sha256 == address, cancellationToken);
        return TypedResults.File(item.Content, item.MediaType, $"evidence-{address[..12]}.bin");
    }

    private static void RequireAllowed(OverrideRequest request, SessionPicture picture, Guid participantId)
    {
        if (picture.Session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "A cancelled session gives no credit.");
        }

        if (picture.Certificates.ContainsKey(participantId))
        {
            throw Problems.Conflict("certificate-issued", "A certificate is out", "Revoke the participant's certificate first, with its reason; then change the credit and issue anew.");
        }

        RequireFits(request, picture.Session.MaximumCredits, picture.Ruleset);
    }

    /// <summary>What holds for an override of a session's credit and of a program's alike.</summary>
    internal static void RequireFits(OverrideRequest request, decimal maximumCredits, Ruleset ruleset)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > CreditAward.ReasonMaxLength)
        {
            throw Problems.InvalidMember("/reason", "required", $"Say why, in at most {CreditAward.ReasonMaxLength} characters: an auditor asks for it.");
        }

        if (request.Credits < 0 || request.Credits > maximumCredits || !RulesetCheck.IsMultiple(request.Credits, ruleset.Increment))
        {
            throw Problems.InvalidMember("/credits", "out-of-range", $"Award 0 to {Words.Number(maximumCredits)} credits in {Words.Steps(ruleset.Increment)}.");
        }

        if (request.Credits > 0 && request.Credits < ruleset.MinimumFirstCredit)
        {
            throw Problems.InvalidMember("/credits", "below-first-credit", $"By the ruleset the first credit is {Words.Number(ruleset.MinimumFirstCredit)}: award none, or at least that.");
        }

        if (request.Evidence is { LongLength: > Uploads.MaximumFileBytes })
        {
            throw Problems.PayloadTooLarge(Uploads.MaximumFileBytes);
        }
    }

    private static CreditAward New(
        SessionPicture picture, ParticipantOutcome outcome, OverrideRequest request, IReadOnlyList<FieldCredits> fields, string? evidence, Caller caller, DateTimeOffset now) => new()
        {
            ParticipantId = outcome.Participant.Id,
            SessionId = picture.Session.Id,
            Kind = AwardKind.Overridden,
            Credits = request.Credits,
            Fields = [.. fields],
            Decision = outcome.Decision,
            RulesetVersionId = picture.Session.RulesetVersionId,
            Reason = request.Reason,
            EvidenceSha256 = evidence,
            AwardedBy = caller.Actor,
            AwardedAt = now,
        };
}

/// <summary>Other credit than suggested.</summary>
/// <param name="Credits">0 to the session's maximum, a multiple of the increment.</param>
/// <param name="Reason">Why; at most 1,000 characters.</param>
/// <param name="Evidence">A file as base64, at most 10 MiB.</param>
internal sealed record OverrideRequest(decimal Credits, string Reason, byte[]? Evidence);

/// <summary>Awarded credit.</summary>
/// <param name="Kind">approved or overridden.</param>
/// <param name="Credits">Awarded credits.</param>
/// <param name="Fields">The same per field of study.</param>
/// <param name="Reason">The reason of an override.</param>
/// <param name="EvidenceSha256">SHA-256 of the evidence.</param>
/// <param name="AwardedBy">Who.</param>
/// <param name="AwardedAt">When.</param>
/// <param name="SuggestedThen">What was suggested when the award was made.</param>
/// <param name="NeedsReview">True when the suggestion has changed since.</param>
internal sealed record AwardView(
    AwardKind Kind,
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields,
    string? Reason,
    string? EvidenceSha256,
    string AwardedBy,
    DateTimeOffset AwardedAt,
    decimal SuggestedThen,
    bool NeedsReview)
{
    public static AwardView Of(IAward award, CreditDecision suggestedNow) => new(
        award.Kind, award.Credits, award.Fields, award.Reason, award.EvidenceSha256, award.AwardedBy, award.AwardedAt, award.Decision.Credits, award.Decision.Credits != suggestedNow.Credits);
}
