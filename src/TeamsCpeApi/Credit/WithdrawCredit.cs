using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>Takes an award back, or rejects what one person proposed, as long as no certificate rests on it.</summary>
internal static class WithdrawCredit
{
    internal static async Task<IResult> RunAsync(Guid sessionId, Guid participantId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var award = await db.CreditAwards.SingleOrDefaultAsync(row => row.ParticipantId == participantId && row.SessionId == sessionId, cancellationToken)
            ?? throw Problems.NotFound("award of this participant");
        http.Request.RequireMatch(award);
        if (await db.Certificates.AnyAsync(row => row.ParticipantId == participantId && row.RevokedAt == null, cancellationToken))
        {
            throw Problems.Conflict("certificate-issued", "A certificate is out", "Revoke the participant's certificate first, with its reason; or correct it: POST /api/v1/certificates/{id}/reissue with an override.");
        }

        db.Remove(award);
        db.Record(new AuditEntry(caller.Actor, award.AwaitsSecondPerson ? "credit.proposal-rejected" : "credit.withdrawn", "participant", participantId, sessionId, new { award.Kind, award.Credits, award.DecisionId }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
