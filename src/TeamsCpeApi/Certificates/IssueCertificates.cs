using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Issues certificates for a session's approved credit; a participant who has a certificate gets no second one.</summary>
internal sealed class IssueCertificates(IServiceScopeFactory scopes, PrintCertificate print) : IJobWork
{
    public JobKind Kind => JobKind.CertificateIssue;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var due = await DueAsync(job, cancellationToken);
        return await IssueEach.RunAsync(scopes, progress, due, IssueOneAsync, $"/api/v1/sessions/{job.SessionId}/certificates", cancellationToken);

        async Task IssueOneAsync(CpeDbContext db, Guid participantId)
        {
            await FetchAttendance.LockAsync(db, job.SessionId, cancellationToken);
            await IssueAsync(db, job.SessionId, participantId, null, job.Actor, cancellationToken);
        }
    }

    /// <summary>
    /// Issues one certificate in the caller's transaction, or none when the participant has one already or has no credit. The caller holds the
    /// session's attendance: a fetch at the same moment comes before the certificate, or finds it and is frozen.
    /// </summary>
    public async Task<Certificate?> IssueAsync(CpeDbContext db, Guid sessionId, Guid participantId, Certificate? replaces, string actor, CancellationToken cancellationToken)
    {
        // The award's row is locked and its version raised: whoever meant to change the credit at the same moment is refused.
        await db.Database.ExecuteAsync($"select 1 from credit_awards where participant_id = {participantId} for update", cancellationToken);
        var awards = db.CreditAwards.Where(row => row.ParticipantId == participantId && row.SessionId == sessionId);
        var award = await (replaces is null ? awards.Certifiable(db.Certificates) : awards).Include(row => row.Decision).SingleOrDefaultAsync(cancellationToken);
        if (award is not { Credits: > 0 } || await db.Certificates.AnyAsync(row => row.ParticipantId == participantId && row.RevokedAt == null, cancellationToken))
        {
            return null;
        }

        await ClaimedRow.LockAsync(db, [participantId], cancellationToken);
        await CertifiedOnce.RequireNotCombinedAsync(db, sessionId, [participantId], cancellationToken);
        await CertifiedOnce.RequireTimeFreeAsync(db, [TimeClaim.Of(award)], cancellationToken);
        var session = await db.Sessions.AsNoTracking().SingleAsync(row => row.Id == sessionId, cancellationToken);
        var participant = await db.Participants.AsNoTracking().SingleAsync(row => row.Id == participantId, cancellationToken);
        var draft = await new DraftCertificates(db).BeginAsync(session, cancellationToken);
        db.Entry(award).State = EntityState.Modified;
        var formerId = replaces?.Id ?? await db.Certificates.FormerAsync(row => row.SessionId == sessionId && row.ParticipantId == participantId, cancellationToken);
        return await print.RunAsync(db, draft.For(participant, session, award), draft.Paper, CertificateSubject.Of(sessionId, participantId), formerId, actor, cancellationToken);
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(Job job, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        var chosen = job.Arguments.ParticipantIds;
        return await db.CreditAwards.Certifiable(db.Certificates)
            .Where(award => award.SessionId == job.SessionId && (chosen == null || chosen.Contains(award.ParticipantId)))
            .OrderBy(award => award.ParticipantId)
            .Select(award => award.ParticipantId)
            .ToListAsync(cancellationToken);
    }
}
