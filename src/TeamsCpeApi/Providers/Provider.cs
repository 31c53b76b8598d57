using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>How the product signs in to a Microsoft tenant.</summary>
internal enum ProviderKind
{
    /// <summary>As an application.</summary>
    Application,
}

/// <summary>What an application proves its identity with.</summary>
internal enum CredentialType
{
    /// <summary>A client secret.</summary>
    Secret,
}

/// <summary>A connection to one Microsoft tenant.</summary>
internal sealed class Provider : IVersioned, IIdentified
{
    public const int NameMaxLength = 100;

    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required ProviderKind Kind { get; init; }

    public required string Cloud { get; set; }

    public required Guid TenantId { get; set; }

    public required Guid ClientId { get; set; }

    public required CredentialType CredentialType { get; set; }

    /// <summary>The credential, encrypted under the master key and bound to this provider.</summary>
    public required byte[] ProtectedCredential { get; set; }

    /// <summary>The first characters of the secret, as the Entra portal shows them.</summary>
    public required string CredentialHint { get; set; }

    public DateTimeOffset? CredentialExpiresOn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    public static string PurposeOf(Guid id) => $"provider:{id}";

    public GraphConnection Connect(SecretProtector protector) =>
        new(Cloud, TenantId, ClientId, new GraphSecret(protector.Unprotect(ProtectedCredential, PurposeOf(Id))));
}

internal sealed class ProviderMapping : IEntityTypeConfiguration<Provider>
{
    public void Configure(EntityTypeBuilder<Provider> builder)
    {
        builder.ToTable("providers");
        builder.Property(provider => provider.Name).HasMaxLength(Provider.NameMaxLength);
        builder.Property(provider => provider.Cloud).HasMaxLength(40);
        builder.Property(provider => provider.CredentialHint).HasMaxLength(8);
        builder.HasIndex(provider => provider.Name).IsUnique();
        builder.IsVersioned();
    }
}
