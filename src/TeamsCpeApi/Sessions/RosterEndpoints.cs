using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Sessions;

/// <summary>The roster: who was enrolled.</summary>
internal static class RosterEndpoints
{
    private const int MaximumParticipants = 20_000;

    internal static async Task<Page<ParticipantView>> ListAsync(Guid sessionId, [AsParameters] PageQuery page, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        http.Response.SetETag(session.RosterVersion);
        return await db.Participants.Where(participant => participant.SessionId == sessionId).ToPageAsync(page, ParticipantView.Of, http, cancellationToken);
    }

    /// <summary>Adds and updates; as JSON every participant by itself, as a file all of them or none.</summary>
    internal static async Task<IResult> AddAsync(Guid sessionId, HttpRequest request, CpeDbContext db, MeetingPlans meetings, RefusedRosters refused, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        return await TakeAsync(session, request, refused, caller, AddRowsAsync, cancellationToken);

        async Task<IResult> AddRowsAsync(IReadOnlyList<RosterRow> rows, bool isFile)
        {
            var change = await PrepareAsync(db, sessionId, clock, cancellationToken);
            var outcomes = Apply(change, rows);
            if (isFile || outcomes.TrueForAll(outcome => outcome.Outcome == RosterOutcome.Refused))
            {
                RequireAll(outcomes);
            }

            return await SaveAsync(session, outcomes, [], db, meetings, caller, request.HttpContext, cancellationToken);
        }
    }

    /// <summary>Makes the roster exactly what was sent, or leaves it.</summary>
    internal static async Task<IResult> ReplaceAsync(Guid sessionId, HttpRequest request, CpeDbContext db, MeetingPlans meetings, RefusedRosters refused, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        request.RequireMatch(session.RosterVersion);
        return await TakeAsync(session, request, refused, caller, ReplaceRowsAsync, cancellationToken);

        async Task<IResult> ReplaceRowsAsync(IReadOnlyList<RosterRow> rows, bool isFile)
        {
            var change = await PrepareAsync(db, sessionId, clock, cancellationToken);
            var outcomes = Apply(change, rows);
            RequireAll(outcomes);
            var removed = change.Unnamed.ToList();
            await RequireUnboundAsync(removed, db, cancellationToken);
            db.RemoveRange(removed);
            return await SaveAsync(session, outcomes, removed, db, meetings, caller, request.HttpContext, cancellationToken);
        }
    }

    private static async Task RequireUnboundAsync(List<Participant> removed, CpeDbContext db, CancellationToken cancellationToken)
    {
        var ids = removed.Select(participant => participant.Id).ToArray();
        var bound = await db.Participants.CountAsync(
            row => ids.Contains(row.Id)
                && (db.CreditAwards.Any(award => award.ParticipantId == row.Id)
                    || db.Certificates.Any(certificate => certificate.ParticipantId == row.Id)
                    || db.MatchDecisions.Any(decision => decision.ParticipantId == row.Id)
                    || db.Launches.Any(launch => launch.ParticipantId == row.Id)),
            cancellationToken);
        if (bound > 0)
        {
            throw Problems.Conflict("participants-in-use", "Participants are in use", $"{bound} of the participants that the new roster leaves out have been launched, matched, approved or certified: keep them in the list, or undo that first.");
        }
    }

    private static async Task<Session> OpenAsync(CpeDbContext db, Guid sessionId, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return session.CancelledAt is null ? session : throw Problems.Conflict("session-cancelled", "The session is cancelled", "Its roster stays as it is.");
    }

    private static async Task<RosterChange> PrepareAsync(CpeDbContext db, Guid sessionId, TimeProvider clock, CancellationToken cancellationToken)
    {
        var existing = await db.Participants.Where(participant => participant.SessionId == sessionId).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return new RosterChange(sessionId, existing, () => Ids.Next(now));
    }

    private static async Task<IResult> TakeAsync(
        Session session, HttpRequest request, RefusedRosters refused, Caller caller, Func<IReadOnlyList<RosterRow>, bool, Task<IResult>> take, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType())
        {
            return await take(RequireFew(ReadJson(await ReadRosterAsync(request, cancellationToken))), false);
        }

