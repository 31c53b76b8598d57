using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>A person awards other credit for a program than suggested, or takes an award back.</summary>
internal static class OverrideProgramCredit
{
    internal static async Task<IResult> RunAsync(
        Guid programId,
        Guid personId,
        OverrideRequest request,
        GatherProgram gather,
        CpeDbContext db,
        Caller caller,
        IOptions<ApprovalOptions> approval,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(programId, cancellationToken);
        var person = picture.PersonOf(personId);
        var award = await FindAsync(db, programId, personId, cancellationToken);
        http.Request.RequireMatch(award?.Version ?? ETags.Absent);
        RequireNotCertified(person.Certificate is not null);
        OverrideCredit.RequireValid(request, picture.Program.MaximumCredits, picture.Ruleset, "");

        var (before, persons) = (award is null ? null : new { award.Kind, award.Credits }, approval.Value.Persons);
        award = await AwardProgramCredit.OverrideAsync(request, person, picture, award, db, caller, clock.GetUtcNow(), persons, cancellationToken);
        db.Record(new AuditEntry(caller.Actor, persons == 1 ? "program-credit.overridden" : "program-credit.override-proposed", "program", programId, Data: new
        {
            personId,
            before,
            request.Credits,
            suggested = person.Outcome.Decision.Credits,
            award.EvidenceSha256,
            decision = award.Decision.Sha256,
            overlaps = award.OverlapsKnown,
        }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(award.Version);
        return TypedResults.Ok(AwardView.Of(award, person.Outcome.Decision, picture.Program.RulesetVersionId));
    }

    internal static async Task<IResult> WithdrawAsync(Guid programId, Guid personId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Programs.AsNoTracking().RequireAsync(programId, caller, cancellationToken);
        var award = await FindAsync(db, programId, personId, cancellationToken) ?? throw Problems.NotFound("award of this person");
        http.Request.RequireMatch(award);
        RequireNotCertified(await db.Certificates.AnyAsync(row => row.ProgramId == programId && row.PersonId == personId && row.RevokedAt == null, cancellationToken));

        db.Remove(award);
        db.Record(new AuditEntry(caller.Actor, award.AwaitsSecondPerson ? "program-credit.proposal-rejected" : "program-credit.withdrawn", "program", programId, Data: new { personId, award.Kind, award.Credits, decision = award.Decision.Sha256 }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    internal static async Task<IResult> EvidenceAsync(Guid programId, Guid personId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        await db.Programs.AsNoTracking().RequireAsync(programId, caller, cancellationToken);
        return await FindAsync(db, programId, personId, cancellationToken) is { EvidenceSha256: not null } award
            ? await OverrideCredit.FileOfAsync(db, award, cancellationToken)
            : throw Problems.NotFound("evidence for this person");
    }

    /// <summary>The award as it is stored, with everything that it was decided from.</summary>
    internal static async Task<ProgramAwardView> GetAsync(Guid programId, Guid personId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Programs.AsNoTracking().RequireAsync(programId, caller, cancellationToken);
        var award = await FindAsync(db, programId, personId, cancellationToken) ?? throw Problems.NotFound("award of this person");
        http.Response.SetETag(award.Version);
        return ProgramAwardView.Of(award);
    }

    private static Task<ProgramAward?> FindAsync(CpeDbContext db, Guid programId, Guid personId, CancellationToken cancellationToken) =>
        db.ProgramAwards.Include(row => row.Decision).SingleOrDefaultAsync(row => row.ProgramId == programId && row.PersonId == personId, cancellationToken);

    private static void RequireNotCertified(bool isCertified)
    {
        if (isCertified)
        {
            throw Problems.Conflict("certificate-issued", "A certificate is out", "Correct it: POST /api/v1/certificates/{id}/reissue with an override. Or revoke it first, with its reason; then change the credit and issue anew.");
        }
    }
}

/// <summary>Credit awarded for a program, with the decision behind it.</summary>
/// <param name="PersonId">The person of the program.</param>
/// <param name="Kind">approved or overridden.</param>
/// <param name="Credits">Awarded credits.</param>
/// <param name="Fields">The same per field of study.</param>
/// <param name="Reason">The reason of an override.</param>
/// <param name="EvidenceSha256">SHA-256 of the evidence.</param>
/// <param name="AwardedBy">Who.</param>
/// <param name="AwardedAt">When.</param>
/// <param name="ParticipantIds">The rows of the sessions' rosters that were this person.</param>
/// <param name="SessionIds">The sessions that the credit is for.</param>
/// <param name="Inputs">What was decided from, as JSON text to the letter.</param>
/// <param name="Result">What was suggested, as JSON text to the letter.</param>
/// <param name="Sha256">SHA-256 of the stored decision; /credits/verify works all of them out again.</param>
internal sealed record ProgramAwardView(
    Guid PersonId,
    AwardKind Kind,
    decimal Credits,
    IReadOnlyList<Domain.Certificates.FieldCredits> Fields,
    string? Reason,
    string? EvidenceSha256,
    string AwardedBy,
    DateTimeOffset AwardedAt,
    IReadOnlyList<Guid> ParticipantIds,
    IReadOnlyList<Guid> SessionIds,
    string? Inputs,
    string Result,
    string Sha256)
{
    public static ProgramAwardView Of(ProgramAward award) => new(
        award.PersonId,
        award.Kind,
        award.Credits,
        award.Fields,
        award.Reason,
        award.EvidenceSha256,
        award.AwardedBy,
        award.AwardedAt,
        award.ParticipantIds,
        award.SessionIds,
        award.Decision.Inputs,
        award.Decision.Result,
        award.Decision.Sha256);
}
