using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Makes a certificate of a complete draft: its number, its code, its PDF, in the caller's transaction. All kinds are made here.</summary>
internal sealed class PrintCertificate(IOptions<SiteOptions> site, TimeProvider clock)
{
    public async Task<Certificate> RunAsync(
        CpeDbContext db, CertificateDraft draft, PaperSize paper, CertificateSubject subject, Guid? replacesId, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var running = await db.Database.SqlQuery<long>($"select nextval('certificate_numbers') as \"Value\"").SingleAsync(cancellationToken);
        var content = draft.Complete(string.Create(CultureInfo.InvariantCulture, $"{now:yyyy}-{running:D6}"), new Uri(site.Value.PublicAddress!, $"/verify/{code}").ToString(), now);
        var certificate = new Certificate
        {
            Id = Ids.Next(now),
            SessionId = subject.SessionId,
            ParticipantId = subject.ParticipantId,
            ProgramId = subject.ProgramId,
            PersonId = subject.PersonId,
            ParticipantIds = [.. subject.ParticipantIds],
            Number = content.Number,
            Code = code,
            Facts = new CertificateFacts(content.ParticipantName, content.CourseTitle, content.SponsorName, content.CompletedOn, content.DeliveryMethod, content.Credits, content.Fields)
            {
                Sessions = content.Sessions,
            },
            PdfSha256 = db.Keep(CertificateDocument.Render(content, paper), "application/pdf"),
            IssuedAt = now,
            IssuedBy = actor,
            ReplacesId = replacesId,
        };
        db.Add(certificate);
        db.Record(new AuditEntry(actor, "certificate.issued", "certificate", certificate.Id, subject.SessionId, new
        {
            subject.ParticipantId,
            subject.ProgramId,
            subject.PersonId,
            certificate.Number,
            certificate.PdfSha256,
            content.Credits,
            replaces = replacesId,
        }));
        await db.SaveChangesAsync(cancellationToken);
        return certificate;
    }
}
