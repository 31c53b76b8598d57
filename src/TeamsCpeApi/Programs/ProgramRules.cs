using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>What a program must hold to, however it came about: made or changed.</summary>
internal sealed class ProgramRules() : CourseRules<CpeProgram>("program")
{
    /// <summary>Checks the program by itself, against its ruleset, and against the others.</summary>
    public async Task RequireAsync(CpeProgram program, CpeDbContext db, CancellationToken cancellationToken)
    {
        Validation.Require(this, program);
        await RequireRulesetFitsAsync(program, db, cancellationToken);
        await RequireSponsorAsync(program, db, cancellationToken);
        if (program.ExternalId is { } external && await db.Programs.AnyAsync(row => row.OwnerKeyId == program.OwnerKeyId && row.ExternalId == external && row.Id != program.Id, cancellationToken))
        {
            throw Problems.Conflict("external-id-taken", "The external id is taken", "Another program has this externalId: change that one, or use another id.");
        }
    }

    /// <summary>The day on which the first of these sessions starts, in its zone.</summary>
    public static async Task<DateOnly> FirstDayAsync(IReadOnlyList<Guid> sessionIds, CpeDbContext db, CancellationToken cancellationToken)
    {
        var first = await db.Sessions.Where(session => sessionIds.Contains(session.Id)).OrderBy(session => session.StartsAt).Select(session => new { session.StartsAt, session.TimeZone }).FirstAsync(cancellationToken);
        return SessionDay.Of(first.StartsAt, first.TimeZone);
    }

    /// <summary>
    /// Checks that these sessions can make the program: 1 to 50, each once, known to the caller, in no other program, all of one owner. Returns
    /// that owner. A session belongs to one program at most, so that its time is certified for one.
    /// </summary>
    public static async Task<Guid?> OwnerOfAsync(IReadOnlyList<Guid> sessionIds, Guid programId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        if (sessionIds.Count is 0 or > CpeProgram.MostSessions)
        {
            throw Problems.InvalidMember("/sessionIds", "out-of-range", $"Name 1 to {CpeProgram.MostSessions} sessions.");
        }

        var known = await db.Sessions.VisibleTo(caller).Where(session => sessionIds.Contains(session.Id)).Select(session => new { session.Id, session.OwnerKeyId }).ToDictionaryAsync(session => session.Id, session => session.OwnerKeyId, cancellationToken);
        var errors = sessionIds.Select((id, index) => (Pointer: $"/sessionIds/{index}", id, index)).SelectMany(item =>
            !known.ContainsKey(item.id) ? [new InputError("session-unknown", "There is no such session, or this key may not see it: GET /api/v1/sessions lists them.", item.Pointer)]
            : sessionIds.Take(item.index).Contains(item.id) ? [new InputError("session-twice", "This session stands in the list twice: name it once.", item.Pointer)]
            : known[item.id] != known[sessionIds[0]] ? [new InputError("session-of-another-owner", "This session belongs to another LMS than the first one: external ids name the same people only within one.", item.Pointer)]
            : Array.Empty<InputError>()).ToArray();
        if (errors.Length > 0)
        {
            throw Problems.Invalid("Mend the members named under errors and send the request again.", errors);
        }

        var taken = await db.ProgramParts.Where(part => sessionIds.Contains(part.SessionId) && part.ProgramId != programId).ToDictionaryAsync(part => part.SessionId, part => part.ProgramId, cancellationToken);
        return taken.Count == 0 ? known[sessionIds[0]] : throw Problems.Conflict(
            "session-in-program",
            "A session belongs to another program",
            "A session belongs to one program at most. Take those named under errors out of their program first, or leave them out here.",
            [.. sessionIds.Select((id, index) => (id, index)).Where(item => taken.ContainsKey(item.id))
                .Select(item => new InputError("session-in-program", $"Session {item.id} belongs to program {taken[item.id]}.", $"/sessionIds/{item.index}"))]);
    }
}
