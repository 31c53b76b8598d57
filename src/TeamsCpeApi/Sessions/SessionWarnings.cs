using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Reconciliation;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>What people decided or uploaded, and what is known now speaks against.</summary>
internal sealed class SessionWarnings(CpeDbContext db, GatherSession gather, PollWarnings polls)
{
    /// <summary>A session in which nothing of the kind can be is not gathered, nor a cancelled one: it stays as it is.</summary>
    public async Task<IReadOnlyList<SessionNeed>> OfAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.CancelledAt is not null || !await MayHaveAnyAsync(session.Id, cancellationToken))
        {
            return [];
        }

        var picture = await gather.RunAsync(session.Id, cancellationToken);
        return [.. await polls.OfAsync(picture, cancellationToken), .. DecisionWarnings.Of(picture)];
    }

    private async Task<bool> MayHaveAnyAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await db.MatchDecisions.AnyAsync(decision => decision.SessionId == sessionId, cancellationToken)
        || await db.Polls.AnyAsync(poll => poll.SessionId == sessionId && poll.ExcludedReason == null && poll.WithdrawnAt == null && poll.Purpose == PollPurpose.Monitoring, cancellationToken);
}
