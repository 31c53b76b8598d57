using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>What a person should look at before relying on a session's attendance.</summary>
internal static class AttendanceWarnings
{
    /// <summary>Microsoft lists the newest reports only (graph.md §2.2).</summary>
    private const int ListedReports = 50;

    /// <summary>What follows from the meeting itself, with or without attendance.</summary>
    public static IEnumerable<SessionNeed> OfMeeting(Session session, AttendanceStatus? status)
    {
        var link = JoinLink.Parse(session.JoinUrl).Link;
        if (status?.Meeting?.Kind == MeetingKind.Channel || link?.Kind == JoinLinkKind.ChannelMeeting)
        {
            yield return new("channel-meeting", "The meeting is in a channel, and Microsoft lists the reports of all the channel's meetings together: they are chosen by the session's time alone. Check that no other meeting of the channel overlaps it.");
        }

        if (status?.Meeting?.Kind == MeetingKind.MeetNow)
        {
            yield return new("meet-now", "The meeting was started on the spot, so that Microsoft knows no reliable start and end of it: what counts is the session's own startsAt and endsAt. Check that they are right.");
        }

        if (status?.Meeting is { OtherOrganizer: true, OrganizerId: var organizer })
        {
            yield return new("other-organizer", $"Teams does not know the meeting as one of the organizer whom the session names; it was found as one of {organizer}, whom its link names. Correct the organizer.");
        }
    }

    /// <summary>What follows from the snapshots.</summary>
    public static IEnumerable<string> OfSnapshots(AttendanceStatus status, IReadOnlyList<AttendanceSnapshot> snapshots, bool isFrozen)
    {
        foreach (var snapshot in snapshots.Where(snapshot => snapshot.Difference is { Shrank: true }))
        {
            yield return $"Microsoft's data of {Time(snapshot)} holds less than before: {snapshot.Difference!.RecordsGone} attendees gone, {snapshot.Difference.SecondsBefore} s of presence before, {snapshot.Difference.SecondsNow} s now. The earlier snapshot is kept; check before you approve.";
        }

        if (snapshots.FirstOrDefault(snapshot => snapshot.Id == status.LatestSnapshotId) is { } latest && latest.Id != status.CurrentSnapshotId)
        {
            var difference = latest.Difference is { } d ? $" ({d.RecordsAdded} attendees added, {d.RecordsGone} gone, {d.RecordsChanged} changed; {d.SecondsBefore} s of presence before, {d.SecondsNow} s now)" : "";
            yield return isFrozen
                ? $"Microsoft's data changed after certificates were issued: the snapshot of {Time(latest)} differs from the one that they rest on{difference}, and does not count. Look at the difference; if it matters, revoke the certificates concerned, then apply the newer snapshot."
                : $"The snapshot of {Time(latest)} is newer than the one that counts{difference}: apply it, or fetch again.";
        }

        if (snapshots is [.., { Reports.Count: >= ListedReports }])
        {
            yield return $"The meeting has {ListedReports} reports or more, and Microsoft lists the newest {ListedReports} alone: earlier occurrences may be lost already. Fetch each session of a series soon after it ended.";
        }
    }

    /// <summary>What follows from the attendance that comes from files alone.</summary>
    public static IEnumerable<SessionNeed> OfFilesAlone(IReadOnlyList<AttendanceRecord>? reported, IReadOnlyList<AttendanceFile> files)
    {
        if (files.Count > 0 && reported is null)
        {
            var zones = string.Join(", ", files.Select(file => file.TimeZone).Distinct(StringComparer.Ordinal));
            yield return new("attendance-files-alone", $"The attendance comes from uploaded files alone, which somebody may have changed, and which seldom name a time zone: check that the zone in which they were read ({zones}) is the one of the computer on which they were downloaded.");
        }
    }

    /// <summary>What follows from the files that count, for whoever approves.</summary>
    public static IEnumerable<SessionNeed> OfFiles(SessionPicture picture)
    {
        var reported = picture.Attendance.CurrentSnapshotId is null ? null : picture.Evidence.Records.Where(record => ReportIds.FileOf(record.ReportId) is null).ToArray();
        return picture.Files.SelectMany(file => OfFile(picture.Session, reported, file));
    }

    /// <summary>What speaks against relying on a file.</summary>
    public static IEnumerable<SessionNeed> OfFile(Session session, IReadOnlyList<AttendanceRecord>? reported, AttendanceFile file)
    {
        if (FileShift.Of(file.Records, reported ?? [], session.Scheduled) is { } shift)
        {
            yield return new("attendance-file-zone-doubtful", $"Read in {file.TimeZone}, the file \"{file.FileName}\" is {Words.Duration((long)shift.Duration().TotalSeconds)} {(shift > TimeSpan.Zero ? "later" : "earlier")} than {(reported is null ? "the session's schedule" : "Microsoft's report or the schedule")}, for most people, at both ends: it was probably downloaded in another time zone. If so, remove it and upload it again with its zone (form field timeZone); a file that names its zone itself is of another time than the session.");
        }

        var unusable = Presence.Of(file.Records).UnusableStays;
        if (unusable > 0)
        {
            yield return new("attendance-file-open-stays", $"The file \"{file.FileName}\" has {Count.Of(unusable, "stay", "stays")} without a usable beginning or end, which {(unusable == 1 ? "does" : "do")} not count: its notes say where.");
        }
    }

    /// <summary>What Microsoft's report that counts says; null where there is none yet.</summary>
    public static async Task<IReadOnlyList<AttendanceRecord>?> ReportedAsync(CpeDbContext db, Guid sessionId, CancellationToken cancellationToken) =>
        await db.AttendanceStatuses.Where(status => status.SessionId == sessionId)
            .Join(db.AttendanceSnapshots, status => status.CurrentSnapshotId, snapshot => (Guid?)snapshot.Id, (status, snapshot) => snapshot)
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } snapshot ? snapshot.Records : null;

    private static string Time(AttendanceSnapshot snapshot) => $"{snapshot.TakenAt:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
