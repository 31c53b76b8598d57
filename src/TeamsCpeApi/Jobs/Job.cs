using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>What a job does.</summary>
internal enum JobKind
{
    /// <summary>Fetch a session's attendance by the schedule after its end.</summary>
    AttendanceFetch,

    /// <summary>Fetch a session's attendance now, because a person asked.</summary>
    AttendanceRefresh,

    /// <summary>Fetch a session's attendance again, a day and three days after the first data.</summary>
    AttendanceRecheck,

    /// <summary>Find a session's meeting before it takes place.</summary>
    MeetingLookup,

    /// <summary>Issue certificates for approved participants.</summary>
    CertificateIssue,

    /// <summary>Issue combined certificates of a program.</summary>
    ProgramCertificateIssue,

    /// <summary>Read a session's webinar or town hall and its registrations.</summary>
    RegistrationList,

    /// <summary>Register participants for the webinar or town hall of their session.</summary>
    RegistrationCreate,

    /// <summary>Make, change or remove the meeting of a session that has its own.</summary>
    MeetingSync,
}

internal static class JobKinds
{
    /// <summary>A person waits for it.</summary>
    public static bool IsUrgent(this JobKind kind) => kind is JobKind.AttendanceRefresh or JobKind.CertificateIssue or JobKind.ProgramCertificateIssue;

    /// <summary>It asks Microsoft by the schedule, and can wait.</summary>
    public static bool IsPaced(this JobKind kind) => kind is JobKind.AttendanceFetch or JobKind.AttendanceRecheck or JobKind.MeetingLookup;
}

/// <summary>Where a job stands.</summary>
internal enum JobState
{
    /// <summary>It waits for its time.</summary>
    Queued,

    /// <summary>A node works on it.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Given up; the problem says why.</summary>
    Failed,

    /// <summary>Cancelled by a person.</summary>
    Cancelled,
}

/// <summary>Why a job failed or waits.</summary>
internal sealed record JobProblem(string Code, string Detail);

/// <summary>
/// Work that outlives a request. This row is the truth; the scheduler is only the clock. Everything a job does has a unique
/// key, so that doing it again after a crash changes nothing twice.
/// </summary>
internal sealed class Job : IIdentified, IBookkeeping
{
    public required Guid Id { get; init; }

    public required JobKind Kind { get; init; }

    public required JobState State { get; set; }

    /// <summary>The session that it works for; of a program's job the first of its sessions.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The program that it works for, if it is one's job.</summary>
    public Guid? ProgramId { get; init; }

    /// <summary>The key that asked, or null for the system.</summary>
    public required Guid? RequestedBy { get; init; }

    /// <summary>What the job is given, by kind.</summary>
    public required JobArguments Arguments { get; init; }

    public int Done { get; set; }

    public int Total { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public JobProblem? Problem { get; set; }

    public string? ResultHref { get; set; }

    public bool CancelRequested { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How the audit log names who asked for the work.</summary>
    public string Actor => new Caller(RequestedBy, Role.Admin).Actor;

    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}

/// <summary>What a job is given.</summary>
/// <param name="ParticipantIds">The participants concerned, for issuing.</param>
internal sealed record JobArguments(IReadOnlyList<Guid>? ParticipantIds = null)
{
    /// <summary>Language of messages to them.</summary>
    public string? Language { get; init; }

    /// <summary>The people of a program concerned, for issuing.</summary>
    public IReadOnlyList<Guid>? PersonIds { get; init; }
}

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Ignore(job => job.Actor);
        builder.Ignore(job => job.IsOver);
        builder.Property(job => job.Arguments).IsJson();
        builder.Property(job => job.Problem).IsJson();
        builder.Property(job => job.ResultHref).HasMaxLength(300);
        builder.HasIndex(job => new { job.State, job.NextAttemptAt });
        builder.HasIndex(job => job.SessionId);
        builder.HasIndex(job => job.ProgramId);
    }
}
