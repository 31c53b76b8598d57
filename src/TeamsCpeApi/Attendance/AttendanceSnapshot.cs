using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>What is known of a session's attendance. Absent and empty are different facts.</summary>
internal enum AttendanceState
{
    /// <summary>Nobody has asked Microsoft yet.</summary>
    NotFetched,

    /// <summary>Microsoft has no report yet, or the meeting never started.</summary>
    NotAvailableYet,

    /// <summary>A day after the end there is still no report: nobody started the meeting, or a policy switches reports off.</summary>
    NotStartedOrDisabled,

    /// <summary>There are reports, but none of the session's time yet.</summary>
    NoReportInWindow,

    /// <summary>There are reports, but none of the session's time a day after its end: nobody started the meeting then.</summary>
    NotStarted,

    /// <summary>Microsoft does not know the meeting.</summary>
    MeetingNotFound,

    /// <summary>The meeting is more than a year old: Microsoft has deleted its reports.</summary>
    Expired,

    /// <summary>There is a report, and nobody is in it.</summary>
    NobodyCame,

    /// <summary>There are people, but all times are withheld, as a tenant's policy can have it.</summary>
    TimesWithheld,

    /// <summary>Attendance is there.</summary>
    Available,

    /// <summary>Attendance is there, from uploaded files alone.</summary>
    FromFiles,

    /// <summary>Microsoft did not answer the question; the problem says why and what to do.</summary>
    Failed,
}

/// <summary>How the fetching of a session's attendance stands; one row a session.</summary>
internal sealed class AttendanceStatus : IBookkeeping
{
    public required Guid SessionId { get; init; }

    public AttendanceState State { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    public JobProblem? Problem { get; set; }

    /// <summary>The snapshot that counts.</summary>
    public Guid? CurrentSnapshotId { get; set; }

    /// <summary>The newest snapshot; another one than counts, where data changed after certificates were out.</summary>
    public Guid? LatestSnapshotId { get; set; }

    /// <summary>When there was data first; the later checks are planned from it.</summary>
    public DateTimeOffset? FirstDataAt { get; set; }

    /// <summary>Stored as soon as it is known: the lookup may stop working days after the meeting (graph.md §2.2).</summary>
    public string? MeetingId { get; set; }

    public Guid? OrganizerObjectId { get; set; }

    public MeetingFacts? Meeting { get; set; }
}

internal sealed class AttendanceStatusMapping : IEntityTypeConfiguration<AttendanceStatus>
{
    public void Configure(EntityTypeBuilder<AttendanceStatus> builder)
    {
        builder.ToTable("attendance_statuses");
        builder.HasKey(status => status.SessionId);
        builder.Property(status => status.Problem).IsJson();
        builder.Property(status => status.Meeting).IsJson();
        builder.HasOne<Session>().WithMany().HasForeignKey(status => status.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AttendanceSnapshot>().WithMany().HasForeignKey(status => status.CurrentSnapshotId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AttendanceSnapshot>().WithMany().HasForeignKey(status => status.LatestSnapshotId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>One attendance report of a meeting.</summary>
/// <param name="ReportId">Microsoft's id.</param>
/// <param name="StartedAt">When this run of the meeting began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="ParticipantCount">The count that Microsoft states.</param>
/// <param name="Chosen">True when it overlaps the session's time and therefore counts.</param>
internal sealed record SnapshotReport(string ReportId, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int? ParticipantCount, bool Chosen);

/// <summary>What changed since the snapshot before.</summary>
/// <param name="RecordsAdded">Attendees that are new.</param>
/// <param name="RecordsGone">Attendees that are no longer there.</param>
/// <param name="RecordsChanged">Attendees whose stays or identity changed.</param>
/// <param name="SecondsBefore">Presence of all attendees before, each united, in seconds.</param>
/// <param name="SecondsNow">The same now.</param>
internal sealed record SnapshotDifference(int RecordsAdded, int RecordsGone, int RecordsChanged, long SecondsBefore, long SecondsNow)
{
    /// <summary>True when data that was there is gone: somebody should look.</summary>
    public bool Shrank => RecordsGone > 0 || SecondsNow < SecondsBefore;
}

/// <summary>All chosen reports with all their records at one instant: all pages or none.</summary>
internal sealed class AttendanceSnapshot : IIdentified
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>SHA-256 of the records: the same data again makes no new snapshot.</summary>
    public required string ContentSha256 { get; init; }

    public required List<SnapshotReport> Reports { get; init; }

    public required List<AttendanceRecord> Records { get; init; }

    /// <summary>Evidence addresses of the pages, as received.</summary>
    public required List<string> RawPages { get; init; }

    public required SnapshotDifference? Difference { get; init; }
}

internal sealed class AttendanceSnapshotMapping : IEntityTypeConfiguration<AttendanceSnapshot>
{
    public void Configure(EntityTypeBuilder<AttendanceSnapshot> builder)
    {
        builder.ToTable("attendance_snapshots");
        builder.Property(snapshot => snapshot.ContentSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(snapshot => snapshot.Reports).IsJson();
        builder.Property(snapshot => snapshot.Records).IsJson();
        builder.Property(snapshot => snapshot.RawPages).IsJson();
        builder.Property(snapshot => snapshot.Difference).IsJson();
        builder.HasIndex(snapshot => snapshot.SessionId);
        builder.HasOne<Session>().WithMany().HasForeignKey(snapshot => snapshot.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
