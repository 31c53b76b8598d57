using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Http;

/// <summary>The first answer to a request with an Idempotency-Key.</summary>
internal sealed class IdempotencyRecord : IBookkeeping
{
    public const int KeyMaxLength = 255;

    /// <summary>Who sent it: keys of different callers never meet.</summary>
    public required Guid CallerId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, address and body.</summary>
    public required string RequestHash { get; init; }

    public required int Status { get; init; }

    public required string? ContentType { get; init; }

    public required string? Location { get; init; }

    public required string? ETag { get; init; }

    /// <summary>The answer's body, encrypted under the master key.</summary>
    public required byte[] ProtectedBody { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotencyRecordMapping : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_records");
        builder.HasKey(record => new { record.CallerId, record.Key });
        builder.Property(record => record.Key).HasMaxLength(IdempotencyRecord.KeyMaxLength);
        builder.Property(record => record.RequestHash).HasMaxLength(64).IsFixedLength();
    }
}
