using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Polls;

/// <summary>How files are to be taken.</summary>
/// <param name="Session">The session.</param>
/// <param name="People">Its people, whom files are judged against.</param>
/// <param name="DeclaredZone">The zone that the uploader names, or null: the session's, or one that fits better.</param>
/// <param name="Replaces">The file whose place a file takes, or null.</param>
/// <param name="OnNewerExport">What to do with another export of a poll that is there already.</param>
/// <param name="Purpose">What the files are for; null for polls, or as the file that one replaces.</param>
internal sealed record PollUpload(Session Session, SessionPeople People, TimeZoneInfo? DeclaredZone, PollFile? Replaces, OnNewerExport OnNewerExport, PollPurpose? Purpose)
{
    /// <summary>1-based columns that the uploader says are polls although they would not be taken.</summary>
    public IReadOnlySet<int> Declared { get; init; } = new HashSet<int>();
}

/// <summary>What to do with another export of a poll that is there already.</summary>
internal enum OnNewerExport
{
    /// <summary>Take nothing and say how to replace the former one.</summary>
    Ask,

    /// <summary>Let it take the place of the former one, unless it would lose responses by that.</summary>
    Replace,

    /// <summary>Take it as a poll of its own: whoever uploads knows that it is one.</summary>
    Keep,
}

/// <summary>A file that was taken with its polls, or the outcome of one that was not.</summary>
internal sealed record PollUploadResult(PollFile? File, IReadOnlyList<Poll> Polls, PollFileOutcome? NotTaken);

