using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>Lists the registrations of an event, keeps the pages as evidence, and remembers what they say.</summary>
internal sealed class ListRegistrations(CpeDbContext db, GraphVirtualEvents graph, TimeProvider clock)
{
    /// <summary>Brings the registrations up to date with the caller's next save; the failure, if they cannot be read, is remembered too.</summary>
    public async Task<GraphFailure?> RunAsync(SessionEvent row, GraphConnection connection, string actor, CancellationToken cancellationToken)
    {
        var answer = await graph.ListRegistrationsAsync(connection, row.Kind, row.EventId, cancellationToken);
        row.RegistrationsProblem = answer.Failure is { } failure ? new JobProblem(failure.Code, GraphProblems.Words(failure)) : null;
        if (!answer.Succeeded)
        {
            return answer.Failure;
        }

        row.RegistrationsListedAt = clock.GetUtcNow();
        var pages = answer.RawPages.Select(page => db.Keep(page.Body, "application/json")).Distinct().ToList();
        var known = await db.Registrations.Where(registration => registration.SessionId == row.SessionId).ToDictionaryAsync(registration => registration.RegistrationId, StringComparer.Ordinal, cancellationToken);
        foreach (var listed in answer.Value.DistinctBy(registration => registration.Id).Where(registration => registration.Id.Length <= Registration.IdMaxLength))
        {
            if (!known.Remove(listed.Id, out var registration))
            {
                registration = new Registration
                {
                    SessionId = row.SessionId,
                    RegistrationId = listed.Id,
                    Status = null,
                    Email = null,
                    FirstName = null,
                    LastName = null,
                    RegisteredAt = null,
                    CanceledAt = null,
                };
                db.Add(registration);
            }

            (registration.Status, registration.Email, registration.FirstName, registration.LastName) = (listed.Status, listed.Email, listed.FirstName, listed.LastName);
            (registration.RegisteredAt, registration.CanceledAt, registration.Gone) = (Stored(listed.RegisteredAt), Stored(listed.CanceledAt), false);
        }

        foreach (var gone in known.Values)
        {
            gone.Gone = true;
        }

        if (!row.RegistrationPages.SequenceEqual(pages) || db.ChangeTracker.Entries<Registration>().Any(entry => entry.State != EntityState.Unchanged))
        {
            row.RegistrationPages = pages;
            db.Record(new AuditEntry(actor, "registrations.listed", "session", row.SessionId, row.SessionId, new { count = answer.Value.Count, pages }));
        }

        return null;
    }

    /// <summary>Microsoft writes seven digits of a second, the database keeps six: the same instant again must be no change.</summary>
    private static DateTimeOffset? Stored(DateTimeOffset? instant) => instant is { } known ? known.AddTicks(-(known.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
