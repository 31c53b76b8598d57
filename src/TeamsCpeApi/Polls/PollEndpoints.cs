using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Polls;

/// <summary>Polls: uploaded, shown, excluded, replaced, removed.</summary>
internal static class PollEndpoints
{
    public static void MapPolls(this IEndpointRouteBuilder routes)
    {
        var polls = routes.MapGroup("/sessions/{sessionId:guid}/polls").WithTags("Polls").RequireAuthorization(Policies.Read);
        polls.MapPost("/", UploadAsync).RequireAuthorization(Policies.Operate).Accepts<IFormFileCollection>("multipart/form-data")
            .Produces<PollUploadView>(201).Produces<PollUploadView>(207).WithName("UploadPolls")
            .WithSummary("Upload Forms workbooks, many at once; an outcome for each. 201: all taken, 207: some, 422: none. Form field timeZone: the zone of their timestamps, by default the session's.");
        polls.MapGet("/", ListAsync).WithName("ListPolls").WithSummary("The session's polls.");
        polls.MapGet("/{pollId:guid}", GetAsync).WithName("GetPoll").WithSummary("One poll.");
        polls.MapPatch("/{pollId:guid}", PatchAsync).RequireAuthorization(Policies.Operate).WithName("ChangePoll").WithSummary("Exclude a poll with a reason, or include it again.");
        polls.MapDelete("/{pollId:guid}", DeleteAsync).RequireAuthorization(Policies.Operate).Produces(204).WithName("DeletePoll").WithSummary("Remove a poll; the workbook stays as evidence.");
        polls.MapGet("/{pollId:guid}/file", DownloadAsync).Produces(200, contentType: "application/octet-stream").WithName("DownloadPollFile").WithSummary("The workbook as uploaded, byte for byte.");
        polls.MapPut("/{pollId:guid}/file", ReplaceAsync).RequireAuthorization(Policies.Operate).Accepts<IFormFileCollection>("multipart/form-data")
            .Produces<PollUploadView>().WithName("ReplacePollFile").WithSummary("Replace the workbook; the former one stays as evidence.");
    }

    private static async Task<IResult> UploadAsync(Guid sessionId, HttpRequest request, CpeDbContext db, UploadPolls upload, Caller caller, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var files = await Uploads.FilesAsync(request, cancellationToken);
        var zone = ZoneOf(request, session);
        var outcomes = new List<PollFileOutcome>();
        foreach (var file in files)
        {
            outcomes.Add(await upload.RunAsync(session, zone, file.FileName, await Uploads.ReadAsync(file, cancellationToken), null, cancellationToken));
        }

        var accepted = outcomes.Count(outcome => outcome.State == PollFileState.Accepted);
        if (accepted == 0)
        {
            return Refused(outcomes);
        }

        var view = new PollUploadView(accepted, outcomes.Count - accepted, outcomes);
        return accepted == outcomes.Count ? TypedResults.Created($"/api/v1/sessions/{sessionId}/polls", view) : TypedResults.Json(view, statusCode: StatusCodes.Status207MultiStatus);
    }

    private static async Task<Page<PollView>> ListAsync(Guid sessionId, [AsParameters] PageQuery page, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var files = await db.PollFiles.AsNoTracking().Where(file => file.SessionId == sessionId).ToDictionaryAsync(file => file.Id, cancellationToken);
        return await db.Polls.Where(poll => poll.SessionId == sessionId && poll.WithdrawnAt == null).ToPageAsync(page, poll => PollView.Of(poll, files[poll.FileId]), http, cancellationToken);
    }

    private static async Task<PollView> GetAsync(Guid sessionId, Guid pollId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var (poll, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        http.Response.SetETag(poll.Version);
        return PollView.Of(poll, file);
    }

    private static async Task<PollView> PatchAsync(Guid sessionId, Guid pollId, PollPatch patch, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await OpenAsync(db, sessionId, caller, cancellationToken);
        var (poll, file) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        http.Request.RequireMatch(poll);
        if (patch.Excluded && string.IsNullOrWhiteSpace(patch.Reason))
        {
            throw Problems.InvalidMember("/reason", "required", "Say why the poll does not count: an auditor asks for it.");
        }

        if (patch.Reason is { Length: > Poll.ReasonMaxLength })
        {
            throw Problems.InvalidMember("/reason", "too-long", $"A reason has at most {Poll.ReasonMaxLength} characters.");
        }

        poll.ExcludedReason = patch.Excluded ? patch.Reason : null;
        if (db.ChangeTracker.HasChanges())
        {
            db.Record(new AuditEntry(caller.Actor, patch.Excluded ? "poll.excluded" : "poll.included", "poll", pollId, sessionId));
            await db.SaveChangesAsync(cancellationToken);
        }

        http.Response.SetETag(poll.Version);
        return PollView.Of(poll, file);
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
        var item = await db.Evidence.AsNoTracking().SingleAsync(item => item.Sha256 == file.Sha256, cancellationToken);
        return TypedResults.File(item.Content, item.MediaType, file.FileName);
    }

    private static async Task<IResult> ReplaceAsync(Guid sessionId, Guid pollId, HttpRequest request, CpeDbContext db, UploadPolls upload, Caller caller, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var (poll, former) = await FindAsync(db, sessionId, pollId, caller, cancellationToken);
        request.RequireMatch(poll);
        var files = await Uploads.FilesAsync(request, cancellationToken);
        if (files.Count != 1)
        {
            throw Problems.Invalid("Send exactly one file to replace the workbook.");
        }

        var outcome = await upload.RunAsync(session, ZoneOf(request, session), files[0].FileName, await Uploads.ReadAsync(files[0], cancellationToken), former, cancellationToken);
        return outcome.State == PollFileState.Accepted ? TypedResults.Ok(new PollUploadView(1, 0, [outcome])) : Refused([outcome]);
    }

    private static ProblemResult Refused(IEnumerable<PollFileOutcome> outcomes) => new(Problems.Unprocessable(
        "files-refused", "No file was taken", "Nothing was stored. Mend what errors says of each file and upload again.", [.. outcomes.Select(outcome => outcome.Error!)]).Problem);

    private static TimeZoneInfo ZoneOf(HttpRequest request, Session session)
    {
        var name = request.Form["timeZone"].ToString();
        return name.Length == 0 ? session.Zone
            : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone
            : throw Problems.InvalidMember("/timeZone", "time-zone-unknown", "Use an IANA time zone, for example America/New_York.");
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

/// <summary>Whether a poll counts.</summary>
/// <param name="Excluded">True: it does not.</param>
/// <param name="Reason">Why not; needed to exclude, at most 500 characters.</param>
internal sealed record PollPatch(bool Excluded, string? Reason);
