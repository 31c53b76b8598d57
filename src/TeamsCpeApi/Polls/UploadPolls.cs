using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Polls;

/// <summary>
/// Takes Forms workbooks: each file whole or not at all, one bad file does not lose the others. Of a refused file nothing
/// is kept but the audit event.
/// </summary>
internal sealed class UploadPolls(CpeDbContext db, Caller caller, TimeProvider clock)
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Clocks differ a little; an answer this much later than the export itself cannot be.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public async Task<PollFileOutcome> RunAsync(Session session, TimeZoneInfo zone, string fileName, byte[] content, PollFile? replaces, CancellationToken cancellationToken)
    {
        var name = Uploads.SafeName(fileName);
        var sha256 = EvidenceItem.AddressOf(content);
        if (await db.PollFiles.AsNoTracking().FirstOrDefaultAsync(file => file.SessionId == session.Id && file.Sha256 == sha256 && file.WithdrawnAt == null, cancellationToken) is { } same)
        {
            return await RefuseAsync(session, name, sha256, new InputError("duplicate-file", $"The same bytes were uploaded already, as \"{same.FileName}\": nothing to do.", File: name), cancellationToken);
        }

        var reading = FormsWorkbookReader.Read(content, name);
        if (reading.Export is not { } export)
        {
            var refusal = reading.Refusal!;
            return await RefuseAsync(session, name, sha256, new InputError(refusal.Code, refusal.Message, File: name, Sheet: refusal.Sheet, Row: refusal.Row, Column: refusal.Column), cancellationToken);
        }

        var ruleset = await db.RulesetVersions.Where(version => version.Id == session.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var margin = TimeSpan.FromSeconds(ruleset.PollMarginSeconds);
        var accepted = new Interval(session.StartsAt - margin, session.EndsAt + margin);
        var times = export.Responses.Select(response => PollClock.ToInstant(response.CompletedAt, zone, accepted)).ToArray();
        if (!times.Any(accepted.Contains))
        {
            return await RefuseAsync(session, name, sha256, OutsideSession(name, times, zone, session), cancellationToken);
        }

        if (export.ExportedAt is { } exported && times.Max() > exported + ClockTolerance)
        {
            return await RefuseAsync(session, name, sha256, new InputError(
                "time-zone-impossible",
                $"Read in {zone.Id}, the last answer ({times.Max():yyyy-MM-dd'T'HH:mm:ss'Z'}) would lie after the export itself ({exported:yyyy-MM-dd'T'HH:mm:ss'Z'}): send the right zone as the form field timeZone.",
                File: name), cancellationToken);
        }

        return await StoreAsync(session, zone, name, content, export, times, accepted, replaces, cancellationToken);
    }

    private async Task<PollFileOutcome> StoreAsync(
        Session session, TimeZoneInfo zone, string name, byte[] content, FormsExport export, DateTimeOffset[] times, Interval accepted, PollFile? replaces, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var file = new PollFile
        {
            Id = Ids.Next(now),
            SessionId = session.Id,
            FileName = name,
            Sha256 = db.Keep(content, MediaType),
            Title = export.Title,
            FormId = export.FormId,
            TimeZone = zone.Id,
            ExportedAt = export.ExportedAt,
            UploadedAt = now,
            UploadedBy = caller.Actor,
        };
        var polls = export.Questions.Select((question, index) => new Poll
        {
            Id = Ids.Next(now),
            SessionId = session.Id,
            FileId = file.Id,
            Column = question.Column,
            Question = question.Title,
            Responses = [.. export.Responses
                .Select((response, row) => (response, At: times[row], Answer: response.Answers[index]))
                .Where(entry => entry.Answer is not null)
                .Select(entry => new PollResponse(entry.response.Email, entry.response.Name, entry.At, entry.Answer!))],
        }).ToArray();

        if (replaces is not null)
        {
            replaces.WithdrawnAt = now;
            foreach (var former in await db.Polls.Where(poll => poll.FileId == replaces.Id && poll.WithdrawnAt == null).ToListAsync(cancellationToken))
            {
                former.WithdrawnAt = now;
            }
        }

        db.Add(file);
        db.AddRange(polls.AsEnumerable());
        db.Record(new AuditEntry(caller.Actor, replaces is null ? "poll-file.uploaded" : "poll-file.replaced", "poll-file", file.Id, session.Id, new
        {
            file.Sha256,
            replaces = replaces?.Id,
            polls = polls.Select(poll => poll.Id),
            file.TimeZone,
        }));
        await db.SaveChangesAsync(cancellationToken);

        return new PollFileOutcome(
            name, PollFileState.Accepted, export.Title, zone.Id, export.Responses.Count, times.Min(), times.Max(), times.Count(at => !accepted.Contains(at)), [.. polls.Select(poll => PollView.Of(poll, file))], null);
    }

    private async Task<PollFileOutcome> RefuseAsync(Session session, string name, string sha256, InputError error, CancellationToken cancellationToken)
    {
        db.Record(new AuditEntry(caller.Actor, "poll-file.refused", "session", session.Id, session.Id, new { sha256, error.Code }));
        await db.SaveChangesAsync(cancellationToken);
        return new PollFileOutcome(name, PollFileState.Refused, null, null, 0, null, null, 0, [], error);
    }

    private static InputError OutsideSession(string name, DateTimeOffset[] times, TimeZoneInfo zone, Session session) => new(
        "poll-outside-session",
        $"Read in {zone.Id}, the answers lie between {Utc(times.Min())} and {Utc(times.Max())}, the session between {Utc(session.StartsAt)} and {Utc(session.EndsAt)}: this is the poll of another session, or the zone is another one (form field timeZone).",
        File: name);

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What became of a file.</summary>
internal enum PollFileState
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Not taken; the error says why.</summary>
    Refused,
}

