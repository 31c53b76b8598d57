using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Reconciliation;

/// <summary>What a person decided about an identity. It wins over every rung and survives every refresh and upload.</summary>
internal sealed class MatchDecisionEntry : IVersioned
{
    public const int IdentityKeyMaxLength = 1000;
    public const int ReasonMaxLength = 500;

    public required Guid SessionId { get; init; }

    /// <summary>The identity's key: stable over refreshes.</summary>
    public required string IdentityKey { get; init; }

    /// <summary>The participant it is, or null: nobody of the roster.</summary>
    public required Guid? ParticipantId { get; set; }

    public required string Reason { get; set; }

    public required string DecidedBy { get; set; }

    public required DateTimeOffset DecidedAt { get; set; }

    /// <summary>What the person had before them; null in decisions of former releases.</summary>
    public MatchBasis? Basis { get; set; }

    public int Version { get; set; }

    public MatchDecision ToDecision() => new(IdentityKey, ParticipantId, Basis);
}

internal sealed class MatchDecisionMapping : IEntityTypeConfiguration<MatchDecisionEntry>
{
    public void Configure(EntityTypeBuilder<MatchDecisionEntry> builder)
    {
        builder.ToTable("match_decisions");
        builder.HasKey(decision => new { decision.SessionId, decision.IdentityKey });
        builder.Property(decision => decision.IdentityKey).HasMaxLength(MatchDecisionEntry.IdentityKeyMaxLength);
        builder.Property(decision => decision.Reason).HasMaxLength(MatchDecisionEntry.ReasonMaxLength);
        builder.Property(decision => decision.DecidedBy).HasMaxLength(80);
        builder.Property(decision => decision.Basis).IsJson();
        builder.HasOne<Session>().WithMany().HasForeignKey(decision => decision.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Participant>().WithMany().HasForeignKey(decision => decision.ParticipantId).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
