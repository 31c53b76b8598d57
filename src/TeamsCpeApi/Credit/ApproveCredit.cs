using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>
/// A person approves what the ruleset suggests, or agrees with what another person proposed. Approving again changes nothing;
/// overrides and certified awards stay, and so does what a person undid by revoking, unless the participant is named.
/// </summary>
internal static class ApproveCredit
{
    internal static async Task<IResult> RunAsync(
        Guid sessionId,
        ApprovalRequest? request,
        GatherSession gather,
        CpeDbContext db,
        Caller caller,
        IOptions<ApprovalOptions> approval,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        RequireDecidable(picture);
        var chosen = request?.ParticipantIds is { } ids
            ? ids.Distinct().Select(picture.OutcomeOf).ToArray()
            : [.. picture.Outcome.Participants];

        var (now, persons, isNamed) = (clock.GetUtcNow(), approval.Value.Persons, request?.ParticipantIds is not null);
        var awards = await db.CreditAwards.Include(award => award.Decision).Where(award => award.SessionId == sessionId).ToDictionaryAsync(award => award.ParticipantId, cancellationToken);
        var choices = chosen
            .Select(outcome => (Outcome: outcome, Choice: ChoiceOf(outcome, awards.GetValueOrDefault(outcome.Participant.Id))))
            .ToArray();

        var decisions = await KeepDecisions.RunAsync(picture, [.. choices.Where(row => row.Choice.Step == ApprovalStep.Award).Select(row => row.Outcome)], db, now, cancellationToken);
        var items = choices.Select(row => Apply(row.Outcome, row.Choice)).ToArray();
        if (db.ChangeTracker.HasChanges())
        {
            Record("credit.approved", ApprovalStep.Award, persons == 1);
            Record("credit.proposed", ApprovalStep.Award, persons > 1);
            Record("credit.confirmed", ApprovalStep.Confirm, true);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(new ApprovalView(
            items.Count(item => item.Outcome == ApprovalOutcome.Approved), items.Count(item => item.Outcome == ApprovalOutcome.AwaitingSecondApproval), items));

        ApprovalChoice ChoiceOf(ParticipantOutcome outcome, CreditAward? award)
        {
            var isChanged = award is not null && AwardReview.ChangesSince(award.Decision, outcome.Decision, picture.Session.RulesetVersionId).Count > 0;
            return ApprovalChoice.Of(picture.StatusOf(outcome.Participant.Id, award), outcome.Decision, award, isChanged, isNamed, caller.Actor, persons, outcome.Findings);
        }

        ApprovalItem Apply(ParticipantOutcome outcome, ApprovalChoice choice)
        {
            var id = outcome.Participant.Id;
            var award = awards.GetValueOrDefault(id);
            if (choice.Step == ApprovalStep.Award)
            {
                award = awards[id] = db.Award(award, picture.Session.Id, id, new AwardTerms(AwardKind.Approved, outcome.Decision.Credits, outcome.Decision.Fields, decisions[id]), caller, now, persons);
            }
            else if (choice.Step == ApprovalStep.Confirm)
            {
                award!.Confirm(caller.Actor, now);
            }

            return new ApprovalItem(id, choice.Outcome, award?.Credits ?? 0, choice.Reason);
        }

        void Record(string action, ApprovalStep step, bool isWanted)
        {
            var concerned = choices.Where(row => isWanted && row.Choice.Step == step).Select(row => awards[row.Outcome.Participant.Id]).ToArray();
            if (concerned.Length > 0)
            {
                db.Record(new AuditEntry(caller.Actor, action, "session", sessionId, sessionId, new
                {
                    picture.Session.RulesetVersionId,
                    snapshot = picture.Attendance.CurrentSnapshotId,
                    attendanceFiles = picture.Files.Select(file => file.Id),
                    awards = concerned.Select(award => new { award.ParticipantId, award.Credits, decision = award.Decision.Sha256 }),
                }));
            }
        }
    }

    internal static void RequireDecidable(SessionPicture picture)
    {
        if (picture.Session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "A cancelled session gives no credit.");
        }

        if (!HasAttendance(picture))
        {
            throw Problems.Conflict("attendance-missing", "There is no attendance yet", AttendanceProblem(picture) ?? "Wait until the attendance is fetched, or refresh it.");
        }
    }

    /// <summary>Why there is no attendance, and what to do, where that is known.</summary>
    internal static string? AttendanceProblem(SessionPicture picture) => (picture.Attendance.Problem ?? FilesAlone.Problem(picture.Session, picture.Files.Count > 0))?.Detail;

    internal static bool HasAttendance(SessionPicture picture) =>
        AttendanceJobs.HasData(picture.Attendance.State) || picture.Attendance.CurrentSnapshotId is not null || picture.Files.Count > 0;

    /// <summary>Makes the award, or makes it anew.</summary>
    internal static CreditAward Award(this CpeDbContext db, CreditAward? award, Guid sessionId, Guid participantId, AwardTerms terms, Caller caller, DateTimeOffset now, int persons)
    {
        db.Hold(terms.Decision);
        var isNew = award is null;
        award ??= new CreditAward { ParticipantId = participantId, SessionId = sessionId };
        award.Take(terms, caller.Actor, now, persons);
        if (isNew)
        {
            db.Add(award);
        }

        return award;
    }
}

/// <summary>Whom to approve.</summary>
/// <param name="ParticipantIds">Participants of the session; all of them when left out.</param>
internal sealed record ApprovalRequest(IReadOnlyList<Guid>? ParticipantIds);

/// <summary>What became of one approval.</summary>
internal enum ApprovalOutcome
{
    /// <summary>The credit is awarded, be it zero.</summary>
    Approved,

    /// <summary>One person agrees; another one must.</summary>
    AwaitingSecondApproval,

    /// <summary>It was approved already.</summary>
    Unchanged,

    /// <summary>An override stands.</summary>
    OverrideKept,

    /// <summary>A certificate stands.</summary>
    CertifiedKept,

    /// <summary>The certificate was revoked; the participant must be named to be approved anew.</summary>
    RevokedKept,

    /// <summary>The suggestion changed under an override that waited for the second person.</summary>
    ProposalVoid,

    /// <summary>Something was found that a person must decide; the participant must be named to be approved.</summary>
    DecisionNeeded,
}

/// <summary>What became of one approval.</summary>
/// <param name="ParticipantId">The participant.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Credits">The credits that are awarded or proposed now.</param>
/// <param name="Reason">Why, and what to do.</param>
internal sealed record ApprovalItem(Guid ParticipantId, ApprovalOutcome Outcome, decimal Credits, string Reason);

/// <summary>What became of an approval.</summary>
/// <param name="Approved">How many were approved now.</param>
/// <param name="AwaitingSecondApproval">How many wait for another person.</param>
/// <param name="Items">An outcome for each.</param>
internal sealed record ApprovalView(int Approved, int AwaitingSecondApproval, IReadOnlyList<ApprovalItem> Items);
