using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>How the fetching of a session's attendance stands.</summary>
internal static class AttendanceEndpoints
{
    public static void MapAttendance(this IEndpointRouteBuilder routes)
    {
        var attendance = routes.MapGroup("/sessions/{sessionId:guid}/attendance").WithTags("Attendance").RequireAuthorization(Policies.Read);
        attendance.MapGet("/", GetAsync).WithName("GetAttendance").WithSummary("Fetch state, snapshots, differences between them, and warnings.");
        attendance.MapPost("/refresh", RefreshAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<JobView>(202).WithName("RefreshAttendance").WithSummary("Fetch the attendance now; the job tells how it went.");
        attendance.MapPost("/apply", ApplySnapshot.RunAsync).RequireAuthorization(Policies.Operate)
            .Produces<AttendanceView>().WithName("ApplyAttendance").WithSummary("Let the newest snapshot count, after certificates that rested on an earlier one were revoked.");
    }

    private static async Task<AttendanceView> GetAsync(Guid sessionId, CpeDbContext db, Caller caller, CancellationToken cancellationToken)
    {
        await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        return await ViewAsync(sessionId, db, cancellationToken);
    }

    internal static async Task<AttendanceView> ViewAsync(Guid sessionId, CpeDbContext db, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.AsNoTracking().SingleAsync(session => session.Id == sessionId, cancellationToken);
        var status = await db.AttendanceStatuses.AsNoTracking().SingleAsync(status => status.SessionId == sessionId, cancellationToken);
        var snapshots = await db.AttendanceSnapshots.AsNoTracking().Where(snapshot => snapshot.SessionId == sessionId).OrderBy(snapshot => snapshot.Id).ToListAsync(cancellationToken);
        var files = await db.AttendanceFiles.AsNoTracking().Where(file => file.SessionId == sessionId).Counted().OrderBy(file => file.Id).ToListAsync(cancellationToken);
        var reported = snapshots.Find(snapshot => snapshot.Id == status.CurrentSnapshotId)?.Records;
        var isFrozen = await TakeSnapshot.IsFrozenAsync(db, sessionId, cancellationToken);
        var next = await db.Jobs
            .Where(job => job.SessionId == sessionId && job.State == JobState.Queued
                && (job.Kind == JobKind.AttendanceFetch || job.Kind == JobKind.AttendanceRefresh || job.Kind == JobKind.AttendanceRecheck))
            .MinAsync(job => job.NextAttemptAt, cancellationToken);
        return new AttendanceView(
            AttendanceStates.WithFiles(status, files.Count > 0),
            status.CheckedAt,
            next,
            status.Problem ?? FilesAlone.Problem(session, files.Count > 0),
            status.Meeting is { } meeting ? new MeetingView(meeting.Kind, meeting.FoundBy, meeting.Subject, meeting.OrganizerId) : null,
            status.CurrentSnapshotId,
            status.LatestSnapshotId,
            isFrozen,
            [.. snapshots.Select(SnapshotView.Of)],
            [.. files.Select(file => AttendanceFileView.Of(file, session, reported))],
            [
                .. AttendanceWarnings.OfMeeting(session, status).Select(warning => warning.Message),
                .. AttendanceWarnings.OfSnapshots(status, snapshots, isFrozen),
                .. AttendanceWarnings.OfFilesAlone(reported, files).Concat(files.SelectMany(file => AttendanceWarnings.OfFile(session, reported, file))).Select(warning => warning.Message),
            ]);
    }

    private static async Task<IResult> RefreshAsync(Guid sessionId, CpeDbContext db, JobQueue queue, Caller caller, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.RequireAsync(sessionId, caller, cancellationToken);
        if (session.CancelledAt is not null)
        {
            throw Problems.Conflict("session-cancelled", "The session is cancelled", "Its attendance is not fetched any more.");
        }

        FilesAlone.RequireMeeting(session, "There is nothing to fetch.");
        if (session.ProviderId is null)
        {
            throw Problems.Conflict("provider-missing", "The session has no provider", "Set providerId first: it says in which Microsoft tenant the meeting is.");
        }

        var waiting = await db.Jobs.FirstOrDefaultAsync(job => job.SessionId == sessionId && job.Kind == JobKind.AttendanceRefresh && job.State == JobState.Queued, cancellationToken);
        if (waiting is not null)
        {
            return JobEndpoints.Accepted(waiting);
        }

        var job = queue.Add(JobKind.AttendanceRefresh, sessionId);
        db.Record(new AuditEntry(caller.Actor, "attendance.refresh-requested", "session", sessionId, sessionId, new { job.Id }));
        await db.SaveChangesAsync(cancellationToken);
        return JobEndpoints.Accepted(job);
    }
}

/// <summary>How the fetching stands.</summary>
/// <param name="State">What is known; absent and empty are different facts.</param>
/// <param name="CheckedAt">When Microsoft was asked last.</param>
/// <param name="NextAttemptAt">When it is asked next.</param>
/// <param name="Problem">Why there is no data, and what to do.</param>
/// <param name="Meeting">What Microsoft said of the meeting; null until it is found.</param>
/// <param name="CurrentSnapshotId">The snapshot that counts.</param>
/// <param name="LatestSnapshotId">The newest snapshot; another one where data changed after certificates were issued.</param>
/// <param name="Frozen">True while valid certificates rest on the snapshot that counts.</param>
/// <param name="Snapshots">All snapshots, oldest first.</param>
/// <param name="Files">Uploaded files that count, oldest first.</param>
/// <param name="Warnings">What a person should look at.</param>
internal sealed record AttendanceView(
    AttendanceState State,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? NextAttemptAt,
    JobProblem? Problem,
    MeetingView? Meeting,
    Guid? CurrentSnapshotId,
    Guid? LatestSnapshotId,
    bool Frozen,
    IReadOnlyList<SnapshotView> Snapshots,
    IReadOnlyList<AttendanceFileView> Files,
    IReadOnlyList<string> Warnings);

/// <summary>A Teams meeting.</summary>
/// <param name="Kind">scheduled, recurring, meetNow or channel.</param>
/// <param name="FoundBy">joinUrl, joinMeetingId, meetingId, or derivedId: computed from the join URL.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="OrganizerId">Object id of the person as whom its reports are read.</param>
internal sealed record MeetingView(MeetingKind Kind, MeetingFoundBy FoundBy, string? Subject, Guid OrganizerId);

/// <summary>A snapshot.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="ContentSha256">SHA-256 of its records.</param>
/// <param name="Reports">The meeting's reports; the chosen ones overlap the session's time.</param>
/// <param name="RecordCount">Attendance records in the chosen reports.</param>
/// <param name="RawPages">SHA-256 of each page as received.</param>
/// <param name="Difference">What changed since the snapshot that counted then.</param>
internal sealed record SnapshotView(
    Guid Id, DateTimeOffset TakenAt, string ContentSha256, IReadOnlyList<SnapshotReport> Reports, int RecordCount, IReadOnlyList<string> RawPages, SnapshotDifference? Difference)
{
    public static SnapshotView Of(AttendanceSnapshot snapshot) => new(
        snapshot.Id, snapshot.TakenAt, snapshot.ContentSha256, snapshot.Reports, snapshot.Records.Count, snapshot.RawPages, snapshot.Difference);
}
