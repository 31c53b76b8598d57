using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Http;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sponsors;

/// <summary>Who runs programs and issues certificates.</summary>
internal sealed class Sponsor : IVersioned, IIdentified
{
    public const int NameMaxLength = 200;
    public const int ContactMaxLength = 1000;
    public const int StatementMaxLength = 500;
    public const int MaximumStatements = 20;

    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public string? Contact { get; set; }

    public string? RegistryId { get; set; }

    public required List<string> StateRegistrations { get; set; }

    public string? SignatoryName { get; set; }

    public string? SignatoryTitle { get; set; }

    /// <summary>Evidence address of the logo.</summary>
    public string? LogoSha256 { get; set; }

    /// <summary>Evidence address of the signature image.</summary>
    public string? SignatureSha256 { get; set; }

    /// <summary>The paper of its certificates.</summary>
    public PaperSize PaperSize { get; set; } = PaperSize.Letter;

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }
}

internal sealed class SponsorMapping : IEntityTypeConfiguration<Sponsor>
{
    public void Configure(EntityTypeBuilder<Sponsor> builder)
    {
        builder.ToTable("sponsors");
        builder.Property(sponsor => sponsor.Name).HasMaxLength(Sponsor.NameMaxLength);
        builder.Property(sponsor => sponsor.Contact).HasMaxLength(Sponsor.ContactMaxLength);
        builder.Property(sponsor => sponsor.RegistryId).HasMaxLength(100);
        builder.Property(sponsor => sponsor.SignatoryName).HasMaxLength(Sponsor.NameMaxLength);
        builder.Property(sponsor => sponsor.SignatoryTitle).HasMaxLength(Sponsor.NameMaxLength);
        builder.Property(sponsor => sponsor.StateRegistrations).IsJson();
        builder.Property(sponsor => sponsor.LogoSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(sponsor => sponsor.SignatureSha256).HasMaxLength(64).IsFixedLength();
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(sponsor => sponsor.LogoSha256).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(sponsor => sponsor.SignatureSha256).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}
