using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>One session of a webinar or town hall.</summary>
/// <param name="Id">Microsoft's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="Chosen">True when it is the one that this session stands for.</param>
internal sealed record EventSessionView(string Id, string? Title, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, bool Chosen);

/// <summary>The webinar or town hall behind a session, as Microsoft showed it last. It is read again and again, so it is bookkeeping.</summary>
internal sealed class SessionEvent : IBookkeeping
{
    public const int EventIdMaxLength = 200;

    public required Guid SessionId { get; init; }

    public required VirtualEventKind Kind { get; set; }

    public required string EventId { get; set; }

    /// <summary>Microsoft's word: draft, published, canceled.</summary>
    public required string? Status { get; set; }

    public required string? Title { get; set; }

    public required List<EventSessionView> Sessions { get; set; }

    /// <summary>The session of the event that this session stands for.</summary>
    public required string? EventSessionId { get; set; }

    public required string? JoinUrl { get; set; }

    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>When the registrations were listed last.</summary>
    public DateTimeOffset? RegistrationsListedAt { get; set; }

    /// <summary>Why the registrations could not be listed.</summary>
    public JobProblem? RegistrationsProblem { get; set; }

    /// <summary>Evidence addresses of the pages of registrations, as received.</summary>
    public List<string> RegistrationPages { get; set; } = [];
}

internal sealed class SessionEventMapping : IEntityTypeConfiguration<SessionEvent>
{
    public void Configure(EntityTypeBuilder<SessionEvent> builder)
    {
        builder.ToTable("session_events");
        builder.HasKey(row => row.SessionId);
        builder.Property(row => row.EventId).HasMaxLength(SessionEvent.EventIdMaxLength);
        builder.Property(row => row.Status).HasMaxLength(100);
        builder.Property(row => row.EventSessionId).HasMaxLength(100);
        builder.Property(row => row.Sessions).IsJson();
        builder.Property(row => row.RegistrationsProblem).IsJson();
        builder.Property(row => row.RegistrationPages).IsJson();
        builder.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
