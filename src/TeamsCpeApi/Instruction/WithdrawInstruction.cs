using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Instruction;

/// <summary>Takes an award for instruction back, or rejects what one person proposed. Its decision stays.</summary>
internal static class WithdrawInstruction
{
    internal static async Task<IResult> RunAsync(Guid sessionId, Guid instructorId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var award = await db.InstructionAwards.SingleOrDefaultAsync(row => row.InstructorId == instructorId && row.SessionId == sessionId, cancellationToken)
            ?? throw Problems.NotFound("award of this instructor");
        http.Request.RequireMatch(award);

        db.Remove(award);
        db.Record(new AuditEntry(caller.Actor, award.AwaitsSecondPerson ? "instruction.proposal-rejected" : "instruction.withdrawn", "instructor", instructorId, sessionId, new { award.DecisionId }));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
