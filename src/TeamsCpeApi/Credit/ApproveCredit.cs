using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>A person approves what the ruleset suggests. Approving again changes nothing; overrides and certified awards stay.</summary>
internal static class ApproveCredit
{
    private const string Certified = "A certificate is out: revoke or reissue it to change the credit.";

    internal static async Task<IResult> RunAsync(Guid sessionId, ApprovalRequest? request, GatherSession gather, CpeDbContext db, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        RequireDecidable(picture);
        var chosen = request?.ParticipantIds is { } ids
            ? ids.Distinct().Select(picture.OutcomeOf).ToArray()
            : [.. picture.Outcome.Participants];

        var awards = await db.CreditAwards.Where(award => award.SessionId == sessionId).ToDictionaryAsync(award => award.ParticipantId, cancellationToken);
        var items = chosen.Select(outcome => Approve(outcome, picture, awards.GetValueOrDefault(outcome.Participant.Id), db, caller, clock.GetUtcNow())).ToArray();
        if (db.ChangeTracker.HasChanges())
        {
            db.Record(new AuditEntry(caller.Actor, "credit.approved", "session", sessionId, sessionId, new
            {
                picture.Session.RulesetVersionId,
                snapshot = picture.Attendance.CurrentSnapshotId,
                attendanceFiles = picture.Files.Select(file => file.Id),
                awards = items.Where(item => item.Outcome == ApprovalOutcome.Approved).Select(item => new { item.ParticipantId, item.Credits }),
            }));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(new ApprovalView(items.Count(item => item.Outcome == ApprovalOutcome.Approved), items));
    }

    internal static void RequireDecidable(SessionPicture picture)
    {
        if (picture.Session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "A cancelled session gives no credit.");
        }

        if (!HasAttendance(picture))
        {
            throw Problems.Conflict("attendance-missing", "There is no attendance yet", picture.Attendance.Problem?.Detail ?? "Wait until the attendance is fetched, or refresh it.");
        }
    }

    internal static bool HasAttendance(SessionPicture picture) =>
        AttendanceJobs.HasData(picture.Attendance.State) || picture.Attendance.CurrentSnapshotId is not null || picture.Files.Count > 0;

    /// <summary>Why an award stays as it is; null when what is suggested is to be awarded.</summary>
    internal static (ApprovalOutcome Outcome, decimal Credits, string Reason)? Standing(IAward? award, bool isSame, bool isCertified) => award switch
    {
        { Kind: AwardKind.Overridden } => (ApprovalOutcome.OverrideKept, award.Credits, "An override stands; it is never touched by approving."),
        { } when isSame => (ApprovalOutcome.Unchanged, award.Credits, "Approved already."),
        { } when isCertified => (ApprovalOutcome.CertifiedKept, award.Credits, Certified),
        null when isCertified => (ApprovalOutcome.CertifiedKept, 0, Certified),
        _ => null,
    };

    private static ApprovalItem Approve(ParticipantOutcome outcome, SessionPicture picture, CreditAward? award, CpeDbContext db, Caller caller, DateTimeOffset now)
    {
        var (id, decision) = (outcome.Participant.Id, outcome.Decision);
        var isSame = award is not null && award.Credits == decision.Credits && award.RulesetVersionId == picture.Session.RulesetVersionId;
        if (Standing(award, isSame, picture.Certificates.ContainsKey(id)) is { } standing)
        {
            return new ApprovalItem(id, standing.Outcome, standing.Credits, standing.Reason);
        }

        if (award is null)
        {
            db.Add(new CreditAward
            {
                ParticipantId = id,
                SessionId = picture.Session.Id,
                Kind = AwardKind.Approved,
                Credits = decision.Credits,
                Fields = [.. decision.Fields],
                Decision = decision,
                RulesetVersionId = picture.Session.RulesetVersionId,
                Reason = null,
                EvidenceSha256 = null,
                AwardedBy = caller.Actor,
                AwardedAt = now,
            });
        }
        else
        {
            award.Credits = decision.Credits;
            award.Fields = [.. decision.Fields];
            award.Decision = decision;
            award.RulesetVersionId = picture.Session.RulesetVersionId;
            award.AwardedBy = caller.Actor;
            award.AwardedAt = now;
        }

        return new ApprovalItem(id, ApprovalOutcome.Approved, decision.Credits, decision.Reason);
    }
}

/// <summary>Whom to approve.</summary>
/// <param name="ParticipantIds">Participants of the session; all of them when left out.</param>
internal sealed record ApprovalRequest(IReadOnlyList<Guid>? ParticipantIds);

/// <summary>What became of one approval.</summary>
internal enum ApprovalOutcome
{
    /// <summary>The suggested credit is awarded, be it zero.</summary>
    Approved,

    /// <summary>It was already.</summary>
    Unchanged,

    /// <summary>An override stands.</summary>
    OverrideKept,

    /// <summary>A certificate stands.</summary>
    CertifiedKept,
}

/// <summary>What became of one approval.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Outcome">approved, unchanged, overrideKept or certifiedKept.</param>
/// <param name="Credits">The credits that are awarded now.</param>
/// <param name="Reason">Why.</param>
internal sealed record ApprovalItem(Guid ParticipantId, ApprovalOutcome Outcome, decimal Credits, string Reason);

/// <summary>What became of an approval.</summary>
/// <param name="Approved">How many were approved now.</param>
/// <param name="Items">An outcome for each.</param>
internal sealed record ApprovalView(int Approved, IReadOnlyList<ApprovalItem> Items);
