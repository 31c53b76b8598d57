using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Instruction;

/// <summary>
/// A person says how long an instructor presented and prepared; the ruleset makes the credit of it. Where two persons must agree,
/// the same minutes from another person confirm.
/// </summary>
internal static class AwardInstruction
{
    internal const int MostPreparationMinutes = (int)(InstructionCalculator.MostSeconds / 60);

    internal static async Task<IResult> RunAsync(
        Guid sessionId,
        Guid instructorId,
        InstructionRequest request,
        GatherSession gather,
        CpeDbContext db,
        Caller caller,
        IOptions<ApprovalOptions> approval,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        var instructor = picture.InstructorOf(instructorId);
        var award = await db.InstructionAwards.Include(row => row.Decision).SingleOrDefaultAsync(row => row.InstructorId == instructorId, cancellationToken);
        http.Request.RequireMatch(award?.Version ?? ETags.Absent);
        RequireValid(request, picture);

        var (now, persons, reason) = (clock.GetUtcNow(), approval.Value.Persons, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason);
        var subject = new InstructionCase(
            picture.Ruleset, request.PresentedMinutes * 60L, request.PreparationMinutes * 60L, request.IsFirstPresentation, picture.SeenSeconds(instructor), picture.Session.FieldsOfStudy);
        var text = new DecidedText(instructorId, DecisionKind.Instruction, DecisionText.Of(subject), DecisionText.Of(InstructionCalculator.Decide(subject)));
        var decision = (await KeepDecisions.RunAsync(picture.Place, [text], db, now, cancellationToken))[instructorId];

        var step = StepOf(award, decision, reason, caller.Actor, persons);
        if (step == ApprovalStep.Award)
        {
            RequireReason(reason, subject);
            award = Award(award, sessionId, instructorId, decision, db);
            award.Take(decision, reason, caller.Actor, now, persons);
        }
        else if (step == ApprovalStep.Confirm)
        {
            award!.Confirm(caller.Actor, now);
        }

        if (step != ApprovalStep.Keep)
        {
            var action = step == ApprovalStep.Confirm ? "instruction.confirmed" : persons == 1 ? "instruction.awarded" : "instruction.proposed";
            db.Record(new AuditEntry(caller.Actor, action, "instructor", instructorId, sessionId, new
            {
                request.PresentedMinutes,
                request.PreparationMinutes,
                request.IsFirstPresentation,
                decision.Instruction.Credits,
                decision = decision.Sha256,
            }));
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.CommitAsync(transaction, cancellationToken);
        http.Response.SetETag(award!.Version);
        return TypedResults.Ok(InstructorView.Of(instructorId, instructor, award, picture));
    }

    /// <summary>The same minutes again change nothing, unless another person agrees with them by sending them, or the reason is another one.</summary>
    private static ApprovalStep StepOf(InstructionAward? award, StoredDecision decision, string? reason, string actor, int persons)
    {
        if (award is null || award.DecisionId != decision.Id)
        {
            return ApprovalStep.Award;
        }

        if (award.AwaitsSecondPerson && award.AwardedBy != actor)
        {
            return ApprovalStep.Confirm;
        }

        var isSame = reason is null || reason == award.Reason;
        return isSame && !(award.AwaitsSecondPerson && persons == 1) ? ApprovalStep.Keep : ApprovalStep.Award;
    }

    private static InstructionAward Award(InstructionAward? award, Guid sessionId, Guid instructorId, StoredDecision decision, CpeDbContext db)
    {
        db.Hold(decision);
        return award ?? db.Add(new InstructionAward { InstructorId = instructorId, SessionId = sessionId }).Entity;
    }

    private static void RequireValid(InstructionRequest request, SessionPicture picture)
    {
        if (picture.Session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "A cancelled session gives no credit.");
        }

        var most = picture.Session.MostPresentedMinutes();
        if (request.PresentedMinutes < 1 || request.PresentedMinutes > most)
        {
            throw Problems.InvalidMember("/presentedMinutes", "out-of-range", $"Give 1 to {most} minutes: the session as scheduled, without its breaks. An award is taken back by DELETE.");
        }

        if (request.PreparationMinutes is < 0 or > MostPreparationMinutes)
        {
            throw Problems.InvalidMember("/preparationMinutes", "out-of-range", $"Give 0 to {MostPreparationMinutes} minutes; the ruleset says how many of them count.");
        }

        if (request.Reason?.Length > CreditAward.ReasonMaxLength)
        {
            throw Problems.InvalidMember("/reason", "too-long", $"Give a reason of at most {CreditAward.ReasonMaxLength} characters.");
        }
    }

    private static void RequireReason(string? reason, InstructionCase subject)
    {
        if (reason is null && !subject.IsSeen)
        {
            var known = subject.SeenSeconds is { } seen ? $"The instructor was seen for {Words.Duration(seen)} of the {Words.Duration(subject.PresentedSeconds)} claimed" : "How long the instructor was in the meeting is unknown";
            throw Problems.InvalidMember("/reason", "required", $"{known}: say how you know better, in at most {CreditAward.ReasonMaxLength} characters, or claim less.");
        }
    }
}

/// <summary>What an instructor did. Credits are not given: the session's ruleset makes them.</summary>
/// <param name="PresentedMinutes">Minutes of presentation: 1 to the session's length without breaks.</param>
/// <param name="PreparationMinutes">Minutes of preparation: 0 to 60,000; the ruleset says how many count.</param>
/// <param name="IsFirstPresentation">True when the instructor presents this course for the first time.</param>
/// <param name="Reason">Why; needed when more is claimed than the instructor was seen, or when that is unknown. At most 1,000 characters.</param>
internal sealed record InstructionRequest(int PresentedMinutes, int PreparationMinutes, bool IsFirstPresentation, string? Reason);
