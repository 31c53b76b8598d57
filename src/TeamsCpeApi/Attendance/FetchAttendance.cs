using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Attendance;

/// <summary>
/// Fetches a session's attendance: organizer, meeting, reports that overlap the session's time, all their records, as one
/// snapshot with its raw pages. Doing it again with the same data changes nothing.
/// </summary>
internal sealed class FetchAttendance(CpeDbContext db, GraphClient graph, EventAttendance events, FindPerson people, SecretProtector protector, TimeProvider clock)
{
    public async Task<AttendanceStatus> RunAsync(Guid sessionId, string actor, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(session => session.Id == sessionId, cancellationToken);
        var ruleset = await db.RulesetVersions.Where(version => version.Id == session.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == sessionId, cancellationToken);
        var provider = session.ProviderId is { } providerId ? await ProviderEndpoints.FindAsync(db, providerId, cancellationToken) : null;
        if (provider is null)
        {
            return await StoreAsync(status, AttendanceState.Failed, new JobProblem("provider-missing", "The session has no provider: set providerId and refresh."), cancellationToken);
        }

        var fetch = await FetchReportsAsync(session, status, provider.Connect(protector), session.WindowBy(ruleset), actor, progress, cancellationToken);
        if (fetch.Failure is { } failure)
        {
            return await StoreAsync(status, AttendanceState.Failed, new JobProblem(failure.Code, GraphProblems.Words(failure)), cancellationToken);
        }

        // The schedule and a person may fetch at the same moment: the second one sees what the first has stored.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteAsync($"select pg_advisory_xact_lock({LockKey(sessionId)})", cancellationToken);
        await db.Entry(status).ReloadAsync(cancellationToken);
        var state = StateOf(fetch);
        if (state is AttendanceState.NobodyCame or AttendanceState.TimesWithheld or AttendanceState.Available)
        {
            await TakeSnapshotAsync(session, status, fetch, actor, cancellationToken);
        }

        await StoreAsync(status, state, ProblemOf(state), cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);
        return status;
    }

