using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Polls;

/// <summary>Polls: uploaded, shown, excluded, replaced, removed.</summary>
internal static class PollEndpoints
{
    public static void MapPolls(this IEndpointRouteBuilder routes)
    {
        var polls = routes.MapGroup("/sessions/{sessionId:guid}/polls").WithTags("Polls").RequireAuthorization(Policies.Read);
        polls.MapPost("/", UploadAsync).RequireAuthorization(Policies.Operate).Accepts<IFormFileCollection>("multipart/form-data")
            .Produces<PollUploadView>(201).Produces<PollUploadView>(207).WithName("UploadPolls")
            .WithSummary("Upload Forms exports, many at once; an outcome for each. 201: all taken, 207: some, 422: none. Form field timeZone: the zone of their timestamps; unless it is named they are read in the session's, or in the one that alone fits. Form field onNewerExport=replace: a newer export of a poll takes the place of the former; keep: it is a poll of its own. Form field purpose=evaluation: the session's evaluation, which may be handed in days later. Form field countColumns=F,H: these columns are polls although they would not be taken (notes name those).");
        polls.MapGet("/", ListAsync).WithName("ListPolls").WithSummary("The session's polls.");
        polls.MapGet("/{pollId:guid}", GetAsync).WithName("GetPoll").WithSummary("One poll.");
        polls.MapPatch("/{pollId:guid}", PatchAsync).RequireAuthorization(Policies.Operate).WithName("ChangePoll").WithSummary("Exclude a poll with a reason, include it (also one that waits for a person), confirm with a reason that it belongs to the session although its verdict is doubtful, read its workbook in another time zone, or make its workbook the session's evaluation.");
        polls.MapDelete("/{pollId:guid}", DeleteAsync).RequireAuthorization(Policies.Operate).Produces(204).WithName("DeletePoll").WithSummary("Remove a poll; the workbook stays as evidence.");
        polls.MapGet("/{pollId:guid}/file", DownloadAsync).ProducesFile("application/octet-stream").WithName("DownloadPollFile").WithSummary("The workbook as uploaded, byte for byte.");
        polls.MapPut("/{pollId:guid}/file", ReplaceAsync).RequireAuthorization(Policies.Operate).Accepts<IFormFileCollection>("multipart/form-data")
            .Produces<PollUploadView>().WithName("ReplacePollFile").WithSummary("Replace the workbook; the former one stays as evidence. Form fields timeZone and countColumns as at the upload: with countColumns also by the same bytes.");
        polls.MapGet("/{pollId:guid}/versions", VersionsAsync).WithName("ListPollVersions").WithSummary("The former workbooks of a poll, the latest first.");
        polls.MapGet("/{pollId:guid}/versions/{fileId:guid}/file", DownloadVersionAsync).ProducesFile("application/octet-stream")
            .WithName("DownloadPollVersion").WithSummary("A former workbook as uploaded, byte for byte.");
    }

    private static async Task<IResult> UploadAsync(Guid sessionId, HttpRequest request, CpeDbContext db, UploadPolls upload, GatherSession gather, Caller caller, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var files = await Uploads.FilesAsync(request, cancellationToken);
        var how = new PollUpload(session, await PeopleAsync(gather, sessionId, cancellationToken), ZoneOf(request), null, OnNewer(request), PurposeOf(request)) { Declared = ColumnsOf(request) };
        var results = new List<PollUploadResult>();
        foreach (var file in files)
        {
            results.Add(await upload.RunAsync(how, file.FileName, await Uploads.ReadAsync(file, cancellationToken), cancellationToken));
        }

        var outcomes = await OutcomesAsync(results, gather, sessionId, cancellationToken);
        var accepted = outcomes.Count(outcome => outcome.State == PollFileState.Accepted);
        if (accepted == 0)
        {
            return Refused(outcomes);
        }

        var view = new PollUploadView(accepted, outcomes.Count - accepted, outcomes);
        return accepted == outcomes.Count ? TypedResults.Created($"/api/v1/sessions/{sessionId}/polls", view) : TypedResults.Json(view, statusCode: StatusCodes.Status207MultiStatus);
    }

