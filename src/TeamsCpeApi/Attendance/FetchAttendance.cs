using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Attendance;

/// <summary>What came of a fetch.</summary>
/// <param name="Status">How the session's attendance stands now.</param>
/// <param name="Problem">Why this fetch brought no data; null when it did.</param>
/// <param name="Failure">Microsoft's side of the problem, where it is one.</param>
internal sealed record FetchResult(AttendanceStatus Status, JobProblem? Problem, GraphFailure? Failure);

/// <summary>
/// Fetches a session's attendance: organizer, meeting, reports that overlap the session's time, all their records, as one
/// snapshot with its raw pages. Doing it again with the same data changes nothing.
/// </summary>
internal sealed class FetchAttendance(CpeDbContext db, GraphClient graph, EventAttendance events, LocateMeeting locate, TakeSnapshot snapshot, SecretProtector protector, TimeProvider clock)
{
    public async Task<FetchResult> RunAsync(Guid sessionId, bool isInteractive, string actor, JobProgress progress, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleAsync(session => session.Id == sessionId, cancellationToken);
        var ruleset = await db.RulesetVersions.Where(version => version.Id == session.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        var status = await db.AttendanceStatuses.SingleAsync(status => status.SessionId == sessionId, cancellationToken);
        var sinceEnd = clock.GetUtcNow() - session.EndsAt;
        if (session.ProviderId is not { } providerId)
        {
            return await StoreAsync(status, AttendanceState.Failed, new JobProblem("provider-missing", "The session has no provider: set providerId and refresh."), null, cancellationToken);
        }

        var provider = await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        var connection = provider.Connect(protector) with { Turn = new GraphTurn(sessionId, isInteractive) };
        var (source, lost) = await SourceAsync(session, status, connection, actor, cancellationToken);
        var fetch = source is null ? Fetch.Failed(lost!) : await FetchReportsAsync(source, session.WindowBy(ruleset), progress, cancellationToken);
        if (fetch.Failure is { } failure)
        {
            // A stored id that does not fit any more is looked up anew the next time.
            status.MeetingId = failure.Kind == GraphFailureKind.MeetingIdInvalid ? null : status.MeetingId;
            var state = AttendanceStates.Of(failure, sinceEnd);
            return await StoreAsync(status, state, AttendanceStates.ProblemOf(state, failure), failure, cancellationToken);
        }

        return await KeepAsync(session, status, fetch, AttendanceStates.Of(fetch.Reports, fetch.Records, sinceEnd), actor, cancellationToken);
    }

    /// <summary>One change at a time of what certificates rest on, and no certificate meanwhile, until the transaction ends.</summary>
    internal static Task LockAsync(CpeDbContext db, Guid sessionId, CancellationToken cancellationToken) =>
        db.Database.ExecuteAsync($"select pg_advisory_xact_lock({AdvisoryKey.Of($"attendance {sessionId}")})", cancellationToken);

    private async Task<FetchResult> KeepAsync(Session session, AttendanceStatus status, Fetch fetch, AttendanceState state, string actor, CancellationToken cancellationToken)
    {
        // The schedule and a person may fetch at the same moment: the second one sees what the first has stored.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(db, session.Id, cancellationToken);
        await db.Entry(status).ReloadAsync(cancellationToken);
        if (state is AttendanceState.NobodyCame or AttendanceState.TimesWithheld or AttendanceState.Available)
        {
            await snapshot.RunAsync(session, status, fetch.Reports, fetch.Records, fetch.Pages, actor, cancellationToken);
        }

        var result = await StoreAsync(status, state, AttendanceStates.ProblemOf(state), null, cancellationToken);
        await db.CommitAsync(transaction, cancellationToken);
        return result;
    }

    private async Task<(AttendanceSource? Source, GraphFailure? Failure)> SourceAsync(Session session, AttendanceStatus status, GraphConnection connection, string actor, CancellationToken cancellationToken)
    {
        if (await events.IsEventAsync(session, cancellationToken))
        {
            return await events.SourceAsync(session, connection, actor, cancellationToken);
        }

        if (await locate.EnsureAsync(session, status, connection, cancellationToken) is { } failure)
        {
            var otherwise = failure.Kind == GraphFailureKind.MeetingNotFound ? await events.FallbackAsync(session, connection, actor, cancellationToken) : null;
            return otherwise is null ? (null, failure) : (otherwise, null);
        }

        var (organizer, meeting) = (status.OrganizerObjectId!.Value, status.MeetingId!);
        return (new AttendanceSource(
            token => graph.ListAttendanceReportsAsync(connection, organizer, meeting, token),
            (report, token) => graph.ListAttendanceRecordsAsync(connection, organizer, meeting, report, token)), null);
    }

    private static async Task<Fetch> FetchReportsAsync(AttendanceSource source, CountingWindow window, JobProgress progress, CancellationToken cancellationToken)
    {
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

    /// <summary>Data that was fetched before goes on counting when a later check brings none.</summary>
    private async Task<FetchResult> StoreAsync(AttendanceStatus status, AttendanceState state, JobProblem? problem, GraphFailure? failure, CancellationToken cancellationToken)
    {
        if (AttendanceJobs.HasData(state) || status.FirstDataAt is null || !AttendanceJobs.HasData(status.State))
        {
            status.State = state;
            status.Problem = problem;
        }
        else
        {
            status.Problem = AttendanceStates.Kept(problem!);
        }

        status.CheckedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return new FetchResult(status, problem, failure);
    }

    /// <summary>Reports are chosen by their time, never by their place in the list (graph.md §2.2). One without times may be the session's: its stays are clipped anyway.</summary>
    private static bool Overlaps(AttendanceReportSummary report, Interval window) =>
        report.MeetingStartedAt is not { } started || report.MeetingEndedAt is not { } ended || (started < window.End && window.Start < ended);

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