        var file = request switch
        {
            { HasFormContentType: true } => await Uploads.ReadAsync((await Uploads.FilesAsync(request, cancellationToken))[0], cancellationToken),
            { ContentType: { } type } when type.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) => await ReadBodyAsync(request, cancellationToken),
            _ => throw Problems.UnsupportedMediaType("application/json {\"participants\": […]} or text/csv"),
        };
        return await refused.WatchAsync(session.Id, file, caller, () => take(RequireFew(ReadCsv(file)), true));
    }

    private static List<RosterRow> RequireFew(List<RosterRow> rows) =>
        rows.Count <= MaximumParticipants ? rows : throw Problems.Invalid($"A roster has at most {MaximumParticipants} participants.");

    private static async Task<RosterRequest?> ReadRosterAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<RosterRequest>(cancellationToken);
        }
        catch (JsonException unreadable)
        {
            // As the framework says it of bodies that it reads itself.
            throw new BadHttpRequestException("The roster cannot be read as JSON.", unreadable);
        }
    }

    private static List<RosterRow> ReadJson(RosterRequest? roster) => roster?.Participants is { Count: > 0 } participants
        ? [.. Lists.Whole(participants, "/participants").Select((participant, index) => new RosterRow($"/participants/{index}", null, participant))]
        : throw Problems.InvalidMember("/participants", "required", "Send at least one participant.");

    private static List<RosterRow> ReadCsv(byte[] file)
    {
        var reading = RosterCsvReader.Read(file);
        return reading.Refusals.Count == 0
            ? [.. reading.Rows.Select(row => new RosterRow(null, row.Row, new ParticipantRequest(
                row.ExternalId, row.Name, row.Email, row.Aliases, [.. row.Licenses.Select(license => new License(license.Jurisdiction, license.Number))], row.EntraObjectId?.ToString(), row.RegistrationId)))]
            : throw Problems.Invalid("The roster was not taken: mend the rows named under errors and send the file again.", [.. reading.Refusals.Select(refusal => new InputError(refusal.Code, refusal.Message, Row: refusal.Row, Column: refusal.Column))]);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.Length <= Uploads.MaximumFileBytes ? body.ToArray() : throw Problems.PayloadTooLarge(Uploads.MaximumFileBytes);
    }

    private static List<RosterItem> Apply(RosterChange change, IReadOnlyList<RosterRow> rows) => [.. rows.Select((row, index) =>
    {
        var (outcome, participant, error) = change.Apply(row);
        return new RosterItem(index, outcome, participant is null ? null : ParticipantView.Of(participant), error) { Entity = participant };
    })];

    private static void RequireAll(List<RosterItem> outcomes)
    {
        var errors = outcomes.Select(outcome => outcome.Error).OfType<InputError>().Take(100).ToArray();
        if (errors.Length > 0)
        {
            throw Problems.Invalid("The roster was not taken: mend the participants named under errors and send it again.", errors);
        }
    }

    private static async Task<IResult> SaveAsync(
        Session session, List<RosterItem> outcomes, List<Participant> removed, CpeDbContext db, MeetingPlans meetings, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        db.AddRange(outcomes.Where(outcome => outcome.Outcome == RosterOutcome.Added).Select(outcome => outcome.Entity!));
        if (db.ChangeTracker.HasChanges())
        {
            session.RosterVersion++;
            await meetings.FollowRosterAsync(session, cancellationToken);
            db.Record(new AuditEntry(caller.Actor, "roster.changed", "session", session.Id, session.Id, new
            {
                added = outcomes.Where(outcome => outcome.Outcome == RosterOutcome.Added).Select(outcome => outcome.Entity!.Id),
                updated = outcomes.Where(outcome => outcome.Outcome == RosterOutcome.Updated).Select(outcome => outcome.Entity!.Id),
                removed = removed.Select(participant => participant.Id),
            }));
            await db.SaveChangesAsync(cancellationToken);
        }

        http.Response.SetETag(session.RosterVersion);
        return TypedResults.Ok(new RosterAnswer(
            outcomes.Count(outcome => outcome.Outcome == RosterOutcome.Added),
            outcomes.Count(outcome => outcome.Outcome == RosterOutcome.Updated),
            outcomes.Count(outcome => outcome.Outcome == RosterOutcome.Unchanged),
            outcomes.Count(outcome => outcome.Outcome == RosterOutcome.Refused),
            removed.Count,
            outcomes));
    }
}

/// <summary>A roster as sent.</summary>
/// <param name="Participants">1 to 20,000 participants.</param>
internal sealed record RosterRequest(IReadOnlyList<ParticipantRequest> Participants);

/// <summary>What became of one participant of a roster.</summary>
/// <param name="Index">Position in what was sent, from 0.</param>
/// <param name="Outcome">added, updated, unchanged or refused.</param>
/// <param name="Participant">The participant as stored.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record RosterItem(int Index, RosterOutcome Outcome, ParticipantView? Participant, InputError? Error)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public Participant? Entity { get; init; }
}

/// <summary>What became of a roster.</summary>
/// <param name="Added">New participants.</param>
/// <param name="Updated">Changed participants.</param>
/// <param name="Unchanged">Participants that were the same already.</param>
/// <param name="Refused">Participants not taken.</param>
/// <param name="Removed">Participants that the new roster leaves out.</param>
/// <param name="Items">An outcome for each.</param>
internal sealed record RosterAnswer(int Added, int Updated, int Unchanged, int Refused, int Removed, IReadOnlyList<RosterItem> Items);

/// <summary>A participant.</summary>
/// <param name="Id">The id here.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">As it stands on the certificate.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Aliases">Other addresses of the same person.</param>
/// <param name="Licenses">Licenses.</param>
/// <param name="EntraObjectId">Object id in the directory.</param>
/// <param name="RegistrationId">Webinar registration id.</param>
internal sealed record ParticipantView(
    Guid Id, string? ExternalId, string Name, string? Email, IReadOnlyList<string> Aliases, IReadOnlyList<License> Licenses, string? EntraObjectId, string? RegistrationId)
{
    public static ParticipantView Of(Participant participant) => new(
        participant.Id, participant.ExternalId, participant.Name, participant.Email, participant.Aliases, participant.Licenses, participant.EntraObjectId, participant.RegistrationId);
}
