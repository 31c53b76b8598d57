using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>A session of a program.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">Where it stands; a cancelled one counts nothing.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="TimeZone">IANA time zone.</param>
internal sealed record ProgramSessionView(Guid Id, string? ExternalId, string Title, SessionState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone);

/// <summary>A program.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="State">scheduled while a session is to come, awaitingAttendance while one has no data, then ready; completed when everything awarded is certified; cancelled when all sessions are.</param>
/// <param name="Title">Title of the program.</param>
/// <param name="Sessions">Its sessions in their order.</param>
/// <param name="RulesetId">The ruleset.</param>
/// <param name="RulesetVersionId">The version that is pinned.</param>
/// <param name="SponsorId">Who issues the certificates.</param>
/// <param name="DeliveryMethod">The delivery method.</param>
/// <param name="ProgramLevel">The program level.</param>
/// <param name="Location">Where it takes place.</param>
/// <param name="FieldsOfStudy">Credits per field of study.</param>
/// <param name="MaximumCredits">The most that the program gives.</param>
/// <param name="CreatedAt">When it was defined.</param>
internal sealed record ProgramView(
    Guid Id,
    string? ExternalId,
    SessionState State,
    string Title,
    IReadOnlyList<ProgramSessionView> Sessions,
    Guid RulesetId,
    Guid RulesetVersionId,
    Guid? SponsorId,
    string? DeliveryMethod,
    string? ProgramLevel,
    string? Location,
    IReadOnlyList<FieldCredits> FieldsOfStudy,
    decimal MaximumCredits,
    DateTimeOffset CreatedAt);

/// <summary>Says where programs stand; nothing of it is stored.</summary>
internal sealed class DescribePrograms(CpeDbContext db, DescribeSessions describe)
{
    public async Task<ProgramView> OneAsync(CpeProgram program, CancellationToken cancellationToken) =>
        (await AllAsync([program], cancellationToken))[0];

    public async Task<IReadOnlyList<ProgramView>> AllAsync(IReadOnlyList<CpeProgram> programs, CancellationToken cancellationToken)
    {
        var ids = programs.Select(program => program.Id).ToArray();
        var sessionIds = programs.SelectMany(program => program.Parts).Select(part => part.SessionId).ToArray();
        var versions = programs.Select(program => program.RulesetVersionId).Distinct().ToArray();
        var rulesets = await db.RulesetVersions.Where(version => versions.Contains(version.Id)).ToDictionaryAsync(version => version.Id, version => version.RulesetId, cancellationToken);
        var rows = await db.Sessions.AsNoTracking().Where(session => sessionIds.Contains(session.Id)).ToListAsync(cancellationToken);
        var sessions = (await describe.AllAsync(rows, cancellationToken)).ToDictionary(session => session.Id);
        var certified = await db.Certificates.Where(row => row.ProgramId != null && ids.Contains(row.ProgramId.Value) && row.RevokedAt == null)
            .Select(row => new { ProgramId = row.ProgramId!.Value, PersonId = row.PersonId!.Value }).ToListAsync(cancellationToken);
        var awarded = await db.ProgramAwards.Where(award => ids.Contains(award.ProgramId) && award.Credits > 0).Select(award => new { award.ProgramId, award.PersonId }).ToListAsync(cancellationToken);
        var open = awarded.Except(certified).Select(award => award.ProgramId).ToHashSet();
        var complete = certified.Select(row => row.ProgramId).Where(id => !open.Contains(id)).ToHashSet();

        return [.. programs.Select(program =>
        {
            var parts = program.Parts.OrderBy(part => part.Position).Select(part => sessions[part.SessionId]).ToArray();
            return new ProgramView(
                program.Id,
                program.ExternalId,
                StateOf(parts, complete.Contains(program.Id)),
                program.Title,
                [.. parts.Select(session => new ProgramSessionView(session.Id, session.ExternalId, session.Title, session.State, session.StartsAt, session.EndsAt, session.TimeZone))],
                rulesets[program.RulesetVersionId],
                program.RulesetVersionId,
                program.SponsorId,
                program.DeliveryMethod,
                program.ProgramLevel,
                program.Location,
                program.FieldsOfStudy,
                program.MaximumCredits,
                program.CreatedAt);
        })];
    }

    private static SessionState StateOf(SessionView[] sessions, bool isComplete)
    {
        var states = sessions.Select(session => session.State).Where(state => state != SessionState.Cancelled).ToArray();
        return states.Length == 0 ? SessionState.Cancelled
            : isComplete ? SessionState.Completed
            : states.Contains(SessionState.Scheduled) ? SessionState.Scheduled
            : states.Contains(SessionState.AwaitingAttendance) ? SessionState.AwaitingAttendance
            : SessionState.Ready;
    }
}
