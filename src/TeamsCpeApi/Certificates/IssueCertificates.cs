using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>
/// Issues certificates for approved credit, each in its own transaction: after a crash the work goes on where it was, and
/// a participant who has a certificate gets no second one.
/// </summary>
internal sealed class IssueCertificates(IServiceScopeFactory scopes, IOptions<SiteOptions> site, TimeProvider clock) : IJobWork
{
    public JobKind Kind => JobKind.CertificateIssue;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var due = await DueAsync(job, cancellationToken);
        for (var i = 0; i < due.Count; i++)
        {
            if (!await progress.ReportAsync(i, due.Count, cancellationToken))
            {
                return JobOutcome.Failed("cancelled", $"Cancelled after {i} of {due.Count} certificates.");
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await FetchAttendance.LockAsync(db, job.SessionId, cancellationToken);
            await IssueAsync(db, job.SessionId, due[i], null, job.Actor, cancellationToken);
            await db.CommitAsync(transaction, cancellationToken);
        }

        await progress.ReportAsync(due.Count, due.Count, cancellationToken);
        return JobOutcome.Succeeded($"/api/v1/sessions/{job.SessionId}/certificates");
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
        var award = await (replaces is null ? awards.Certifiable(db.Certificates) : awards).SingleOrDefaultAsync(cancellationToken);
        if (award is not { Credits: > 0 } || await db.Certificates.AnyAsync(row => row.ParticipantId == participantId && row.RevokedAt == null, cancellationToken))
        {
            return null;
        }

        var session = await db.Sessions.AsNoTracking().SingleAsync(row => row.Id == sessionId, cancellationToken);
        var participant = await db.Participants.AsNoTracking().SingleAsync(row => row.Id == participantId, cancellationToken);
        var draft = await new DraftCertificates(db).BeginAsync(session, cancellationToken);
        var now = clock.GetUtcNow();
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var running = await db.Database.SqlQuery<long>($"select nextval('certificate_numbers') as \"Value\"").SingleAsync(cancellationToken);
        var content = draft.For(participant, award).Complete(string.Create(CultureInfo.InvariantCulture, $"{now:yyyy}-{running:D6}"), new Uri(site.Value.PublicAddress!, $"/verify/{code}").ToString(), now);
        var pdf = CertificateDocument.Render(content, draft.Paper);
        var certificate = new Certificate
        {
            Id = Ids.Next(now),
            SessionId = sessionId,
            ParticipantId = participantId,
            Number = content.Number,
            Code = code,
            Facts = new CertificateFacts(content.ParticipantName, content.CourseTitle, content.SponsorName, content.CompletedOn, content.DeliveryMethod, content.Credits, content.Fields),
            PdfSha256 = db.Keep(pdf, "application/pdf"),
            IssuedAt = now,
            IssuedBy = actor,
            ReplacesId = replaces?.Id ?? await FormerAsync(db, sessionId, participantId, cancellationToken),
        };
        db.Add(certificate);
        db.Entry(award).State = EntityState.Modified;
        db.Record(new AuditEntry(actor, "certificate.issued", "certificate", certificate.Id, sessionId, new { participantId, certificate.Number, certificate.PdfSha256, content.Credits, replaces = certificate.ReplacesId }));
        await db.SaveChangesAsync(cancellationToken);
        return certificate;
    }

    /// <summary>A certificate that was revoked and whose place nobody has taken yet.</summary>
    private static Task<Guid?> FormerAsync(CpeDbContext db, Guid sessionId, Guid participantId, CancellationToken cancellationToken) => db.Certificates
        .Where(row => row.SessionId == sessionId && row.ParticipantId == participantId && row.RevokedAt != null && !db.Certificates.Any(later => later.ReplacesId == row.Id))
        .OrderByDescending(row => row.Id)
        .Select(row => (Guid?)row.Id)
        .FirstOrDefaultAsync(cancellationToken);

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
