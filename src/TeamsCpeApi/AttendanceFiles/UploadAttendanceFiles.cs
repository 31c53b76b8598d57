using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>What the uploader says of the files.</summary>
/// <param name="Zone">The zone of their clock, unless they name one themselves.</param>
/// <param name="DateOrder">The order of their dates; null when each shall decide.</param>
/// <param name="JoinedWords">The words that mean joining in lists of joins and leaves; none when each shall decide.</param>
internal sealed record AttendanceUpload(TimeZoneInfo Zone, DateOrder? DateOrder, IReadOnlyList<string> JoinedWords);

/// <summary>
/// Takes attendance files: each whole or not at all, one bad file does not lose the others. Of a refused file nothing is kept but the
/// audit event.
/// </summary>
internal sealed class UploadAttendanceFiles(CpeDbContext db, Caller caller, TimeProvider clock)
{
    private const string Text = "text/csv";

    /// <summary>Clocks differ a little; a stay that ends this much later than now cannot have been.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<AttendanceFileOutcome>> RunAsync(Session session, AttendanceUpload upload, IReadOnlyList<IFormFile> files, CancellationToken cancellationToken)
    {
        var ruleset = await db.RulesetVersions.Where(version => version.Id == session.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var context = new ReadingContext(upload.Zone, new(session.StartsAt, session.EndsAt), session.WindowBy(ruleset).Span, upload.DateOrder) { JoinedWords = upload.JoinedWords };
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await FetchAttendance.LockAsync(db, session.Id, cancellationToken);
        await RequireNotFrozenAsync(db, session.Id, cancellationToken);
        var reported = await AttendanceWarnings.ReportedAsync(db, session.Id, cancellationToken);

        var outcomes = new List<AttendanceFileOutcome>();
        foreach (var file in files)
        {
            outcomes.Add(await TakeAsync(session, context, reported, Uploads.SafeName(file.FileName), await Uploads.ReadAsync(file, cancellationToken), cancellationToken));
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);
        return outcomes;
    }

    /// <summary>Certificates rest on the attendance as it counts: nothing of it changes while they are valid.</summary>
    internal static async Task RequireNotFrozenAsync(CpeDbContext db, Guid sessionId, CancellationToken cancellationToken)
    {
        if (await TakeSnapshot.IsFrozenAsync(db, sessionId, cancellationToken))
        {
            throw Problems.Conflict("certificates-issued", "Certificates are out", "They rest on the attendance that counts now. Revoke them first, each with its reason, then change the attendance files; issue them again afterwards.");
        }
    }

    private async Task<AttendanceFileOutcome> TakeAsync(
        Session session, ReadingContext context, IReadOnlyList<AttendanceRecord>? reported, string name, byte[] content, CancellationToken cancellationToken)
    {
        var sha256 = EvidenceItem.AddressOf(content);
        if (await FindSameAsync(session.Id, sha256, cancellationToken) is { } same)
        {
            return Refuse(session, sha256, new InputError("duplicate-file", $"The same bytes were uploaded already, as \"{same.FileName}\": nothing to do.", File: name));
        }

        var reading = AttendanceFileReader.Read(content, context);
        if (reading.Content is not { } read)
        {
            var refusal = reading.Refusal!;
            return Refuse(session, sha256, new InputError(refusal.Code, refusal.Message, File: name, Row: refusal.Row, Column: refusal.Column));
        }

        var now = clock.GetUtcNow();
        var id = Ids.Next(now);
        var readIn = context.ZoneOf(read.Dialect, read.StatedZone);
        var records = FileClock.Records(read, id, readIn, context.Window);
        var instants = FileClock.Instants(records).ToArray();
        if (!FileClock.Touches(records, context.Window))
        {
            return Refuse(session, sha256, OutsideSession(name, instants, readIn, session));
        }

        if (instants.Max() > now + ClockTolerance)
        {
            return Refuse(session, sha256, new InputError(
                "time-zone-impossible", $"Read in {readIn.Id}, the file tells of {Utc(instants.Max())}, which is yet to come: send the right zone as the form field timeZone.", File: name));
        }

        var file = new AttendanceFile
        {
            Id = id,
            SessionId = session.Id,
            FileName = name,
            Sha256 = db.Keep(content, AttendanceWorkbook.IsOne(content) ? AttendanceWorkbook.MediaType : Text),
            Dialect = read.Dialect,
            Encoding = read.Encoding,
            Title = read.Title,
            TimeZone = readIn.Id,
            DateOrder = read.DateOrder,
            UploadedAt = now,
            UploadedBy = caller.Actor,
            Records = records,
            Notes = [.. read.Notes],
        };
        db.Add(file);
        db.Record(new AuditEntry(caller.Actor, "attendance-file.uploaded", "attendance-file", file.Id, session.Id, new { file.Sha256, file.Dialect, file.TimeZone, file.DateOrder, records = records.Count }));
        return new AttendanceFileOutcome(name, AttendanceFileState.Accepted, AttendanceFileView.Of(file, session, reported), null);
    }

    /// <summary>The same bytes, stored before or taken in this very request.</summary>
    private async Task<AttendanceFile?> FindSameAsync(Guid sessionId, string sha256, CancellationToken cancellationToken) =>
        db.AttendanceFiles.Local.FirstOrDefault(file => file.Sha256 == sha256)
        ?? await db.AttendanceFiles.AsNoTracking().FirstOrDefaultAsync(file => file.SessionId == sessionId && file.Sha256 == sha256 && file.WithdrawnAt == null, cancellationToken);

    private AttendanceFileOutcome Refuse(Session session, string sha256, InputError error)
    {
        db.Record(new AuditEntry(caller.Actor, "attendance-file.refused", "session", session.Id, session.Id, new { sha256, error.Code }));
        return new AttendanceFileOutcome(error.File!, AttendanceFileState.Refused, null, error);
    }

    private static InputError OutsideSession(string name, DateTimeOffset[] instants, TimeZoneInfo zone, Session session) => new(
        "attendance-outside-session",
        $"Read in {zone.Id}, the file tells of {Utc(instants.Min())} to {Utc(instants.Max())}, the session is from {Utc(session.StartsAt)} to {Utc(session.EndsAt)}: "
        + "this is the attendance of another session, or the zone is another one (form field timeZone).",
        File: name);

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
