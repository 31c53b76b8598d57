using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Certificates;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Issues combined certificates for a program's approved credit; a person who has one gets no second one.</summary>
internal sealed class IssueProgramCertificates(IServiceScopeFactory scopes, PrintCertificate print) : IJobWork
{
    public JobKind Kind => JobKind.ProgramCertificateIssue;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var programId = job.ProgramId!.Value;
        var due = await DueAsync(programId, job.Arguments.PersonIds, cancellationToken);
        return await IssueEach.RunAsync(scopes, progress, due, IssueOneAsync, $"/api/v1/programs/{programId}/certificates", cancellationToken);

        async Task IssueOneAsync(CpeDbContext db, Guid personId)
        {
            await LockAsync(db, programId, cancellationToken);
            await IssueAsync(db, programId, personId, null, job.Actor, cancellationToken);
        }
    }

    /// <summary>Holds the program and the attendance of all of its sessions until the transaction ends, always in the same order.</summary>
    internal static async Task LockAsync(CpeDbContext db, Guid programId, CancellationToken cancellationToken)
    {
        await CpeProgram.LockAsync(db, programId, cancellationToken);
        foreach (var sessionId in await db.ProgramParts.Where(part => part.ProgramId == programId).OrderBy(part => part.SessionId).Select(part => part.SessionId).ToListAsync(cancellationToken))
        {
            await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
        }
    }

    /// <summary>
    /// Issues one certificate in the caller's transaction, or none when the person has one already or has no credit. The caller holds the
    /// program's locks: a fetch or a certificate of one of its sessions at the same moment comes before, or finds this one.
    /// </summary>
    public async Task<Certificate?> IssueAsync(CpeDbContext db, Guid programId, Guid personId, Certificate? replaces, string actor, CancellationToken cancellationToken)
    {
        // The award's row is locked and its version raised: whoever meant to change the credit at the same moment is refused.
        await db.Database.ExecuteAsync($"select 1 from program_awards where program_id = {programId} and person_id = {personId} for update", cancellationToken);
        var awards = db.ProgramAwards.Include(row => row.Decision).Where(row => row.ProgramId == programId && row.PersonId == personId);
        var award = await (replaces is null ? Certifiable(awards, db.Certificates) : awards).SingleOrDefaultAsync(cancellationToken);
        if (award is not { Credits: > 0 } || await HasCertificateAsync(db, award, cancellationToken))
        {
            return null;
        }

        await ClaimedRow.LockAsync(db, award.ParticipantIds, cancellationToken);
        await CertifiedOnce.RequireNoSinglesAsync(db, award.ParticipantIds, cancellationToken);
        await CertifiedOnce.RequireTimeFreeAsync(db, [TimeClaim.Of(award)], cancellationToken);
        var drafts = await ProgramDraft.BeginAsync(db, programId, award.ParticipantIds, cancellationToken);
        db.Entry(award).State = EntityState.Modified;
        var formerId = replaces?.Id ?? await db.Certificates.FormerAsync(row => row.ProgramId == programId && row.PersonId == personId, cancellationToken);
        return await print.RunAsync(db, drafts.For(award), drafts.Paper, CertificateSubject.OfProgram(programId, personId, award.ParticipantIds), formerId, actor, cancellationToken);
    }

    /// <summary>By the person or by any of the rows: who became another person meanwhile has the certificate still.</summary>
    private static Task<bool> HasCertificateAsync(CpeDbContext db, ProgramAward award, CancellationToken cancellationToken) => db.Certificates.AnyAsync(
        row => row.ProgramId == award.ProgramId && row.RevokedAt == null && (row.PersonId == award.PersonId || row.ParticipantIds.Any(id => award.ParticipantIds.Contains(id))),
        cancellationToken);

    /// <summary>Awards that a certificate may be issued for, if none is out: agreed on, and not undone by a revocation since.</summary>
    private static IQueryable<ProgramAward> Certifiable(IQueryable<ProgramAward> awards, IQueryable<Certificate> certificates) => awards.Agreed().Where(award =>
        !certificates.Any(certificate => certificate.ProgramId == award.ProgramId && certificate.PersonId == award.PersonId && certificate.RevokedAt >= award.AwardedAt));

    private async Task<IReadOnlyList<Guid>> DueAsync(Guid programId, IReadOnlyList<Guid>? chosen, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        return await Certifiable(db.ProgramAwards, db.Certificates)
            .Where(award => award.ProgramId == programId && (chosen == null || chosen.Contains(award.PersonId)))
            .OrderBy(award => award.PersonId)
            .Select(award => award.PersonId)
            .ToListAsync(cancellationToken);
    }
}
