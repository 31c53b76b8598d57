using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Polls;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Attendance files: uploaded, shown, excluded, removed.</summary>
internal static class AttendanceFileEndpoints
{
    public static void MapAttendanceFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/sessions/{sessionId:guid}/attendance/files").WithTags("Attendance").RequireAuthorization(Policies.Read);
        files.MapPost("/", UploadAsync).RequireAuthorization(Policies.Operate).Accepts<IFormFileCollection>("multipart/form-data")
            .Produces<AttendanceUploadView>(201).Produces<AttendanceUploadView>(207).WithName("UploadAttendanceFiles")
            .WithSummary("Upload attendance files that Teams wrote, .csv or saved as .xlsx, many at once; an outcome for each. Optional form fields: timeZone of their clock, dateOrder, joinedWords (the words that mean joining in a list of 2020, separated by commas). 201: all taken, 207: some, 422: none.");
        files.MapGet("/", ListAsync).WithName("ListAttendanceFiles").WithSummary("The session's attendance files.");
        files.MapGet("/{fileId:guid}", GetAsync).WithName("GetAttendanceFile").WithSummary("One attendance file.");
        files.MapPatch("/{fileId:guid}", PatchAsync).RequireAuthorization(Policies.Operate).WithName("ChangeAttendanceFile").WithSummary("Exclude an attendance file with a reason, or include it again.");
        files.MapDelete("/{fileId:guid}", DeleteAsync).RequireAuthorization(Policies.Operate).Produces(204).WithName("DeleteAttendanceFile").WithSummary("Remove an attendance file; its bytes stay as evidence.");
        files.MapGet("/{fileId:guid}/file", DownloadAsync).ProducesFile("text/csv", AttendanceWorkbook.MediaType).WithName("DownloadAttendanceFile").WithSummary("The file as uploaded, byte for byte.");
    }

    private static async Task<IResult> UploadAsync(Guid sessionId, HttpRequest request, CpeDbContext db, UploadAttendanceFiles upload, Caller caller, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(db, sessionId, caller, cancellationToken);
        var files = await Uploads.FilesAsync(request, cancellationToken);
        var outcomes = await upload.RunAsync(session, SaidBy(request, session), files, cancellationToken);
        var accepted = outcomes.Count(outcome => outcome.State == AttendanceFileState.Accepted);
        if (accepted == 0)
        {
            return new ProblemResult(Problems.Unprocessable(
                "files-refused", "No file was taken", "Nothing was stored. Mend what errors says of each file and upload again.", [.. outcomes.Select(outcome => outcome.Error!)]).Problem);
        }

        var view = new AttendanceUploadView(accepted, outcomes.Count - accepted, outcomes);
        return accepted == outcomes.Count
            ? TypedResults.Created($"/api/v1/sessions/{sessionId}/attendance/files", view)
            : TypedResults.Json(view, statusCode: StatusCodes.Status207MultiStatus);
    }

    private static async Task<Page<AttendanceFileView>> ListAsync(Guid sessionId, [AsParameters] PageQuery page, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        var reported = await AttendanceWarnings.ReportedAsync(db, sessionId, cancellationToken);
        return await db.AttendanceFiles.Where(file => file.SessionId == sessionId && file.WithdrawnAt == null)
            .ToPageAsync(page, file => AttendanceFileView.Of(file, session, reported), http, cancellationToken);
    }

    private static async Task<AttendanceFileView> GetAsync(Guid sessionId, Guid fileId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var file = await FindAsync(db, sessionId, fileId, caller, cancellationToken);
        http.Response.SetETag(file.Version);
        return await ViewAsync(db, file, cancellationToken);
    }

    private static async Task<AttendanceFileView> PatchAsync(Guid sessionId, Guid fileId, AttendanceFilePatch patch, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        await using var change = await BeginAsync(db, sessionId, caller, cancellationToken);
        var file = await FindAsync(db, sessionId, fileId, caller, cancellationToken);
        http.Request.RequireMatch(file);
        if (patch.Excluded && string.IsNullOrWhiteSpace(patch.Reason))
        {
            throw Problems.InvalidMember("/reason", "required", "Say why the file does not count: an auditor asks for it.");
        }

        if (patch.Reason is { Length: > AttendanceFile.ReasonMaxLength })
        {
            throw Problems.InvalidMember("/reason", "too-long", $"A reason has at most {AttendanceFile.ReasonMaxLength} characters.");
        }

        file.ExcludedReason = patch.Excluded ? patch.Reason : null;
        if (db.ChangeTracker.HasChanges())
        {
            await UploadAttendanceFiles.RequireNotFrozenAsync(db, sessionId, cancellationToken);
            db.Record(new AuditEntry(caller.Actor, patch.Excluded ? "attendance-file.excluded" : "attendance-file.included", "attendance-file", fileId, sessionId, new { file.Sha256, reason = file.ExcludedReason }));
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.CommitAsync(change, cancellationToken);
        http.Response.SetETag(file.Version);
        return await ViewAsync(db, file, cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(Guid sessionId, Guid fileId, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        await using var change = await BeginAsync(db, sessionId, caller, cancellationToken);
        var file = await FindAsync(db, sessionId, fileId, caller, cancellationToken);
        http.Request.RequireMatch(file);
        await UploadAttendanceFiles.RequireNotFrozenAsync(db, sessionId, cancellationToken);
        file.WithdrawnAt = clock.GetUtcNow();
        db.Record(new AuditEntry(caller.Actor, "attendance-file.removed", "attendance-file", fileId, sessionId, new { file.Sha256 }));
        await db.SaveChangesAsync(cancellationToken);
        await db.CommitAsync(change, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DownloadAsync(Guid sessionId, Guid fileId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        var file = await FindAsync(db, sessionId, fileId, caller, cancellationToken);
        var item = await db.Evidence.AsNoTracking().SingleAsync(item => item.Sha256 == file.Sha256, cancellationToken);
        return TypedResults.File(item.Content, item.MediaType, file.FileName);
    }

    private static AttendanceUpload SaidBy(HttpRequest request, Session session) => new(
        request.Form["timeZone"].ToString() is { Length: > 0 } name ? PollZone.Named(name) : session.Zone,
        request.Form["dateOrder"].ToString() is { Length: > 0 } text ? QueryValues.Choice<DateOrder>(text, "dateOrder") : null,
        request.Form["joinedWords"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static async Task<AttendanceFileView> ViewAsync(CpeDbContext db, AttendanceFile file, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.AsNoTracking().SingleAsync(session => session.Id == file.SessionId, cancellationToken);
        return AttendanceFileView.Of(file, session, await AttendanceWarnings.ReportedAsync(db, session.Id, cancellationToken));
    }

    /// <summary>One change of a session's attendance at a time, fetches and certificates included.</summary>
    private static async Task<IDbContextTransaction?> BeginAsync(CpeDbContext db, Guid sessionId, Caller caller, CancellationToken cancellationToken)
    {
        await OpenAsync(db, sessionId, caller, cancellationToken);
        var transaction = await db.BeginOrJoinAsync(cancellationToken);
        await FetchAttendance.LockAsync(db, sessionId, cancellationToken);
        return transaction;
    }

    private static async Task<Session> OpenAsync(CpeDbContext db, Guid sessionId, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return session.CancelledAt is null ? session : throw Problems.Conflict("session-cancelled", "The session is cancelled", "Its attendance stays as it is.");
    }

    private static async Task<AttendanceFile> FindAsync(CpeDbContext db, Guid sessionId, Guid fileId, Caller caller, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return await db.AttendanceFiles.SingleOrDefaultAsync(row => row.Id == fileId && row.SessionId == sessionId && row.WithdrawnAt == null, cancellationToken)
            ?? throw Problems.NotFound("attendance file in this session");
    }
}