/// <summary>What became of one file.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="State">accepted or refused.</param>
/// <param name="Title">The form's title.</param>
/// <param name="TimeZone">The zone in which its times were read.</param>
/// <param name="Responses">Response rows.</param>
/// <param name="FirstAnswerAt">The first answer.</param>
/// <param name="LastAnswerAt">The last answer.</param>
/// <param name="OutsideWindow">Answers outside the session's time; they do not count.</param>
/// <param name="Polls">The polls in it, one a question.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record PollFileOutcome(
    string FileName,
    PollFileState State,
    string? Title,
    string? TimeZone,
    int Responses,
    DateTimeOffset? FirstAnswerAt,
    DateTimeOffset? LastAnswerAt,
    int OutsideWindow,
    IReadOnlyList<PollView> Polls,
    InputError? Error);

/// <summary>What became of an upload.</summary>
/// <param name="Accepted">Files taken.</param>
/// <param name="Refused">Files not taken.</param>
/// <param name="Files">An outcome for each, in the order sent.</param>
internal sealed record PollUploadView(int Accepted, int Refused, IReadOnlyList<PollFileOutcome> Files);

/// <summary>A poll.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Question">The question, as written.</param>
/// <param name="FileName">The workbook it came from.</param>
/// <param name="FileSha256">SHA-256 of the workbook.</param>
/// <param name="TimeZone">The zone in which its times were read.</param>
/// <param name="Responses">Answers.</param>
/// <param name="Anonymous">Answers without a name; they are counted and shown, never credited.</param>
/// <param name="Excluded">True when it does not count.</param>
/// <param name="ExcludedReason">Why not.</param>
internal sealed record PollView(Guid Id, string Question, string FileName, string FileSha256, string TimeZone, int Responses, int Anonymous, bool Excluded, string? ExcludedReason)
{
    public static PollView Of(Poll poll, PollFile file) => new(
        poll.Id,
        poll.Question,
        file.FileName,
        file.Sha256,
        file.TimeZone,
        poll.Responses.Count,
        poll.Responses.Count(response => Domain.People.EmailAddress.Key(response.Email) is null),
        poll.ExcludedReason is not null,
        poll.ExcludedReason);
}
