using Microsoft.AspNetCore.StaticFiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
    private const string AnyBytes = "application/octet-stream";
    private static readonly FileExtensionContentTypeProvider MediaTypes = new();

    internal static async Task<IResult> RunAsync(
        Guid sessionId,
        Guid participantId,
        OverrideRequest request,
        GatherSession gather,
        CpeDbContext db,
        Caller caller,
        IOptions<ApprovalOptions> approval,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var outcome = picture.OutcomeOf(participantId);
        var award = await db.CreditAwards.Include(row => row.Decision).SingleOrDefaultAsync(row => row.ParticipantId == participantId, cancellationToken);
        http.Request.RequireMatch(award?.Version ?? ETags.Absent);
        if (picture.Session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "A cancelled session gives no credit.");
        }

        if (picture.Certificates.ContainsKey(participantId))
        {
            throw Problems.Conflict(
                "certificate-issued",
                "A certificate is out",
                "Correct it: POST /api/v1/certificates/{id}/reissue with an override. Or revoke it first, with its reason; then change the credit and issue anew.");
        }

        RequireValid(request, picture.Session.MaximumCredits, picture.Ruleset, "");

        var (before, persons) = (award is null ? null : new { award.Kind, award.Credits }, approval.Value.Persons);
        award = await AwardAsync(request, outcome, picture, award, db, caller, clock.GetUtcNow(), persons, cancellationToken);
        db.Record(new AuditEntry(caller.Actor, persons == 1 ? "credit.overridden" : "credit.override-proposed", "participant", participantId, sessionId, new
        {
            before,
            request.Credits,
            suggested = outcome.Decision.Credits,
            award.EvidenceSha256,
            decision = award.Decision.Sha256,
            overlaps = award.OverlapsKnown,
        }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(award.Version);
        return TypedResults.Ok(AwardView.Of(award, outcome.Decision, picture.Session.RulesetVersionId));
    }

    /// <summary>Evidence as it was uploaded; its name says what it is.</summary>
    internal static async Task<IResult> EvidenceAsync(Guid sessionId, Guid participantId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var award = await db.CreditAwards.AsNoTracking().SingleOrDefaultAsync(row => row.ParticipantId == participantId && row.SessionId == sessionId && row.EvidenceSha256 != null, cancellationToken)
            ?? throw Problems.NotFound("evidence for this participant");
        return await FileOfAsync(db, award, cancellationToken);
    }

    internal static async Task<IResult> FileOfAsync(CpeDbContext db, AwardedCredit award, CancellationToken cancellationToken)
    {
        var content = await db.Evidence.AsNoTracking().Where(item => item.Sha256 == award.EvidenceSha256).Select(item => item.Content).SingleAsync(cancellationToken);
        var name = award.EvidenceName ?? $"evidence-{award.EvidenceSha256![..12]}.bin";
        return TypedResults.File(content, MediaTypes.TryGetContentType(name, out var mediaType) ? mediaType : AnyBytes, name);
    }

    internal static async Task<CreditAward> AwardAsync(
        OverrideRequest request, ParticipantOutcome outcome, SessionPicture picture, CreditAward? award, CpeDbContext db, Caller caller, DateTimeOffset now, int persons, CancellationToken cancellationToken)
    {
        var id = outcome.Participant.Id;
        var fields = FieldSplit.Of(request.Credits, picture.Ruleset.Increment, picture.Session.FieldsOfStudy);
        var decisions = await KeepDecisions.RunAsync(picture, [outcome], db, now, cancellationToken);
        var terms = TermsOf(request, award, fields, decisions[id], db) with { OverlapsKnown = picture.OverlapsOf([id]) };
        return db.Award(award, picture.Session.Id, id, terms, caller, now, persons);
    }

    /// <summary>The terms of an override; evidence that was given before stays unless there is other.</summary>
    internal static AwardTerms TermsOf(OverrideRequest request, AwardedCredit? award, IReadOnlyList<FieldCredits> fields, StoredDecision decision, CpeDbContext db)
    {
        var (evidence, name) = request.Evidence is { Length: > 0 } bytes
            ? (db.Keep(bytes, AnyBytes), request.EvidenceName is null ? null : Uploads.SafeName(request.EvidenceName))
            : (award?.EvidenceSha256, award?.EvidenceName);
        return new AwardTerms(AwardKind.Overridden, request.Credits, fields, decision, request.Reason, evidence, name);
    }

    /// <summary>What holds for an override of a session's credit and of a program's alike.</summary>
    internal static void RequireValid(OverrideRequest request, decimal maximumCredits, Ruleset ruleset, string pointer)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > CreditAward.ReasonMaxLength)
        {
            throw Problems.InvalidMember($"{pointer}/reason", "required", $"Say why, in at most {CreditAward.ReasonMaxLength} characters: an auditor asks for it.");
        }

        if (request.Credits < 0 || request.Credits > maximumCredits || !RulesetCheck.IsMultiple(request.Credits, ruleset.Increment))
        {
            throw Problems.InvalidMember($"{pointer}/credits", "out-of-range", $"Award 0 to {Words.Number(maximumCredits)} credits in {Words.Steps(ruleset.Increment)}.");
        }

        if (request.Credits > 0 && request.Credits < ruleset.MinimumFirstCredit)
        {
            throw Problems.InvalidMember($"{pointer}/credits", "below-first-credit", $"By the ruleset the first credit is {Words.Number(ruleset.MinimumFirstCredit)}: award none, or at least that.");
        }

        if (request.Evidence is { LongLength: > Uploads.MaximumFileBytes })
        {
            throw Problems.EvidenceTooLarge(Uploads.MaximumFileBytes);
        }
    }
}

/// <summary>Other credit than suggested.</summary>
/// <param name="Credits">0 to the session's maximum, a multiple of the increment.</param>
/// <param name="Reason">Why; at most 1,000 characters.</param>
/// <param name="Evidence">A file as base64, at most 10 MiB; what was given with an earlier override stays when left out.</param>
/// <param name="EvidenceName">The file's name; it says what kind of file is downloaded later.</param>
internal sealed record OverrideRequest(decimal Credits, string Reason, byte[]? Evidence, string? EvidenceName);
