using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>
/// Registers participants for the event of their session. The registrations are listed first, again after every interruption,
/// so that nobody is registered twice; everybody's outcome is stored as soon as it is known.
/// </summary>
internal sealed class RegisterParticipants(
    CpeDbContext db, UpdateEvent update, GraphVirtualEvents graph, SecretProtector protector, WorkLock workLock, TimeProvider clock) : IJobWork
{
    internal const string DefaultLanguage = "en-us";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public JobKind Kind => JobKind.RegistrationCreate;

    public Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
        => workLock.HoldAsync($"registrations {job.SessionId}", () => RegisterAsync(job, progress, cancellationToken), cancellationToken);

    private async Task<JobOutcome> RegisterAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(row => row.Id == job.SessionId, cancellationToken);
        if (session.CancelledAt is not null)
        {
            return JobOutcome.Failed("session-cancelled", "The session was cancelled: nobody is registered for it any more.");
        }

        if (session.ProviderId is not { } providerId)
        {
            return JobOutcome.Failed("provider-missing", "The session has no provider: set providerId and try again.");
        }

        var connection = (await ProviderEndpoints.FindAsync(db, providerId, cancellationToken)).Connect(protector);
        var before = await update.RunAsync(session, connection, job.Actor, cancellationToken);
        if ((before.Failure ?? before.RegistrationsFailure) is { } failure)
        {
            return Ended(failure);
        }

        var row = before.Event!;
        if (row.Status is not "published")
        {
            return JobOutcome.Failed("webinar-not-published", $"The event's status is {row.Status ?? "not known"}: people can be registered once its organizer has published it.");
        }

        var people = await DueAsync(job, cancellationToken);
        var registered = (await db.Registrations.AsNoTracking().Where(registration => registration.SessionId == session.Id && !registration.Gone).Select(registration => registration.Email).ToListAsync(cancellationToken))
            .Select(EmailAddress.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < people.Count; i++)
        {
            await progress.ContinueAsync(i, people.Count, cancellationToken);
            if (await RegisterAsync(session, row, people[i], registered, job, connection, cancellationToken) is { } broken)
            {
                return Ended(broken);
            }
        }

        await update.RunAsync(session, connection, job.Actor, cancellationToken);
        await progress.ReportAsync(people.Count, people.Count, cancellationToken);
        return JobOutcome.Succeeded($"/api/v1/sessions/{session.Id}/registrations");
    }

    /// <summary>Registers one person and stores what became of it; a failure that is not about this person ends the work.</summary>
    private async Task<GraphFailure?> RegisterAsync(
        Session session, SessionEvent row, Participant person, HashSet<string> registered, Job job, GraphConnection connection, CancellationToken cancellationToken)
    {
        if (EmailAddress.Key(person.Email) is not { } key)
        {
            await StoreAsync(person, RegistrationOutcome.Failed, new("email-missing", "The participant has no e-mail address: a registration needs one."), job, cancellationToken);
            return null;
        }

        if (person.Aliases.Append(person.Email).Select(EmailAddress.Key).OfType<string>().Any(registered.Contains))
        {
            await StoreAsync(person, RegistrationOutcome.AlreadyRegistered, null, job, cancellationToken);
            return null;
        }

        var (first, last) = PersonName.Split(person.Name);
        var zone = TimeZoneInfo.TryConvertIanaIdToWindowsId(session.TimeZone, out var windows) ? windows : session.TimeZone;
        var failure = await graph.RegisterAsync(connection, row.Kind, row.EventId, new(first, last, person.Email!, zone, job.Arguments.Language ?? DefaultLanguage), cancellationToken);
        if (failure is { HttpStatus: StatusCodes.Status409Conflict })
        {
            await StoreAsync(person, RegistrationOutcome.AlreadyRegistered, null, job, cancellationToken);
        }
        else if (failure is { Kind: GraphFailureKind.RequestRefused })
        {
            await StoreAsync(person, RegistrationOutcome.Failed, new(failure.Code, GraphProblems.Words(failure)), job, cancellationToken);
        }
        else if (failure is not null)
        {
            return failure;
        }
        else
        {
            registered.Add(key);
            await StoreAsync(person, RegistrationOutcome.Registered, null, job, cancellationToken);
        }

        return null;
    }

    private async Task StoreAsync(Participant person, RegistrationOutcome outcome, JobProblem? problem, Job job, CancellationToken cancellationToken)
    {
        var attempt = await db.RegistrationAttempts.FindAsync([person.Id], cancellationToken);
        if (attempt is { Outcome: RegistrationOutcome.Registered } && outcome == RegistrationOutcome.AlreadyRegistered)
        {
            return;
        }

        if (attempt is null)
        {
            attempt = new RegistrationAttempt { SessionId = person.SessionId, ParticipantId = person.Id, Outcome = outcome, Problem = problem, At = clock.GetUtcNow() };
            db.Add(attempt);
        }

        (attempt.Outcome, attempt.Problem, attempt.At) = (outcome, problem, clock.GetUtcNow());
        db.Record(new AuditEntry(job.Actor, outcome == RegistrationOutcome.Registered ? "participant.registered" : "participant.registration-answered", "participant", person.Id, person.SessionId, new { outcome, problem?.Code }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What passes by itself is tried again; what somebody has to mend is not.</summary>
    private JobOutcome Ended(GraphFailure failure) => failure.Transient
        ? JobOutcome.Retry(failure.Code, GraphProblems.Words(failure), clock.GetUtcNow() + (failure.RetryAfter > Pause ? failure.RetryAfter.Value : Pause))
        : JobOutcome.Failed(failure.Code, GraphProblems.Words(failure));

    private async Task<IReadOnlyList<Participant>> DueAsync(Job job, CancellationToken cancellationToken)
    {
        var chosen = job.Arguments.ParticipantIds;
        return await db.Participants.AsNoTracking()
            .Where(row => row.SessionId == job.SessionId && (chosen == null || chosen.Contains(row.Id)))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
    }
}