    private static async Task<Page<PollView>> ListAsync(
        Guid sessionId, [AsParameters] PageQuery page, CpeDbContext db, ReadPollFiles read, GatherSession gather, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var people = await PeopleAsync(gather, sessionId, cancellationToken);
        var polls = await db.Polls.Where(poll => poll.SessionId == sessionId && poll.WithdrawnAt == null).ToPageAsync(page, poll => poll, http, cancellationToken);
        var judged = await read.JudgeAsync(people, polls.Items.Select(poll => poll.FileId), cancellationToken);
        return new Page<PollView>([.. polls.Items.Select(poll => PollView.Of(poll, judged[poll.FileId].File, judged[poll.FileId].Verdict))], polls.Next);
    }

    private static async Task<PollView> GetAsync(
        Guid sessionId, Guid pollId, CpeDbContext db, ReadPollFiles read, GatherSession gather, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var (poll, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        http.Response.SetETag(poll.Version);
        return PollView.Of(poll, file, await read.JudgeAsync(await PeopleAsync(gather, sessionId, cancellationToken), file, cancellationToken));
    }

    private static async Task<PollView> PatchAsync(
        Guid sessionId, Guid pollId, PollPatch patch, CpeDbContext db, ChangePoll change, ReadPollFiles read, GatherSession gather, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var (poll, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        http.Request.RequireMatch(poll);
        var people = await PeopleAsync(gather, sessionId, cancellationToken);
        await change.RunAsync(session, people, poll, file, patch, cancellationToken);
        http.Response.SetETag(poll.Version);
        return PollView.Of(poll, file, await read.JudgeAsync(people, file, cancellationToken));
    }

    private static async Task<IResult> DeleteAsync(Guid sessionId, Guid pollId, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        await OpenAsync(db, sessionId, caller, cancellationToken);
        var (poll, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        http.Request.RequireMatch(poll);
        poll.WithdrawnAt = clock.GetUtcNow();
        if (!await db.Polls.AnyAsync(other => other.FileId == file.Id && other.Id != pollId && other.WithdrawnAt == null, cancellationToken))
        {
            file.WithdrawnAt = poll.WithdrawnAt;
        }

        db.Record(new AuditEntry(caller.Actor, "poll.removed", "poll", pollId, sessionId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DownloadAsync(Guid sessionId, Guid pollId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var (_, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        return await BytesAsync(db, file, cancellationToken);
    }

    private static async Task<IResult> ReplaceAsync(
        Guid sessionId, Guid pollId, HttpRequest request, CpeDbContext db, UploadPolls upload, GatherSession gather, Caller caller, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var (poll, former) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        request.RequireMatch(poll);
        var file = await Uploads.FileAsync(request, cancellationToken);
        var how = new PollUpload(session, await PeopleAsync(gather, sessionId, cancellationToken), ZoneOf(request), former, OnNewerExport.Ask, null) { Declared = ColumnsOf(request) };
        var result = await upload.RunAsync(how, file.FileName, await Uploads.ReadAsync(file, cancellationToken), cancellationToken);
        var outcomes = await OutcomesAsync([result], gather, sessionId, cancellationToken);
        return outcomes[0].State == PollFileState.Accepted ? TypedResults.Ok(new PollUploadView(1, 0, outcomes)) : Refused(outcomes);
    }

    private static async Task<PollVersionList> VersionsAsync(Guid sessionId, Guid pollId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var (_, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        return new PollVersionList([.. (await FormersAsync(db, file, cancellationToken)).Select(former => new PollVersionView(
            former.Id,
            former.FileName,
            former.Sha256,
            former.UploadedAt,
            former.UploadedBy,
            former.WithdrawnAt,
            $"/api/v1/sessions/{sessionId}/polls/{pollId}/versions/{former.Id}/file"))]);
    }

    private static async Task<IResult> DownloadVersionAsync(Guid sessionId, Guid pollId, Guid fileId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var (_, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        var former = (await FormersAsync(db, file, cancellationToken)).Find(former => former.Id == fileId) ?? throw Problems.NotFound("former workbook of this poll");
        return await BytesAsync(db, former, cancellationToken);
    }

    private static ProblemResult Refused(IEnumerable<PollFileOutcome> outcomes) => new(Problems.Unprocessable(
        "files-refused", "No file was taken", "Nothing was stored. Mend what errors says of each file and upload again.", [.. outcomes.Select(outcome => outcome.Error!)]).Problem);

    private static TimeZoneInfo? ZoneOf(HttpRequest request) => request.Form["timeZone"].ToString() is { Length: > 0 } name ? PollZone.Named(name) : null;

    private static OnNewerExport OnNewer(HttpRequest request) => request.Form["onNewerExport"].ToString() switch
    {
        "" or "ask" => OnNewerExport.Ask,
        "replace" => OnNewerExport.Replace,
        "keep" => OnNewerExport.Keep,
        _ => throw Problems.InvalidMember("/onNewerExport", "invalid", "Send replace to let a newer export take the place of the former one, keep to take it as a poll of its own, or leave it out."),
    };

    /// <summary>Letters of columns, as a sheet has them: "F,H".</summary>
    private static HashSet<int> ColumnsOf(HttpRequest request) => request.Form["countColumns"].ToString()
        .Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(letters => letters.Length <= 3 && CellReference.TryParse($"{letters}1", out var column, out _)
            ? column
            : throw Problems.InvalidMember("/countColumns", "invalid", "Send the letters of the columns that are polls, for example F or F,H, or leave it out."))
        .ToHashSet();

    private static PollPurpose? PurposeOf(HttpRequest request) => request.Form["purpose"].ToString() switch
    {
        "" => null,
        "monitoring" => PollPurpose.Monitoring,
        "evaluation" => PollPurpose.Evaluation,
        _ => throw Problems.InvalidMember("/purpose", "invalid", "Send evaluation for the session's evaluation, monitoring for polls, or leave it out."),
    };

    private static async Task<SessionPeople> PeopleAsync(GatherSession gather, Guid sessionId, CancellationToken cancellationToken) => new(await gather.RunAsync(sessionId, cancellationToken));

    /// <summary>What became of each file, told from the session as it is with all of them.</summary>
    private static async Task<IReadOnlyList<PollFileOutcome>> OutcomesAsync(IReadOnlyList<PollUploadResult> results, GatherSession gather, Guid sessionId, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(gather, sessionId, cancellationToken);
        return [.. results.Select(result => result.NotTaken ?? PollFileOutcome.Taken(result.File!, result.Polls, people))];
    }

    private static async Task<IResult> BytesAsync(CpeDbContext db, PollFile file, CancellationToken cancellationToken)
    {
        var item = await db.Evidence.AsNoTracking().SingleAsync(item => item.Sha256 == file.Sha256, cancellationToken);
        return TypedResults.File(item.Content, item.MediaType, file.FileName);
    }

    private static async Task<List<PollFile>> FormersAsync(CpeDbContext db, PollFile file, CancellationToken cancellationToken)
    {
        var formers = new List<PollFile>();
        for (var id = file.ReplacesId; id is not null; id = formers[^1].ReplacesId)
        {
            formers.Add(await db.PollFiles.AsNoTracking().SingleAsync(former => former.Id == id, cancellationToken));
        }

        return formers;
    }

    private static async Task<Session> OpenAsync(CpeDbContext db, Guid sessionId, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return session.CancelledAt is null ? session : throw Problems.Conflict("session-cancelled", "The session is cancelled", "Its polls stay as they are.");
    }

    private static async Task<(Poll Poll, PollFile File)> FindAsync(CpeDbContext db, Guid sessionId, Guid pollId, Caller caller, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var poll = await db.Polls.SingleOrDefaultAsync(row => row.Id == pollId && row.SessionId == sessionId && row.WithdrawnAt == null, cancellationToken) ?? throw Problems.NotFound("poll in this session");
        return (poll, await db.PollFiles.SingleAsync(file => file.Id == poll.FileId, cancellationToken));
    }
}
