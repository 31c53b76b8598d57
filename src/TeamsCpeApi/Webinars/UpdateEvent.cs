using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>What came of reading an event: the event or why not, and why its registrations could not be listed.</summary>
internal sealed record EventUpdate(SessionEvent? Event, GraphFailure? Failure, GraphFailure? RegistrationsFailure);

/// <summary>Reads the event of a session with its registrations and stores both; one at a time for a session, because several jobs may want it at once.</summary>
internal sealed class UpdateEvent(CpeDbContext db, ReadEvent read, ListRegistrations registrations, WorkLock workLock)
{
    public Task<EventUpdate> RunAsync(Session session, GraphConnection connection, string actor, CancellationToken cancellationToken) =>
        workLock.WaitAsync($"event {session.Id}", () => UpdateAsync(session, connection, actor, cancellationToken), cancellationToken);

    private async Task<EventUpdate> UpdateAsync(Session session, GraphConnection connection, string actor, CancellationToken cancellationToken)
    {
        var (row, failure) = await read.RunAsync(session, connection, cancellationToken);
        if (row is null)
        {
            return new(null, failure, null);
        }

        var notListed = await registrations.RunAsync(row, connection, actor, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new(row, null, notListed);
    }
}
