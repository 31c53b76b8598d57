using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>Why the newest snapshot shall count.</summary>
/// <param name="Reason">In words, at most 500 characters.</param>
internal sealed record ApplySnapshotRequest(string? Reason);

/// <summary>Makes the newest snapshot the one that counts, after it was kept aside because certificates rested on an earlier one.</summary>
internal static class ApplySnapshot
{
    private const int ReasonMaxLength = 500;

    internal static async Task<IResult> RunAsync(Guid sessionId, ApplySnapshotRequest request, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Reason?.Trim() is not { Length: > 0 and <= ReasonMaxLength } reason)
        {
            throw Problems.InvalidMember("/reason", "required", $"Say in at most {ReasonMaxLength} characters why the newest data shall count.");
        }

        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == sessionId, cancellationToken);
        if (status.LatestSnapshotId is not { } latest || latest == status.CurrentSnapshotId)
        {
            throw Problems.Conflict("nothing-to-apply", "The newest snapshot counts already", "There is no newer data: refresh first if you expect some.");
        }

        if (await TakeSnapshot.IsFrozenAsync(db, sessionId, cancellationToken))
        {
            throw Problems.Conflict("certificates-issued", "Certificates are out", "They rest on the snapshot that counts. Revoke them first, each with its reason; reissue them afterwards.");
        }

        db.Record(new AuditEntry(caller.Actor, "attendance.snapshot-applied", "attendance-snapshot", latest, sessionId, new { replaces = status.CurrentSnapshotId, reason }));
        status.CurrentSnapshotId = latest;
        await db.SaveChangesAsync(cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);
        return TypedResults.Ok(await AttendanceEndpoints.ViewAsync(sessionId, db, cancellationToken));
    }
}
