using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TeamsCpeApi.Storage;

/// <summary>Bytes exactly as received or issued, found by their SHA-256 and never changed: the database refuses updates and deletions.</summary>
internal sealed class EvidenceItem
{
    public const int MediaTypeMaxLength = 200;

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }

    public required long Length { get; init; }

    public required string MediaType { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public static string AddressOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

internal sealed class EvidenceItemMapping : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.ToTable("evidence");
        builder.HasKey(item => item.Sha256);
        builder.Property(item => item.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Property(item => item.MediaType).HasMaxLength(EvidenceItem.MediaTypeMaxLength);
    }
}
