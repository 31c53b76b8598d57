using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>A license of a participant.</summary>
/// <param name="Jurisdiction">For example NY.</param>
/// <param name="Number">The license number.</param>
internal sealed record License(string Jurisdiction, string Number);

/// <summary>A person whom the LMS enrolled in a session.</summary>
internal sealed class Participant : IIdentified
{
    public const int ExternalIdMaxLength = 200;
    public const int NameMaxLength = 200;
    public const int EmailMaxLength = 320;
    public const int MaximumAliases = 20;
    public const int MaximumLicenses = 60;

    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required string? ExternalId { get; set; }

    /// <summary>As received; it stands on the certificate.</summary>
    public required string Name { get; set; }

    public required string? Email { get; set; }

    public required List<string> Aliases { get; set; }

    public required List<License> Licenses { get; set; }

    public required string? EntraObjectId { get; set; }

    public required string? RegistrationId { get; set; }

    public RosterEntry ToRosterEntry() => new(Id, Name, Email, Aliases, EntraObjectId, RegistrationId) { ExternalId = ExternalId };
}

internal sealed class ParticipantMapping : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants");
        builder.Property(participant => participant.ExternalId).HasMaxLength(Participant.ExternalIdMaxLength);
        builder.Property(participant => participant.Name).HasMaxLength(Participant.NameMaxLength);
        builder.Property(participant => participant.Email).HasMaxLength(Participant.EmailMaxLength);
        builder.Property(participant => participant.EntraObjectId).HasMaxLength(100);
        builder.Property(participant => participant.RegistrationId).HasMaxLength(100);
        builder.Property(participant => participant.Aliases).IsJson();
        builder.Property(participant => participant.Licenses).IsJson();
        builder.HasIndex(participant => new { participant.SessionId, participant.ExternalId }).IsUnique();
        builder.HasOne<Session>().WithMany().HasForeignKey(participant => participant.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A participant was given the join URL.</summary>
internal sealed class Launch
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class LaunchMapping : IEntityTypeConfiguration<Launch>
{
    public void Configure(EntityTypeBuilder<Launch> builder)
    {
        builder.ToTable("launches");
        builder.HasOne<Participant>().WithMany().HasForeignKey(launch => launch.ParticipantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(launch => launch.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
