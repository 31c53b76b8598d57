using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>How awarded credit came about.</summary>
internal enum AwardKind
{
    /// <summary>A person approved what was suggested.</summary>
    Approved,

    /// <summary>A person decided otherwise, with a reason.</summary>
    Overridden,
}

/// <summary>What awards have in common, of a session and of a program.</summary>
internal interface IAward
{
    AwardKind Kind { get; }

    decimal Credits { get; }

    List<FieldCredits> Fields { get; }

    CreditDecision Decision { get; }

    Guid RulesetVersionId { get; }

    string? Reason { get; }

    string? EvidenceSha256 { get; }

    string AwardedBy { get; }

    DateTimeOffset AwardedAt { get; }
}

/// <summary>Credit that a person awarded, together with what was suggested then and why.</summary>
internal sealed class CreditAward : IVersioned, IAward
{
    public const int ReasonMaxLength = 1000;

    public required Guid ParticipantId { get; init; }

    public required Guid SessionId { get; init; }

    public required AwardKind Kind { get; set; }

    public required decimal Credits { get; set; }

    public required List<FieldCredits> Fields { get; set; }

    /// <summary>The decision as it was when the award was made.</summary>
    public required CreditDecision Decision { get; set; }

    public required Guid RulesetVersionId { get; set; }

    public required string? Reason { get; set; }

    /// <summary>Evidence for an override.</summary>
    public required string? EvidenceSha256 { get; set; }

    public required string AwardedBy { get; set; }

    public required DateTimeOffset AwardedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class CreditAwardMapping : IEntityTypeConfiguration<CreditAward>
{
    public void Configure(EntityTypeBuilder<CreditAward> builder)
    {
        builder.ToTable("credit_awards");
        builder.HasKey(award => award.ParticipantId);
        builder.Property(award => award.Fields).IsJson();
        builder.Property(award => award.Decision).IsJson();
        builder.Property(award => award.Reason).HasMaxLength(CreditAward.ReasonMaxLength);
        builder.Property(award => award.EvidenceSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(award => award.AwardedBy).HasMaxLength(80);
        builder.HasIndex(award => award.SessionId);
        builder.HasOne<Participant>().WithOne().HasForeignKey<CreditAward>(award => award.ParticipantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(award => award.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RulesetVersion>().WithMany().HasForeignKey(award => award.RulesetVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(award => award.EvidenceSha256).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
