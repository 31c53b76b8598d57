using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Notifications;

/// <summary>What Microsoft is asked to tell of.</summary>
internal enum SubscriptionKind
{
    /// <summary>A webinar has a new attendance report.</summary>
    AttendanceReports,

    /// <summary>Somebody registered for a webinar, or a registration changed.</summary>
    Registrations,

    /// <summary>A meeting's call started, ended, or somebody came or went (beta).</summary>
    MeetingCallEvents,
}

/// <summary>A subscription to change notifications. One for each resource of a provider, whichever sessions it serves.</summary>
internal sealed class Subscription : IBookkeeping
{
    public required Guid Id { get; init; }

    public required Guid ProviderId { get; init; }

    /// <summary>The session that it was made for first.</summary>
    public required Guid SessionId { get; init; }

    public required SubscriptionKind Kind { get; init; }

    public required string Resource { get; init; }

    /// <summary>The event's id, or the meeting's join URL: by it the sessions are found.</summary>
    public required string About { get; init; }

    /// <summary>SHA-256 of the secret in the client state, which alone Graph knows.</summary>
    public string? SecretSha256 { get; set; }

    /// <summary>Graph's id; null until it answered.</summary>
    public string? GraphId { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public bool NeedsReauthorization { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset? NextTryAt { get; set; }

    public JobProblem? Problem { get; set; }

    public SubscriptionSubject Subject => Kind switch
    {
        SubscriptionKind.MeetingCallEvents => new(true, Resource, "updated", "OnlineMeetings.Read.All"),
        SubscriptionKind.AttendanceReports => new(false, Resource, "created", "VirtualEvent.Read.All and OnlineMeetingArtifact.Read.All"),
        _ => new(false, Resource, "created,updated", "VirtualEvent.Read.All"),
    };
}

internal sealed class SubscriptionMapping : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("graph_subscriptions");
        builder.Ignore(row => row.Subject);
        builder.Property(row => row.SecretSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(row => row.GraphId).HasMaxLength(100);
        builder.Property(row => row.Problem).IsJson();
        builder.HasIndex(row => new { row.ProviderId, row.Resource }).IsUnique();
        builder.HasOne<Provider>().WithMany().HasForeignKey(row => row.ProviderId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A notification that waits to be read. What it says is of no use afterwards, so it is deleted soon.</summary>
internal sealed class InboxEntry : IBookkeeping
{
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    /// <summary>The same notification again has the same.</summary>
    public required string ContentSha256 { get; init; }

    public required string? LifecycleEvent { get; init; }

    /// <summary>Encrypted content and tokens of a rich notification, as received.</summary>
    public required string? Rich { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class InboxEntryMapping : IEntityTypeConfiguration<InboxEntry>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("graph_notifications");
        builder.Property(row => row.ContentSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(row => row.LifecycleEvent).HasMaxLength(40);
        builder.HasIndex(row => new { row.SubscriptionId, row.ContentSha256 }).IsUnique();
        builder.HasOne<Subscription>().WithMany().HasForeignKey(row => row.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A certificate that rich notifications are encrypted for, made here; its private key is encrypted under the master key.</summary>
internal sealed class NotificationCertificate : IBookkeeping
{
    public required Guid Id { get; init; }

    public required byte[] Certificate { get; init; }

    public required byte[] ProtectedKey { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public static string PurposeOf(Guid id) => $"notification-certificate:{id}";
}

internal sealed class NotificationCertificateMapping : IEntityTypeConfiguration<NotificationCertificate>
{
    public void Configure(EntityTypeBuilder<NotificationCertificate> builder) => builder.ToTable("notification_certificates");
}
