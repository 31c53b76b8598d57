using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>The one way to other credit for whom a combined certificate is out: the award changes with the certificate that is reissued, or not at all.</summary>
internal sealed class CorrectProgramCredit(CpeDbContext db, Caller caller, IOptions<ApprovalOptions> approval, TimeProvider clock)
{
    /// <summary>The award that the new certificate rests on: as it stands, or corrected with the caller's next save.</summary>
    public async Task<ProgramAward?> RunAsync(Certificate certificate, ReissueRequest request, ProgramPicture picture, CancellationToken cancellationToken)
    {
        var (programId, personId) = (certificate.ProgramId!.Value, certificate.PersonId!.Value);
        var award = await db.ProgramAwards.Include(row => row.Decision).SingleOrDefaultAsync(row => row.ProgramId == programId && row.PersonId == personId, cancellationToken);
        if (request is { UseSuggestion: not true, Override: null })
        {
            return award;
        }

        var person = picture.PersonOf(personId);
        CorrectCredit.RequireAllowed(request, person.Outcome.Decision, picture.Program.MaximumCredits, picture.Ruleset, approval.Value.Persons);
        var (before, now) = (award is null ? null : new { award.Kind, award.Credits }, clock.GetUtcNow());
        if (request.Override is { } other)
        {
            award = await AwardProgramCredit.OverrideAsync(other, person, picture, award, db, caller, now, 1, cancellationToken);
        }
        else
        {
            var decisions = await KeepDecisions.RunAsync(picture.Place, [AwardProgramCredit.DecidedOf(person)], db, now, cancellationToken);
            award = db.Award(award, person, picture, AwardProgramCredit.Suggested(person, decisions[personId]), caller, now, 1);
        }

        db.Record(new AuditEntry(caller.Actor, "program-credit.corrected", "program", programId, Data: new
        {
            personId,
            before,
            award.Kind,
            award.Credits,
            suggested = person.Outcome.Decision.Credits,
            award.EvidenceSha256,
            decision = award.Decision.Sha256,
            overlaps = award.OverlapsKnown,
            certificate = certificate.Number,
        }));
        return award;
    }
}
