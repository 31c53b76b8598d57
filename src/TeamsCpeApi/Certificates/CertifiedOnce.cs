using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>
/// Time is certified once: by a certificate of its session, or by the combined one of its program, never by both; and of one person by
/// one session or program alone of all that an owner has, unless an override says with its reason that both stand. Who issues holds the
/// attendance of the sessions concerned and then the people, so that of two who issue at the same moment the second one finds the first
/// one's certificate.
/// </summary>
internal static class CertifiedOnce
{
    private const string Title = "Certificates are out for the same time";

    /// <summary>Refuses a certificate of a session for participants whom a valid combined one covers.</summary>
    internal static async Task RequireNotCombinedAsync(CpeDbContext db, Guid sessionId, IReadOnlyCollection<Guid> participantIds, CancellationToken cancellationToken)
    {
        var combined = await db.Certificates.AsNoTracking()
            .Where(row => row.RevokedAt == null && db.ProgramParts.Any(part => part.SessionId == sessionId && part.ProgramId == row.ProgramId))
            .Where(row => row.ParticipantIds.Any(id => participantIds.Contains(id)))
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        Refuse(combined, "certified-in-program", "Combined certificates of the session's program hold this session's time already. Revoke them first, or issue for others.");
    }

    /// <summary>Refuses a combined certificate for participants who have a valid one of a single session.</summary>
    internal static async Task RequireNoSinglesAsync(CpeDbContext db, IReadOnlyCollection<Guid> participantIds, CancellationToken cancellationToken)
    {
        var singles = await db.Certificates.AsNoTracking()
            .Where(row => row.RevokedAt == null && row.ParticipantId != null && participantIds.Contains(row.ParticipantId.Value))
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        Refuse(singles, "certified-in-session", "A combined certificate would certify the same time again. Revoke the certificates of single sessions named under errors first, or issue for others.");
    }

    /// <summary>Refuses certificates that would hold an instant that a valid one of the same person holds already, of another session or program.</summary>
    internal static async Task RequireTimeFreeAsync(CpeDbContext db, IReadOnlyCollection<TimeClaim> claims, CancellationToken cancellationToken)
    {
        if (await OverlappingCertificates.FindAsync(db, claims, cancellationToken) is { Count: > 0 } errors)
        {
            throw Problems.Conflict(
                "overlapping-certificate",
                Title,
                "Certificates of other sessions hold the same time of the same people already, as errors names them. Revoke those, or override the credit here with the reason why both stand, or issue for others.",
                [.. errors]);
        }
    }

    private static void Refuse(List<Certificate> certificates, string code, string detail)
    {
        if (certificates.Count > 0)
        {
            throw Problems.Conflict(
                code,
                Title,
                detail,
                [.. certificates.Select(row => new InputError("certificate-valid", $"Certificate {row.Number} (\"{row.Facts.CourseTitle}\", {row.Facts.ParticipantName}) is valid: POST /api/v1/certificates/{row.Id}/revoke with its reason."))]);
        }
    }
}
