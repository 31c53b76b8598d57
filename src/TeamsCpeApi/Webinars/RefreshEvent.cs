using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>Reads a session's event and its registrations, when the session is defined and whenever somebody asks.</summary>
internal sealed class RefreshEvent(CpeDbContext db, UpdateEvent update, SecretProtector protector, TimeProvider clock) : IJobWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public JobKind Kind => JobKind.RegistrationList;

    public async Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(row => row.Id == job.SessionId, cancellationToken);
        if (session.CancelledAt is not null || session.ProviderId is not { } providerId)
        {
            return JobOutcome.Failed("session-cancelled", "The session was cancelled, or lost its provider: its event is not read any more.");
        }

        var connection = (await ProviderEndpoints.FindAsync(db, providerId, cancellationToken)).Connect(protector);
        var updated = await update.RunAsync(session, connection, job.Actor, cancellationToken);
        var failure = updated.Failure ?? updated.RegistrationsFailure;
        return failure switch
        {
            null => JobOutcome.Succeeded($"/api/v1/sessions/{session.Id}/registrations"),
            { Transient: true } when clock.GetUtcNow() < session.EndsAt => JobOutcome.Retry(failure.Code, GraphProblems.Words(failure), clock.GetUtcNow() + (failure.RetryAfter > Pause ? failure.RetryAfter.Value : Pause)),
            _ => JobOutcome.Failed(failure.Code, GraphProblems.Words(failure)),
        };
    }
}
