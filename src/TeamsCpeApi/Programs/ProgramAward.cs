using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Credit that a person awarded for a program, with everything that the decision rested on, to the letter.</summary>
internal sealed class ProgramAward : IVersioned, IAward
{
    public required Guid ProgramId { get; init; }

    /// <summary>The person of the program; it follows from the program and from what makes the rosters' rows one person.</summary>
    public required Guid PersonId { get; init; }

    public required AwardKind Kind { get; set; }

    public required decimal Credits { get; set; }

    public required List<FieldCredits> Fields { get; set; }

    /// <summary>The rows of the sessions' rosters that were this person.</summary>
    public required List<Guid> ParticipantIds { get; set; }

    /// <summary>The sessions that the credit is for; the end of the last one completed the program for this person.</summary>
    public required List<Guid> SessionIds { get; set; }

    /// <summary>What the decision was made from, as JSON text that its hash covers to the letter.</summary>
    public required string Inputs { get; set; }

    /// <summary>The decision, likewise.</summary>
    public required string Result { get; set; }

    /// <summary>SHA-256 of the inputs, a line feed and the result.</summary>
    public required string Sha256 { get; set; }

    public required Guid RulesetVersionId { get; set; }

    public required string? Reason { get; set; }

    /// <summary>Evidence for an override.</summary>
    public required string? EvidenceSha256 { get; set; }

    public required string AwardedBy { get; set; }

    public required DateTimeOffset AwardedAt { get; set; }

    public int Version { get; set; }

    /// <summary>The decision as it was when the award was made.</summary>
    public CreditDecision Decision => JsonSerializer.Deserialize<CreditDecision>(Result, Json.Options)!;

    internal static string HashOf(string inputs, string result) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{inputs}\n{result}")));
}

internal sealed class ProgramAwardMapping : IEntityTypeConfiguration<ProgramAward>
{
    public void Configure(EntityTypeBuilder<ProgramAward> builder)
    {
        builder.ToTable("program_awards");
        builder.HasKey(award => new { award.ProgramId, award.PersonId });
        builder.Property(award => award.Fields).IsJson();
        builder.Property(award => award.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(award => award.Reason).HasMaxLength(CreditAward.ReasonMaxLength);
        builder.Property(award => award.EvidenceSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(award => award.AwardedBy).HasMaxLength(80);
        builder.Ignore(award => award.Decision);
        builder.HasOne<CpeProgram>().WithMany().HasForeignKey(award => award.ProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RulesetVersion>().WithMany().HasForeignKey(award => award.RulesetVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(award => award.EvidenceSha256).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
