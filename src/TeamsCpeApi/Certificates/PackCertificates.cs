using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>Valid certificates as PDFs in one archive.</summary>
internal static class PackCertificates
{
    internal static async Task<IResult> RunAsync(CpeDbContext db, IQueryable<Certificate> certificates, IQueryable<Job> issuing, string fileName, CancellationToken cancellationToken)
    {
        if (await issuing.AnyAsync(job => job.State == JobState.Queued || job.State == JobState.Running, cancellationToken))
        {
            throw Problems.Conflict("certificates-being-issued", "Certificates are being issued", "An archive made now would lack some of them: wait until the job is over, then download it.");
        }

        var rows = await certificates.AsNoTracking().Where(row => row.RevokedAt == null).OrderBy(row => row.Number)
            .Select(row => new { row.Number, row.PdfSha256, row.IssuedAt }).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            throw Problems.NotFound("valid certificate here");
        }

        // An archive writes some of its bytes synchronously, which a response refuses: it is packed in a file, gone when sent.
        var packed = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var row in rows)
                {
                    var entry = archive.CreateEntry($"certificate-{row.Number}.pdf", CompressionLevel.NoCompression);
                    entry.LastWriteTime = row.IssuedAt;
                    await using var target = await entry.OpenAsync(cancellationToken);
                    await target.WriteAsync(await ContentAsync(db, row.PdfSha256, cancellationToken), cancellationToken);
                }
            }

            packed.Position = 0;
            return TypedResults.File(packed, "application/zip", fileName);
        }
        catch
        {
            await packed.DisposeAsync();
            throw;
        }
    }

    internal static Task<byte[]> ContentAsync(CpeDbContext db, string sha256, CancellationToken cancellationToken) =>
        db.Evidence.AsNoTracking().Where(item => item.Sha256 == sha256).Select(item => item.Content).SingleAsync(cancellationToken);
}
