using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Http;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>What combined certificates of a program say, from what is stored now.</summary>
internal sealed record ProgramDraft(CpeProgram Program, CourseDraft Shared, IReadOnlyList<Session> Live, ILookup<Guid, Participant> Rows)
{
    public PaperSize Paper => Shared.Paper;

    /// <summary>Loads what they share, and those of its people who are asked for.</summary>
    public static async Task<ProgramDraft> BeginAsync(CpeDbContext db, Guid programId, IReadOnlyCollection<Guid> participantIds, CancellationToken cancellationToken)
    {
        var program = await db.Programs.AsNoTracking().SingleAsync(row => row.Id == programId, cancellationToken);
        var ids = program.Parts.Select(part => part.SessionId).ToArray();
        var live = await db.Sessions.AsNoTracking().Where(session => ids.Contains(session.Id) && session.CancelledAt == null).ToListAsync(cancellationToken);
        var rows = await db.Participants.AsNoTracking().Where(row => participantIds.Contains(row.Id)).ToListAsync(cancellationToken);
        return new ProgramDraft(program, await new DraftCertificates(db).BeginAsync(program, cancellationToken), live, rows.ToLookup(row => row.Id));
    }

    /// <summary>What the certificate for an award says; refused when the program has changed under the award.</summary>
    public CertificateDraft For(ProgramAward award)
    {
        var rows = award.ParticipantIds.SelectMany(id => Rows[id]).ToArray();
        RequireCurrent(award, rows);

        var included = Live.Where(session => award.SessionIds.Count == 0 || award.SessionIds.Contains(session.Id)).OrderBy(session => session.EndsAt).ThenBy(session => session.Id).ToArray();
        var latest = rows.OrderBy(row => Live.Single(session => session.Id == row.SessionId).StartsAt).ThenBy(row => row.SessionId).Last();
        return Shared.For(latest.Name, rows.SelectMany(row => row.Licenses), included[^1].CompletedOn, award) with
        {
            Course = "program",
            Sessions = [.. included.OrderBy(session => session.StartsAt).ThenBy(session => session.Id).Select(session => new IncludedSession(session.Title, session.CompletedOn))],
        };
    }

    private void RequireCurrent(ProgramAward award, Participant[] rows)
    {
        var live = Live.Select(session => session.Id).ToHashSet();
        var isCurrent = award.Decision.RulesetVersionId == Program.RulesetVersionId
            && award.Credits <= Program.MaximumCredits
            && rows.Length == award.ParticipantIds.Count
            && Array.TrueForAll(rows, row => live.Contains(row.SessionId))
            && award.SessionIds.TrueForAll(live.Contains);
        if (!isCurrent)
        {
            throw Problems.Conflict(
                "award-outdated",
                "The program has changed since credit was awarded",
                $"Its ruleset, its maximum or its sessions are not those of the award of person {award.PersonId} any more: approve the credit again, or withdraw an override and decide anew.");
        }
    }
}
