using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Overlaps;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Reconciliation;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>What whoever approves should look at: the same with the session and in every report.</summary>
internal sealed class SessionWarnings(CpeDbContext db, GatherSession gather, PollWarnings polls)
{
    /// <summary>A session in which nothing of the kind can be is not gathered.</summary>
    public async Task<IReadOnlyList<SessionNeed>> OfAsync(Session session, CancellationToken cancellationToken) =>
        session.CancelledAt is null && await MayHaveAnyAsync(session.Id, cancellationToken)
            ? await OfAsync(await gather.RunAsync(session.Id, cancellationToken), cancellationToken)
            : [];

    /// <summary>A cancelled session stays as it is, and warns of nothing.</summary>
    public async Task<IReadOnlyList<SessionNeed>> OfAsync(SessionPicture picture, CancellationToken cancellationToken) => picture.Session.CancelledAt is null
        ? [
            .. AttendanceWarnings.OfFiles(picture),
            .. await polls.OfAsync(picture, cancellationToken),
            .. DecisionWarnings.Of(picture),
            .. CreditWarnings.Of(picture),
            .. OverlapFindings.Warnings(picture),
            .. BreakoutWarnings.Of(picture),
        ]
        : [];

    private async Task<bool> MayHaveAnyAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await db.AttendanceStatuses.AnyAsync(status => status.SessionId == sessionId && status.CurrentSnapshotId != null, cancellationToken)
        || await db.AttendanceFiles.AnyAsync(file => file.SessionId == sessionId && file.WithdrawnAt == null && file.ExcludedReason == null, cancellationToken)
        || await db.MatchDecisions.AnyAsync(decision => decision.SessionId == sessionId, cancellationToken)
        || await db.Polls.AnyAsync(poll => poll.SessionId == sessionId && poll.ExcludedReason == null && poll.WithdrawnAt == null && poll.Purpose == PollPurpose.Monitoring, cancellationToken);
}
