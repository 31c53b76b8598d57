using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>A person approves what the ruleset suggests for a program. Approving again changes nothing; overrides and certified awards stay.</summary>
internal static class ApproveProgramCredit
{
    internal static async Task<IResult> RunAsync(
        Guid programId, ProgramApprovalRequest? request, GatherProgram gather, CpeDbContext db, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(programId, cancellationToken);
        RequireDecidable(picture);
        var chosen = request?.PersonIds is { } ids ? ids.Distinct().Select(picture.PersonOf).ToArray() : [.. picture.People];

        var awards = await db.ProgramAwards.Where(award => award.ProgramId == programId).ToDictionaryAsync(award => award.PersonId, cancellationToken);
        var items = chosen.Select(person => Approve(person, picture, awards.GetValueOrDefault(person.Id), db, caller, clock.GetUtcNow())).ToArray();
        if (db.ChangeTracker.HasChanges())
        {
            db.Record(new AuditEntry(caller.Actor, "program-credit.approved", "program", programId, Data: new
            {
                picture.Program.RulesetVersionId,
                snapshots = picture.Counting.Select(session => session.Attendance.CurrentSnapshotId),
                awards = items.Where(item => item.Outcome == ApprovalOutcome.Approved).Select(item => new { item.PersonId, item.Credits }),
            }));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(new ProgramApprovalView(items.Count(item => item.Outcome == ApprovalOutcome.Approved), items));
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
                [.. waiting.Select(session => new InputError("attendance-missing", $"Session {session.Session.Id} (\"{session.Session.Title}\"): {session.Attendance.Problem?.Detail ?? "it has not been fetched yet."}"))]);
        }
    }

    /// <summary>Writes what is decided now into an award, together with everything that it is decided from.</summary>
    internal static void Store(ProgramAward award, PersonPicture person, ProgramPicture picture, Caller caller, DateTimeOffset now)
    {
        var made = Make(person, picture, AwardKind.Approved, caller, now);
        (award.ParticipantIds, award.SessionIds, award.RulesetVersionId) = (made.ParticipantIds, made.SessionIds, made.RulesetVersionId);
        (award.Inputs, award.Result, award.Sha256) = (made.Inputs, made.Result, made.Sha256);
        (award.AwardedBy, award.AwardedAt) = (made.AwardedBy, made.AwardedAt);
    }

    internal static ProgramAward Make(PersonPicture person, ProgramPicture picture, AwardKind kind, Caller caller, DateTimeOffset now)
    {
        var decision = person.Outcome.Decision;
        var inputs = ProgramInputs.Of(picture, person).Write();
        var result = System.Text.Json.JsonSerializer.Serialize(decision, Json.Options);
        return new ProgramAward
        {
            ProgramId = picture.Program.Id,
            PersonId = person.Id,
            Kind = kind,
            Credits = decision.Credits,
            Fields = [.. decision.Fields],
            ParticipantIds = [.. person.ParticipantIds],
            SessionIds = [.. person.Outcome.Attended.Select(session => session.Id)],
            Inputs = inputs,
            Result = result,
            Sha256 = ProgramAward.HashOf(inputs, result),
            RulesetVersionId = picture.Program.RulesetVersionId,
            Reason = null,
            EvidenceSha256 = null,
            AwardedBy = caller.Actor,
            AwardedAt = now,
        };
    }

    private static ProgramApprovalItem Approve(PersonPicture person, ProgramPicture picture, ProgramAward? award, CpeDbContext db, Caller caller, DateTimeOffset now)
    {
        var decision = person.Outcome.Decision;
        if (ApproveCredit.Standing(award, award is not null && IsSame(award, person, picture), person.Certificate is not null) is { } standing)
        {
            return new ProgramApprovalItem(person.Id, standing.Outcome, standing.Credits, standing.Reason);
        }

        if (award is null)
        {
            db.Add(Make(person, picture, AwardKind.Approved, caller, now));
        }
        else
        {
            (award.Credits, award.Fields) = (decision.Credits, [.. decision.Fields]);
            Store(award, person, picture, caller, now);
        }

        return new ProgramApprovalItem(person.Id, ApprovalOutcome.Approved, decision.Credits, decision.Reason);
    }

    private static bool IsSame(ProgramAward award, PersonPicture person, ProgramPicture picture) =>
        award.Credits == person.Outcome.Decision.Credits
        && award.RulesetVersionId == picture.Program.RulesetVersionId
        && award.ParticipantIds.SequenceEqual(person.ParticipantIds)
        && award.SessionIds.SequenceEqual(person.Outcome.Attended.Select(session => session.Id));
}

/// <summary>Whom to approve.</summary>
/// <param name="PersonIds">People of the program; all of them when left out.</param>
internal sealed record ProgramApprovalRequest(IReadOnlyList<Guid>? PersonIds);

/// <summary>What became of one approval.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Outcome">approved, unchanged, overrideKept or certifiedKept.</param>
/// <param name="Credits">The credits that are awarded now.</param>
/// <param name="Reason">Why.</param>
internal sealed record ProgramApprovalItem(Guid PersonId, ApprovalOutcome Outcome, decimal Credits, string Reason);

/// <summary>What became of an approval.</summary>
/// <param name="Approved">How many were approved now.</param>
/// <param name="Items">An outcome for each.</param>
internal sealed record ProgramApprovalView(int Approved, IReadOnlyList<ProgramApprovalItem> Items);
