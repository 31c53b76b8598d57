using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Meetings;

/// <summary>An invitation that could not be sent.</summary>
internal sealed record UninvitedParticipant(Guid ParticipantId, string Code, string Detail);

/// <summary>The meeting that was made for a session, and how far it is like the session now.</summary>
internal sealed class CreatedMeeting
{
    public required Guid SessionId { get; init; }

    /// <summary>It stands in the organizer's calendar, with the roster as attendees.</summary>
    public required bool OnCalendar { get; init; }

    public required Guid ProviderId { get; init; }

    public required Guid OrganizerObjectId { get; init; }

    /// <summary>Microsoft was asked to make it. Stored before the request, because its answer can be lost.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    public string? EventId { get; set; }

    public string? MeetingId { get; set; }

    public string? JoinUrl { get; set; }

    /// <summary>SHA-256 of what Microsoft was told last: the same again is not sent.</summary>
    public string? SentSha256 { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public List<UninvitedParticipant> Uninvited { get; set; } = [];

    /// <summary>It is made, and everything is known that is needed of it.</summary>
    public bool IsThere => MeetingId is not null && JoinUrl is not null;
}

internal sealed class CreatedMeetingMapping : IEntityTypeConfiguration<CreatedMeeting>
{
    public void Configure(EntityTypeBuilder<CreatedMeeting> builder)
    {
        builder.ToTable("created_meetings");
        builder.HasKey(row => row.SessionId);
        builder.Property(row => row.SentSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(row => row.Uninvited).IsJson();
        builder.Ignore(row => row.IsThere);
        builder.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Why a session's meeting is not as it should be; one row a session.</summary>
internal sealed class MeetingStatus : IBookkeeping
{
    public required Guid SessionId { get; init; }

    public JobProblem? Problem { get; set; }

    public required DateTimeOffset At { get; set; }
}

internal sealed class MeetingStatusMapping : IEntityTypeConfiguration<MeetingStatus>
{
    public void Configure(EntityTypeBuilder<MeetingStatus> builder)
    {
        builder.ToTable("meeting_statuses");
        builder.HasKey(row => row.SessionId);
        builder.Property(row => row.Problem).IsJson();
        builder.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
