using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>
/// An address or an account that a person confirmed as a participant's, remembered for later sessions of the same owner. It
/// lives as long as the decision that it rests on.
/// </summary>
internal sealed class KnownAliasEntry : IVersioned, IIdentified
{
    public required Guid Id { get; init; }

    /// <summary>Whose session taught it, as <see cref="Session.OwnerKeyId"/>: nobody else's sessions know it.</summary>
    public required Guid? OwnerKeyId { get; init; }

    /// <summary>The participant by the LMS's own id, which is the same in every session.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The address or account, written as the keys of identities are.</summary>
    public required string IdentityKey { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>The key of the decision that it rests on; another one where the identity has several.</summary>
    public required string DecisionKey { get; init; }

    public required string ConfirmedBy { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public int Version { get; set; }
}

internal sealed class KnownAliasMapping : IEntityTypeConfiguration<KnownAliasEntry>
{
    public void Configure(EntityTypeBuilder<KnownAliasEntry> builder)
    {
        builder.ToTable("known_aliases");
        builder.Property(alias => alias.ExternalId).HasMaxLength(Participant.ExternalIdMaxLength);
        builder.Property(alias => alias.IdentityKey).HasMaxLength(MatchDecisionEntry.IdentityKeyMaxLength);
        builder.Property(alias => alias.DecisionKey).HasMaxLength(MatchDecisionEntry.IdentityKeyMaxLength);
        builder.Property(alias => alias.ConfirmedBy).HasMaxLength(80);
        builder.HasIndex(alias => new { alias.SessionId, alias.DecisionKey, alias.IdentityKey }).IsUnique();
        builder.HasIndex(alias => new { alias.OwnerKeyId, alias.ExternalId });
        builder.HasIndex(alias => new { alias.OwnerKeyId, alias.IdentityKey });
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(alias => alias.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MatchDecisionEntry>().WithMany().HasForeignKey(alias => new { alias.SessionId, alias.DecisionKey }).OnDelete(DeleteBehavior.Cascade);
        builder.IsVersioned();
    }
}
