using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>
/// A person approves what the ruleset suggests for a program, or agrees with what another person proposed. Approving again changes
/// nothing; overrides and certified awards stay.
/// </summary>
internal static class ApproveProgramCredit
{
    internal static async Task<IResult> RunAsync(
        Guid programId,
        ProgramApprovalRequest? request,
        GatherProgram gather,
        CpeDbContext db,
        Caller caller,
        IOptions<ApprovalOptions> approval,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(programId, cancellationToken);
        RequireDecidable(picture);
        var chosen = request?.PersonIds is { } ids ? ids.Distinct().Select(picture.PersonOf).ToArray() : [.. picture.People];

        var (now, persons, isNamed) = (clock.GetUtcNow(), approval.Value.Persons, request?.PersonIds is not null);
        var awards = await db.ProgramAwards.Include(award => award.Decision).Where(award => award.ProgramId == programId).ToDictionaryAsync(award => award.PersonId, cancellationToken);
        var choices = chosen.Select(person => (Person: person, Choice: ChoiceOf(person, awards.GetValueOrDefault(person.Id)))).ToArray();

        var decided = choices.Where(row => row.Choice.Step == ApprovalStep.Award).Select(row => AwardProgramCredit.DecidedOf(row.Person)).ToArray();
        var decisions = await KeepDecisions.RunAsync(picture.Place, decided, db, now, cancellationToken);
        var items = choices.Select(row => Apply(row.Person, row.Choice)).ToArray();
        if (db.ChangeTracker.HasChanges())
        {
            Record("program-credit.approved", ApprovalStep.Award, persons == 1);
            Record("program-credit.proposed", ApprovalStep.Award, persons > 1);
            Record("program-credit.confirmed", ApprovalStep.Confirm, true);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(new ProgramApprovalView(
            items.Count(item => item.Outcome == ApprovalOutcome.Approved), items.Count(item => item.Outcome == ApprovalOutcome.AwaitingSecondApproval), items));

        ApprovalChoice ChoiceOf(PersonPicture person, ProgramAward? award)
        {
            // Who became another person meanwhile has the former one's certificate, and no award.
            var isChanged = award is null
                ? person.Certificate is not null
                : (AwardReview.ChangesSince(award.Decision, person.Outcome.Decision, picture.Program.RulesetVersionId).Count > 0
                    || !award.ParticipantIds.SequenceEqual(person.ParticipantIds)
                    || !award.SessionIds.SequenceEqual(person.AttendedIds));
            return ApprovalChoice.Of(person.StatusOf(award), person.Outcome.Decision, award, isChanged, isNamed, caller.Actor, persons, person.Outcome.Findings);
        }

        ProgramApprovalItem Apply(PersonPicture person, ApprovalChoice choice)
        {
            var award = awards.GetValueOrDefault(person.Id);
            if (choice.Step == ApprovalStep.Award)
            {
                award = awards[person.Id] = db.Award(award, person, picture, AwardProgramCredit.Suggested(person, decisions[person.Id]), caller, now, persons);
            }
            else if (choice.Step == ApprovalStep.Confirm)
            {
                award!.Confirm(caller.Actor, now);
            }

            return new ProgramApprovalItem(person.Id, choice.Outcome, award?.Credits ?? 0, choice.Reason);
        }

        void Record(string action, ApprovalStep step, bool isWanted)
        {
            var concerned = choices.Where(row => isWanted && row.Choice.Step == step).Select(row => awards[row.Person.Id]).ToArray();
            if (concerned.Length > 0)
            {
                db.Record(new AuditEntry(caller.Actor, action, "program", programId, Data: new
                {
                    picture.Program.RulesetVersionId,
                    snapshots = picture.Counting.Select(session => session.Attendance.CurrentSnapshotId),
                    awards = concerned.Select(award => new { award.PersonId, award.Credits, decision = award.Decision.Sha256 }),
                }));
            }
        }
    }

    /// <summary>Credit for a program is decided once the attendance of each session that counts is there.</summary>
    internal static void RequireDecidable(ProgramPicture picture)
    {
        if (!picture.Counting.Any())
        {
            throw Problems.Conflict("program-cancelled", "Every session of the program is cancelled", "Cancelled sessions give no credit.");
        }

        var waiting = picture.Counting.Where(session => !ApproveCredit.HasAttendance(session)).ToArray();
        if (waiting.Length > 0)
        {
            throw Problems.Conflict(
                "attendance-missing",
                "There is no attendance yet",
                "Wait until the attendance of the sessions named under errors is fetched, or refresh it; cancel or take out a session that did not take place.",
                [.. waiting.Select(session => new InputError("attendance-missing", $"Session {session.Session.Id} (\"{session.Session.Title}\"): {ApproveCredit.AttendanceProblem(session) ?? "it has not been fetched yet."}"))]);
        }
    }
}

/// <summary>Whom to approve.</summary>
/// <param name="PersonIds">People of the program; all of them when left out.</param>
internal sealed record ProgramApprovalRequest(IReadOnlyList<Guid>? PersonIds);

/// <summary>What became of one approval.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Credits">The credits that are awarded or proposed now.</param>
/// <param name="Reason">Why, and what to do.</param>
internal sealed record ProgramApprovalItem(Guid PersonId, ApprovalOutcome Outcome, decimal Credits, string Reason);

/// <summary>What became of an approval.</summary>
/// <param name="Approved">How many were approved now.</param>
/// <param name="AwaitingSecondApproval">How many wait for another person.</param>
/// <param name="Items">An outcome for each.</param>
internal sealed record ProgramApprovalView(int Approved, int AwaitingSecondApproval, IReadOnlyList<ProgramApprovalItem> Items);
