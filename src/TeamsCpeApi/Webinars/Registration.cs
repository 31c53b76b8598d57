using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Webinars;

/// <summary>A registration for a webinar or town hall, as Microsoft listed it last. One that is listed no more stays: attendance may name it.</summary>
internal sealed class Registration
{
    public const int IdMaxLength = 100;

    public required Guid SessionId { get; init; }

    public required string RegistrationId { get; init; }

    /// <summary>Microsoft's word: registered, canceled, waitlisted, pendingApproval, rejectedByOrganizer.</summary>
    public required string? Status { get; set; }

    public required string? Email { get; set; }

    public required string? FirstName { get; set; }

    public required string? LastName { get; set; }

    public required DateTimeOffset? RegisteredAt { get; set; }

    public required DateTimeOffset? CanceledAt { get; set; }

    /// <summary>Microsoft lists it no more.</summary>
    public bool Gone { get; set; }
}

internal sealed class RegistrationMapping : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.ToTable("event_registrations");
        builder.HasKey(row => new { row.SessionId, row.RegistrationId });
        builder.Property(row => row.RegistrationId).HasMaxLength(Registration.IdMaxLength);
        builder.Property(row => row.Status).HasMaxLength(100);
        builder.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What became of registering somebody.</summary>
internal enum RegistrationOutcome
{
    /// <summary>Registered by us.</summary>
    Registered,

    /// <summary>A registration was there already, whatever its status.</summary>
    AlreadyRegistered,

    /// <summary>Not registered; the problem says why.</summary>
    Failed,
}

/// <summary>What became of registering one participant, the last time that was asked for.</summary>
internal sealed class RegistrationAttempt
{
    public required Guid SessionId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required RegistrationOutcome Outcome { get; set; }

    public required JobProblem? Problem { get; set; }

    public required DateTimeOffset At { get; set; }
}

internal sealed class RegistrationAttemptMapping : IEntityTypeConfiguration<RegistrationAttempt>
{
    public void Configure(EntityTypeBuilder<RegistrationAttempt> builder)
    {
        builder.ToTable("registration_attempts");
        builder.HasKey(row => row.ParticipantId);
        builder.Property(row => row.Problem).IsJson();
        builder.HasIndex(row => row.SessionId);
        builder.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Restrict);

        // A roster may be replaced; what became of registering those who left it says nothing any more.
        builder.HasOne<Participant>().WithMany().HasForeignKey(row => row.ParticipantId).OnDelete(DeleteBehavior.Cascade);
    }
}
