using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Changes or removes a program; what certificates rest on stays once they are out.</summary>
internal static class ChangeProgram
{
    internal static async Task<IResult> RunAsync(
        Guid programId, ProgramPatch patch, CpeDbContext db, ProgramRules rules, DescribePrograms describe, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        // Certificates are issued under the same lock: they find the program as it was, or as it is then.
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await CpeProgram.LockAsync(db, programId, cancellationToken);
        var program = await db.Programs.RequireAsync(programId, caller, cancellationToken);
        http.Request.RequireMatch(program);
        if (patch.BearsOnCredit && await db.Certificates.AnyAsync(row => row.ProgramId == programId && row.RevokedAt == null, cancellationToken))
        {
            throw Problems.Conflict("certificates-issued", "Certificates are out", "Sessions, ruleset, fields and maximum are what the certificates rest on. Revoke the certificates first.");
        }

        await ApplyAsync(program, patch, db, caller, cancellationToken);
        await rules.RequireAsync(program, db, cancellationToken);
        if (db.ChangeTracker.HasChanges())
        {
            var changed = db.Entry(program).Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name).ToArray();
            db.Entry(program).State = EntityState.Modified;
            db.Record(new AuditEntry(caller.Actor, "program.changed", "program", programId, Data: new { changed, sessions = program.Parts.OrderBy(part => part.Position).Select(part => part.SessionId) }));
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.CommitAsync(transaction, cancellationToken);
        http.Response.SetETag(program.Version);
        return TypedResults.Ok(await describe.OneAsync(program, cancellationToken));
    }

    internal static async Task<IResult> RemoveAsync(Guid programId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await CpeProgram.LockAsync(db, programId, cancellationToken);
        var program = await db.Programs.RequireAsync(programId, caller, cancellationToken);
        http.Request.RequireMatch(program);
        if (await db.Certificates.AnyAsync(row => row.ProgramId == programId, cancellationToken))
        {
            throw Problems.Conflict("program-in-use", "The program has certificates", "Certificates were issued of it, be they revoked: the record stays. Cancel its sessions if they did not take place.");
        }

        if (await db.ProgramAwards.AnyAsync(row => row.ProgramId == programId, cancellationToken))
        {
            throw Problems.Conflict("program-in-use", "The program has awards", "Credit was awarded for it. Withdraw the awards first: DELETE /api/v1/programs/{id}/credits/{personId}.");
        }

        db.Remove(program);
        db.Record(new AuditEntry(caller.Actor, "program.removed", "program", programId, Data: new { sessions = program.Parts.OrderBy(part => part.Position).Select(part => part.SessionId) }));
        await db.SaveChangesAsync(cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task ApplyAsync(CpeProgram program, ProgramPatch patch, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        program.ExternalId = patch.ExternalId ?? program.ExternalId;
        program.Title = patch.Title ?? program.Title;
        program.SponsorId = patch.SponsorId ?? program.SponsorId;
        program.DeliveryMethod = patch.DeliveryMethod ?? program.DeliveryMethod;
        program.ProgramLevel = patch.ProgramLevel ?? program.ProgramLevel;
        program.Location = patch.Location ?? program.Location;
        program.FieldsOfStudy = patch.FieldsOfStudy is { } fields ? Lists.Whole(fields, "/fieldsOfStudy") : program.FieldsOfStudy;
        program.MaximumCredits = patch.MaximumCredits ?? program.MaximumCredits;
        if (patch.SessionIds is { } sessionIds)
        {
            await ApplySessionsAsync(program, sessionIds, db, caller, cancellationToken);
        }

        program.RulesetVersionId = patch.NamesRuleset
            ? await PinRuleset.RunAsync(
                db, patch.RulesetId, patch.RulesetVersionId, await ProgramRules.FirstDayAsync([.. program.Parts.Select(part => part.SessionId)], db, cancellationToken), cancellationToken)
            : program.RulesetVersionId;
    }

    private static async Task ApplySessionsAsync(CpeProgram program, IReadOnlyList<Guid> sessionIds, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        if (await ProgramRules.OwnerOfAsync(sessionIds, program.Id, db, caller, cancellationToken) != program.OwnerKeyId)
        {
            throw Problems.InvalidMember("/sessionIds", "session-of-another-owner", "A program's sessions stay those of the LMS that it was made of: define another program.");
        }

        program.Parts.RemoveAll(part => !sessionIds.Contains(part.SessionId));
        foreach (var (sessionId, position) in sessionIds.Select((id, index) => (id, index)))
        {
            if (program.Parts.Find(part => part.SessionId == sessionId) is { } part)
            {
                part.Position = position;
            }
            else
            {
                program.Parts.Add(new ProgramPart { SessionId = sessionId, ProgramId = program.Id, Position = position });
            }
        }
    }
}
