using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>
/// Keeps what was fetched as one snapshot. The same data again makes none. Once certificates are out a snapshot is evidence only:
/// what the certificates rest on goes on counting until they are revoked.
/// </summary>
internal sealed class TakeSnapshot(CpeDbContext db, AttendancePlan plan, TimeProvider clock)
{
    public async Task RunAsync(
        Session session,
        AttendanceStatus status,
        IReadOnlyList<SnapshotReport> reports,
        IReadOnlyList<AttendanceRecord> records,
        IReadOnlyList<RawPage> pages,
        string actor,
        CancellationToken cancellationToken)
    {
        var content = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Reports = reports, Records = records }, Json.Options)));
        var counting = await FindAsync(status.CurrentSnapshotId, cancellationToken);
        var latest = await FindAsync(status.LatestSnapshotId, cancellationToken) ?? counting;
        var isFrozen = counting is not null && await IsFrozenAsync(db, session.Id, cancellationToken);
        if (counting?.ContentSha256 == content)
        {
            status.LatestSnapshotId = counting.Id;
        }
        else if (latest?.ContentSha256 != content)
        {
            var now = clock.GetUtcNow();
            latest = new AttendanceSnapshot
            {
                Id = Ids.Next(now),
                SessionId = session.Id,
                TakenAt = now,
                ContentSha256 = content,
                Reports = [.. reports],
                Records = [.. records],
                RawPages = [.. pages.Select(page => db.Keep(page.Body, "application/json")).Distinct()],
                Difference = counting is null ? null : SnapshotComparison.Of(counting.Records, records),
            };
            db.Add(latest);
            status.LatestSnapshotId = latest.Id;
            db.Record(new AuditEntry(
                actor,
                isFrozen ? "attendance.changed-after-certificates" : "attendance.snapshot-taken",
                "attendance-snapshot",
                latest.Id,
                session.Id,
                new { content, records = latest.Records.Count, latest.RawPages, latest.Difference }));
        }
        else if (!isFrozen)
        {
            db.Record(new AuditEntry(actor, "attendance.snapshot-applied", "attendance-snapshot", latest!.Id, session.Id, new { replaces = counting?.Id }));
        }

        if (!isFrozen)
        {
            status.CurrentSnapshotId = status.LatestSnapshotId;
        }

        if (status.FirstDataAt is null)
        {
            status.FirstDataAt = clock.GetUtcNow();
            plan.CheckAgain(session.Id, status.FirstDataAt.Value);
        }
    }

    /// <summary>Certificates rest on the snapshot that counts: those of the session, and the combined ones of its program.</summary>
    internal static Task<bool> IsFrozenAsync(CpeDbContext db, Guid sessionId, CancellationToken cancellationToken) => db.Certificates.AnyAsync(
        certificate => certificate.RevokedAt == null
            && (certificate.SessionId == sessionId || db.ProgramParts.Any(part => part.SessionId == sessionId && part.ProgramId == certificate.ProgramId)),
        cancellationToken);

    private async Task<AttendanceSnapshot?> FindAsync(Guid? id, CancellationToken cancellationToken) => id is null
        ? null
        : await db.AttendanceSnapshots.AsNoTracking().SingleAsync(snapshot => snapshot.Id == id, cancellationToken);
}
