using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Security;

/// <summary>An API key. Only its hash is kept: the key itself is random enough (240 bits) that a plain SHA-256 cannot be turned back.</summary>
internal sealed class ApiKey : IVersioned, IIdentified
{
    public const int NameMaxLength = 100;
    public const string Prefix = "cpe_";

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    public required string SecretHash { get; set; }

    /// <summary>The last four characters, to recognize a key by.</summary>
    public required string Hint { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public int Version { get; set; }

    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(30));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string HintOf(string secret) => secret[^4..];
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(key => key.Name).HasMaxLength(ApiKey.NameMaxLength);
        builder.Property(key => key.SecretHash).HasMaxLength(64).IsFixedLength();
        builder.Property(key => key.Hint).HasMaxLength(4);
        builder.HasIndex(key => key.SecretHash).IsUnique();
        builder.IsVersioned();
    }
}