    private static long LockKey(Guid sessionId) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"attendance\n{sessionId}")));

    private async Task<Fetch> FetchReportsAsync(
        Session session, AttendanceStatus status, GraphConnection connection, CountingWindow window, string actor, JobProgress progress, CancellationToken cancellationToken)
    {
        var (source, failure) = await events.IsEventAsync(session, cancellationToken)
            ? await events.SourceAsync(session, connection, actor, cancellationToken)
            : await MeetingSourceAsync(session, status, connection, actor, cancellationToken);
        if (source is null)
        {
            return Fetch.Failed(failure!);
        }

        var list = await source.ListReportsAsync(cancellationToken);
        if (!list.Succeeded)
        {
            return Fetch.Failed(list.Failure);
        }

        var pages = new List<RawPage>(list.RawPages);
        var reports = list.Value.Select(report => new SnapshotReport(report.Id, report.MeetingStartedAt, report.MeetingEndedAt, report.TotalParticipantCount, Overlaps(report, window.Span))).ToList();
        var records = new List<AttendanceRecord>();
        var chosen = reports.Where(report => report.Chosen).ToArray();
        for (var i = 0; i < chosen.Length; i++)
        {
            await progress.ContinueAsync(i, chosen.Length, cancellationToken);
            var answer = await source.ListRecordsAsync(chosen[i].ReportId, cancellationToken);
            if (!answer.Succeeded)
            {
                return Fetch.Failed(answer.Failure);
            }

            pages.AddRange(answer.RawPages);
            records.AddRange(answer.Value.Select(record => ToRecord(chosen[i].ReportId, record)));
        }

        await progress.ReportAsync(chosen.Length, chosen.Length, cancellationToken);
        return new Fetch(reports, records, pages, null);
    }

    private async Task<(AttendanceSource? Source, GraphFailure? Failure)> MeetingSourceAsync(
        Session session, AttendanceStatus status, GraphConnection connection, string actor, CancellationToken cancellationToken)
    {
        if (session.Creates)
        {
            var made = await db.CreatedMeetings.AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == session.Id, cancellationToken);
            if (made?.MeetingId is null)
            {
                return (null, GraphFailures.Of(GraphFailureKind.MeetingNotCreated, new(connection), "The session's meeting is not created yet."));
            }

            (status.MeetingId, status.OrganizerObjectId) = (made.MeetingId, made.OrganizerObjectId);
        }

        if (status.OrganizerObjectId is null)
        {
            var organizer = await FindOrganizerAsync(session, connection, cancellationToken);
            if (organizer.Failure is not null)
            {
                return (null, organizer.Failure);
            }

            status.OrganizerObjectId = organizer.Id;
        }

        var organizerId = status.OrganizerObjectId!.Value;
        if (status.MeetingId is null)
        {
            var meeting = await graph.FindMeetingAsync(connection, organizerId, session.JoinUrl!, cancellationToken);
            if (!meeting.Succeeded)
            {
                var otherwise = meeting.Failure.Kind == GraphFailureKind.MeetingNotFound ? await events.FallbackAsync(session, connection, actor, cancellationToken) : null;
                return otherwise is null ? (null, meeting.Failure) : (otherwise, null);
            }

            status.MeetingId = meeting.Value.Id;
            await db.SaveChangesAsync(cancellationToken);
        }

        var meetingId = status.MeetingId;
        return (new AttendanceSource(
            token => graph.ListAttendanceReportsAsync(connection, organizerId, meetingId, token),
            (reportId, token) => graph.ListAttendanceRecordsAsync(connection, organizerId, meetingId, reportId, token)), null);
    }

    private Task<(Guid? Id, GraphFailure? Failure)> FindOrganizerAsync(Session session, GraphConnection connection, CancellationToken cancellationToken) =>
        (session.Organizer ?? JoinLink.Parse(session.JoinUrl).Link?.OrganizerId?.ToString()) is { } organizer
            ? people.OrganizerAsync(session.ProviderId!.Value, connection, organizer, cancellationToken)
            : throw new InvalidOperationException("A session names its organizer, or its join URL does.");

    private async Task TakeSnapshotAsync(Session session, AttendanceStatus status, Fetch fetch, string actor, CancellationToken cancellationToken)
    {
        var content = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { fetch.Reports, fetch.Records }, Json.Options)));
        var before = status.CurrentSnapshotId is { } current
            ? await db.AttendanceSnapshots.AsNoTracking().SingleAsync(snapshot => snapshot.Id == current, cancellationToken)
            : null;
        if (before?.ContentSha256 == content)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var snapshot = new AttendanceSnapshot
        {
            Id = Ids.Next(now),
            SessionId = session.Id,
            TakenAt = now,
            ContentSha256 = content,
            Reports = [.. fetch.Reports],
            Records = [.. fetch.Records],
            RawPages = [.. fetch.Pages.Select(page => db.Keep(page.Body, "application/json")).Distinct()],
            Difference = before is null ? null : SnapshotComparison.Of(before.Records, fetch.Records),
        };
        db.Add(snapshot);
        status.CurrentSnapshotId = snapshot.Id;
        db.Record(new AuditEntry(actor, "attendance.snapshot-taken", "attendance-snapshot", snapshot.Id, session.Id, new { content, records = snapshot.Records.Count, snapshot.RawPages, snapshot.Difference }));
    }

    private async Task<AttendanceStatus> StoreAsync(AttendanceStatus status, AttendanceState state, JobProblem? problem, CancellationToken cancellationToken)
    {
        status.State = state;
        status.Problem = problem;
        status.CheckedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return status;
    }

    /// <summary>Reports are chosen by their time, never by their place in the list (graph.md §2.2). One without times may be the session's: its stays are clipped anyway.</summary>
    private static bool Overlaps(AttendanceReportSummary report, Interval window) =>
        report.MeetingStartedAt is not { } started || report.MeetingEndedAt is not { } ended || (started < window.End && window.Start < ended);

    private static AttendanceState StateOf(Fetch fetch) => fetch switch
    {
        { Reports.Count: 0 } => AttendanceState.NotAvailableYet,
        _ when !fetch.Reports.Any(report => report.Chosen) => AttendanceState.NoReportInWindow,
        { Records.Count: 0 } => AttendanceState.NobodyCame,
        _ when !fetch.Records.SelectMany(record => record.Stays).Any(stay => stay is { Joined: not null, Left: not null }) => AttendanceState.TimesWithheld,
        _ => AttendanceState.Available,
    };

    private static JobProblem? ProblemOf(AttendanceState state) => state switch
    {
        AttendanceState.NotAvailableYet => new("attendance-not-available-yet", "Microsoft has no attendance report yet: it appears some minutes after the meeting, and never if nobody started it or the tenant's policy switches reports off (AllowEngagementReport)."),
        AttendanceState.NoReportInWindow => new("no-report-in-window", "The meeting has attendance reports, but none of the session's time: check startsAt, endsAt and the join URL."),
        AttendanceState.TimesWithheld => new("times-withheld", "The tenant's policy withholds join and leave times (InfoShownInReportMode): without them no credit can be worked out. Ask the Teams administrator to show full information."),
        _ => null,
    };

    private static AttendanceRecord ToRecord(string reportId, AttendanceRecordData record)
    {
        var identity = record.Identity;
        var isUser = identity?.Kind is null or "communicationsUserIdentity";
        return new AttendanceRecord(
            reportId,
            record.Id,
            record.RegistrationId,
            isUser && Guid.TryParse(identity?.Id, out var objectId) ? objectId.ToString() : null,
            record.Email,
            identity?.DisplayName,
            record.Role,
            record.TotalAttendanceSeconds,
            [.. record.Intervals.Select(interval => new ReportedStay(interval.JoinedAt, interval.LeftAt, interval.DurationSeconds))]);
    }

    private sealed record Fetch(IReadOnlyList<SnapshotReport> Reports, IReadOnlyList<AttendanceRecord> Records, IReadOnlyList<RawPage> Pages, GraphFailure? Failure)
    {
        public static Fetch Failed(GraphFailure failure) => new([], [], [], failure);
    }
}