/// <summary>
/// Takes Forms exports: each file whole or not at all, one bad file does not lose the others. Of a refused file nothing
/// is kept but the audit event.
/// </summary>
internal sealed class UploadPolls(CpeDbContext db, ReadPollFiles files, Caller caller, TimeProvider clock)
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<PollUploadResult> RunAsync(PollUpload upload, string fileName, byte[] content, CancellationToken cancellationToken)
    {
        // Two uploads at once would not see each other's export of one poll.
        await using var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await db.Database.ExecuteAsync($"select pg_advisory_xact_lock({AdvisoryKey.Of($"polls {upload.Session.Id}")})", cancellationToken);
        var result = await TakeAsync(upload, Uploads.SafeName(fileName), content, cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);

        return result;
    }

    private async Task<PollUploadResult> TakeAsync(PollUpload upload, string name, byte[] content, CancellationToken cancellationToken)
    {
        var sha256 = EvidenceItem.AddressOf(content);
        var current = await db.PollFiles.Where(file => file.SessionId == upload.Session.Id && file.WithdrawnAt == null).ToListAsync(cancellationToken);
        if (current.Find(file => file.Sha256 == sha256) is { } same && !(same.Id == upload.Replaces?.Id && upload.Declared.Count > 0))
        {
            return await RefuseAsync(upload, sha256, new InputError("duplicate-file", $"The same bytes were uploaded already, as \"{same.FileName}\": nothing to do.", File: name), cancellationToken);
        }

        var reading = Read(upload, name, content, upload.Declared);
        if (reading.Export is not { } export)
        {
            var refusal = reading.Refusal!;
            return await RefuseAsync(upload, sha256, new InputError(refusal.Code, refusal.Message, File: name, Sheet: refusal.Sheet, Row: refusal.Row, Column: refusal.Column), cancellationToken);
        }

        var formers = await files.ComparableAsync(current, cancellationToken);
        if (upload.OnNewerExport == OnNewerExport.Keep && formers.FirstOrDefault(former => SamePoll.Repeats(former.Export, ReadPollFiles.Comparable(export))).File is { } repeated)
        {
            return await AnswerEarlierAsync(upload, name, sha256, export, repeated, EarlierExport.Repeated(name, repeated), cancellationToken);
        }

        var earlier = upload.OnNewerExport == OnNewerExport.Keep ? null : FindEarlier(formers, export);
        if (earlier is { } found && found.File.Id != upload.Replaces?.Id && (found.Finding is { Added: 0 } or { Common: 0 } || upload.OnNewerExport == OnNewerExport.Ask))
        {
            return await AnswerEarlierAsync(upload, name, sha256, export, found.File, EarlierExport.Of(name, found.File, found.Finding), cancellationToken);
        }

        var replaces = upload.Replaces ?? earlier?.File;
        export = replaces is null ? export : await WithDecidedAsync(upload, name, content, export, replaces, cancellationToken);
        var (verdict, chosenBy) = Judge(upload, export, earlier);
        var purpose = upload.Purpose ?? await PurposeOfAsync(replaces, cancellationToken);
        if (verdict.Kind == PollFitKind.WrongSession && purpose == PollPurpose.Monitoring)
        {
            return await RefuseAsync(upload, sha256, new InputError("poll-outside-session", verdict.Evidence, File: name), cancellationToken, export.Title, PollFitView.Of(verdict));
        }

        return await StoreAsync(upload, name, content, export, verdict, chosenBy, replaces, purpose, cancellationToken);
    }

    private static FormsReading Read(PollUpload upload, string name, byte[] content, IReadOnlySet<int> declared)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(upload.Session.StartsAt, upload.Session.Zone).DateTime);
        return AskingWho.TakenOut(FormsWorkbookReader.Read(content, name, day, new FormsQuestionChoice(declared)), upload.People);
    }

    /// <summary>A column that a person made a poll of the former workbook is one in the newer, also where it would not be taken by itself.</summary>
    private async Task<FormsExport> WithDecidedAsync(PollUpload upload, string name, byte[] content, FormsExport export, PollFile replaced, CancellationToken cancellationToken)
    {
        var decided = await db.Polls.Where(poll => poll.FileId == replaced.Id && poll.WithdrawnAt == null && poll.DecidedBy != null).Select(poll => poll.Question).ToListAsync(cancellationToken);
        var titles = decided.Select(HeaderText.Normalize).ToHashSet(StringComparer.Ordinal);
        var missing = export.Left.Where(column => titles.Contains(HeaderText.Normalize(column.Title))).Select(column => column.Column).ToArray();
        return missing.Length == 0 ? export : Read(upload, name, content, upload.Declared.Union(missing).ToHashSet()).Export!;
    }

    private async Task<PollPurpose> PurposeOfAsync(PollFile? replaced, CancellationToken cancellationToken) => replaced is null
        ? PollPurpose.Monitoring
        : await db.Polls.Where(poll => poll.FileId == replaced.Id && poll.WithdrawnAt == null).OrderBy(poll => poll.Column).Select(poll => poll.Purpose).FirstAsync(cancellationToken);

    /// <summary>The file that is an export of the same poll, and how they differ.</summary>
    private static (PollFile File, SamePollFinding Finding)? FindEarlier(IEnumerable<(PollFile File, FormsExport Export)> formers, FormsExport export)
    {
        var comparable = ReadPollFiles.Comparable(export);
        foreach (var (file, former) in formers)
        {
            if (SamePoll.Of(former, comparable) is { } finding)
            {
                return (file, finding);
            }
        }

        return null;
    }

    /// <summary>A zone that a person chose for an earlier export stays with a newer one that writes the same times.</summary>
    private static (PollVerdict Verdict, ZoneChoice ChosenBy) Judge(PollUpload upload, FormsExport export, (PollFile File, SamePollFinding Finding)? earlier)
    {
        if (upload.DeclaredZone is null && earlier is { Finding.HaveSameClock: true, File: var former })
        {
            return (upload.People.Judge(export.Responses, export.ExportedAt, TimeZoneInfo.FindSystemTimeZoneById(former.TimeZone), ZoneChoices.IsDeclared(former.ZoneChosenBy), isStored: true), former.ZoneChosenBy);
        }

        var verdict = upload.People.Judge(export.Responses, export.ExportedAt, upload.DeclaredZone ?? upload.Session.Zone, upload.DeclaredZone is not null, isStored: false);
        var isShifted = verdict.Reading.TimeZone != (upload.DeclaredZone ?? upload.Session.Zone).Id;
        return (verdict, isShifted ? ZoneChoice.Fit : upload.DeclaredZone is null ? ZoneChoice.Session : ZoneChoice.Upload);
    }

    private async Task<PollUploadResult> StoreAsync(
        PollUpload upload, string name, byte[] content, FormsExport export, PollVerdict verdict, ZoneChoice chosenBy, PollFile? replaces, PollPurpose purpose, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(verdict.Reading.TimeZone);
        var file = new PollFile
        {
            Id = Ids.Next(now),
            SessionId = upload.Session.Id,
            FileName = name,
            Sha256 = db.Keep(content, content.AsSpan().StartsWith("PK"u8) ? Workbook : "text/csv"),
            Title = export.Title,
            FormId = export.FormId,
            TimeZone = zone.Id,
            UtcOffsetMinutes = verdict.Reading.UtcOffsetMinutes,
            ZoneChosenBy = chosenBy,
            Responses = [.. export.Responses],
            Notes = [.. export.Notes],
            ReplacesId = replaces?.Id,
            ExportedAt = export.ExportedAt,
            UploadedAt = now,
            UploadedBy = caller.Actor,
        };
        var formers = replaces is null ? [] : await WithdrawAsync(replaces, now, cancellationToken);
        if (replaces?.Sha256 == file.Sha256)
        {
            // The same bytes come again with other columns declared, and stand once among the files in force: the former row leaves first.
            db.Record(new AuditEntry(caller.Actor, "poll-file.withdrawn", "poll-file", replaces.Id, upload.Session.Id));
            await db.SaveChangesAsync(cancellationToken);
        }

        var polls = export.Questions
            .Select((question, index) => PollOf(file, question, PollAnswers.Of(export.Responses, index, zone, upload.People.Accepted), purpose, verdict, DecisionOn(question, formers, export, verdict, now)))
            .ToArray();

        db.Add(file);
        db.AddRange(polls.AsEnumerable());
        db.Record(new AuditEntry(caller.Actor, replaces is null ? "poll-file.uploaded" : "poll-file.replaced", "poll-file", file.Id, upload.Session.Id, new
        {
            file.Sha256,
            replaces = replaces?.Id,
            polls = polls.Select(poll => poll.Id),
            file.TimeZone,
            file.ZoneChosenBy,
            file.UtcOffsetMinutes,
            purpose,
            export.Declared,
            verdict.Kind,
            verdict.Evidence,
        }));
        await db.SaveChangesAsync(cancellationToken);
        return new PollUploadResult(file, polls, null);
    }

    private static Poll PollOf(PollFile file, FormsQuestion question, List<PollResponse> responses, PollPurpose purpose, PollVerdict verdict, (string? ExcludedReason, string DecidedBy, PollConfirmation? Confirmation)? decided) => new()
    {
        Id = Ids.Next(file.UploadedAt),
        SessionId = file.SessionId,
        FileId = file.Id,
        Column = question.Column,
        Question = question.Title,
        Responses = responses,
        ExcludedReason = decided is null ? PollAnswers.WaitingReason(verdict, purpose, responses.Count == 0) : decided.Value.ExcludedReason,
        DecidedBy = decided?.DecidedBy,
        Confirmation = decided?.Confirmation,
        Purpose = purpose,
    };

    /// <summary>What a person decided: about the former poll of that question, or by declaring its column at the upload.</summary>
    private (string? ExcludedReason, string DecidedBy, PollConfirmation? Confirmation)? DecisionOn(
        FormsQuestion question, List<Poll> formers, FormsExport export, PollVerdict verdict, DateTimeOffset now) =>
        formers.Find(poll => poll.DecidedBy is not null && HeaderText.Normalize(poll.Question) == HeaderText.Normalize(question.Title)) is { } former
            ? (former.ExcludedReason, former.DecidedBy!, former.Confirmation)
        : verdict.Belongs && export.Declared.Contains(question.Column)
            ? (null, caller.Actor, new PollConfirmation(caller.Actor, now, "Declared to be a poll at the upload (countColumns).", PollBasis.Of(verdict)))
        : null;

    /// <summary>The former file and its polls go; what people decided about those polls is carried on.</summary>
    private async Task<List<Poll>> WithdrawAsync(PollFile replaced, DateTimeOffset now, CancellationToken cancellationToken)
    {
        replaced.WithdrawnAt = now;
        var formers = await db.Polls.Where(poll => poll.FileId == replaced.Id && poll.WithdrawnAt == null).ToListAsync(cancellationToken);
        formers.ForEach(former => former.WithdrawnAt = now);
        return formers;
    }

    private async Task<PollUploadResult> AnswerEarlierAsync(
        PollUpload upload, string name, string sha256, FormsExport export, PollFile earlier, Func<string, InputError> sentence, CancellationToken cancellationToken)
    {
        var pollId = await db.Polls.Where(poll => poll.FileId == earlier.Id && poll.WithdrawnAt == null).OrderBy(poll => poll.Column).Select(poll => poll.Id).FirstAsync(cancellationToken);
        var error = sentence($"PUT /api/v1/sessions/{upload.Session.Id}/polls/{pollId}/file");
        db.Record(new AuditEntry(caller.Actor, "poll-file.refused", "session", upload.Session.Id, upload.Session.Id, new { sha256, error.Code }));
        await db.SaveChangesAsync(cancellationToken);
        return new PollUploadResult(null, [], PollFileOutcome.NotTaken(PollFileState.NewerExport, name, error, export.Title, replaces: pollId));
    }

    private async Task<PollUploadResult> RefuseAsync(
        PollUpload upload, string sha256, InputError error, CancellationToken cancellationToken, string? title = null, PollFitView? fit = null)
    {
        db.Record(new AuditEntry(caller.Actor, "poll-file.refused", "session", upload.Session.Id, upload.Session.Id, new { sha256, error.Code }));
        await db.SaveChangesAsync(cancellationToken);
        return new PollUploadResult(null, [], PollFileOutcome.NotTaken(PollFileState.Refused, error.File!, error, title, fit));
    }
}
