using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>The one way to other credit for whom a certificate is out: the award changes with the certificate that is reissued, or not at all.</summary>
internal sealed class CorrectCredit(CpeDbContext db, Caller caller, IOptions<ApprovalOptions> approval, TimeProvider clock)
{
    /// <summary>The award that the new certificate rests on: as it stands, or corrected with the caller's next save.</summary>
    public async Task<CreditAward?> RunAsync(Certificate certificate, ReissueRequest request, SessionPicture picture, CancellationToken cancellationToken)
    {
        var (sessionId, participantId) = (certificate.SessionId!.Value, certificate.ParticipantId!.Value);
        var award = await db.CreditAwards.Include(row => row.Decision).SingleOrDefaultAsync(row => row.ParticipantId == participantId && row.SessionId == sessionId, cancellationToken);
        if (request is { UseSuggestion: not true, Override: null })
        {
            return award;
        }

        var outcome = picture.OutcomeOf(participantId);
        RequireAllowed(request, outcome.Decision, picture.Session.MaximumCredits, picture.Ruleset, approval.Value.Persons);
        var (before, now) = (award is null ? null : new { award.Kind, award.Credits }, clock.GetUtcNow());
        if (request.Override is { } other)
        {
            award = await OverrideCredit.AwardAsync(other, outcome, picture, award, db, caller, now, 1, cancellationToken);
        }
        else
        {
            var decisions = await KeepDecisions.RunAsync(picture, [outcome], db, now, cancellationToken);
            award = db.Award(award, sessionId, participantId, new AwardTerms(AwardKind.Approved, outcome.Decision.Credits, outcome.Decision.Fields, decisions[participantId]), caller, now, 1);
        }

        db.Record(new AuditEntry(caller.Actor, "credit.corrected", "participant", participantId, sessionId, new
        {
            before,
            award.Kind,
            award.Credits,
            suggested = outcome.Decision.Credits,
            award.EvidenceSha256,
            decision = award.Decision.Sha256,
            overlaps = award.OverlapsKnown,
            certificate = certificate.Number,
        }));
        return award;
    }

    /// <summary>What holds for a correction of a session's credit and of a program's alike.</summary>
    internal static void RequireAllowed(ReissueRequest request, CreditDecision suggested, decimal maximumCredits, Ruleset ruleset, int persons)
    {
        if (request is { UseSuggestion: true, Override: not null })
        {
            throw Problems.InvalidMember("/override", "two-corrections", "Correct the credit by useSuggestion or by an override, not by both.");
        }

        if (persons > 1)
        {
            throw Problems.Conflict(
                "second-approval-needed",
                "Two persons must agree with the credit",
                "Revoke the certificate with its reason, override the credit or approve by name, have another person agree, and issue: the new certificate takes the former one's place.");
        }

        if (request.Override is { } other)
        {
            OverrideCredit.RequireValid(other, maximumCredits, ruleset, "/override");
        }

        if ((request.Override?.Credits ?? suggested.Credits) == 0)
        {
            throw Problems.Conflict("no-credit", "There would be no credit to certify", "Revoke the certificate with its reason; then override the credit, or approve by name.");
        }
    }
}
