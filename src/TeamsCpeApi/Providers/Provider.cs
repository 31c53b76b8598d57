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

    /// <summary>In the name of a person who has signed in; only that person's own meetings can be reached.</summary>
    Delegated,
}

/// <summary>A connection to one Microsoft tenant.</summary>
internal sealed class Provider : IVersioned, IIdentified
{
    public const int NameMaxLength = 100;
    public const int HintMaxLength = 100;

    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required ProviderKind Kind { get; init; }

    public required string Cloud { get; set; }

    public required Guid TenantId { get; set; }

    public required Guid ClientId { get; set; }

    public CredentialType CredentialType { get; private set; }

    /// <summary>The credential, encrypted under the master key and bound to this provider.</summary>
    public byte[] ProtectedCredential { get; private set; } = [];

    /// <summary>The first characters of a secret, as the Entra portal shows them, or a certificate's thumbprint.</summary>
    public string CredentialHint { get; private set; } = "";

    public DateTimeOffset? CredentialExpiresOn { get; private set; }

    /// <summary>What may be shown of the credential.</summary>
    public CredentialFacts CredentialFacts { get; private set; } = new();

    /// <summary>Tells a credential from the one before it.</summary>
    public Guid CredentialId { get; private set; }

    /// <summary>Who signed in, where a person has to.</summary>
    public ProviderSignIn? SignIn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    public static string PurposeOf(Guid id) => $"provider:{id}";

    public GraphConnection Connect(SecretProtector protector) =>
        new(Cloud, TenantId, ClientId, ReadCredential.ForGraph(CredentialType, protector.Unprotect(ProtectedCredential, PurposeOf(Id)), CredentialFacts), Kind == ProviderKind.Delegated ? Person() : null);

    private GraphSignIn Person() => new(Id, SignIn?.Id ?? Guid.Empty, SignIn?.UserId, SignIn switch
    {
        null => "Nobody has signed in to this provider yet.",
        { Reconnect: { } end } => $"The sign-in is over since {end.Since:yyyy-MM-dd HH:mm} UTC ({end.Code}).",
        _ => null,
    });

    /// <summary>Puts a credential in the place of the present one.</summary>
    public void Use(ReadCredential credential, SecretProtector protector, DateTimeOffset now)
    {
        CredentialId = Ids.Next(now);
        CredentialType = credential.Type;
        ProtectedCredential = protector.Protect(credential.Secret, PurposeOf(Id));
        CredentialHint = credential.Hint.Length <= HintMaxLength ? credential.Hint : credential.Hint[..HintMaxLength];
        CredentialExpiresOn = credential.ExpiresOn;
        CredentialFacts = credential.Facts;
    }
}

internal sealed class ProviderMapping : IEntityTypeConfiguration<Provider>
{
    public void Configure(EntityTypeBuilder<Provider> builder)
    {
        builder.ToTable("providers");
        builder.Property(provider => provider.Name).HasMaxLength(Provider.NameMaxLength);
        builder.Property(provider => provider.Cloud).HasMaxLength(40);
        builder.Property(provider => provider.CredentialHint).HasMaxLength(Provider.HintMaxLength);
        builder.Property(provider => provider.CredentialFacts).IsJson();
        builder.Property(provider => provider.SignIn).IsJson();
        builder.HasIndex(provider => provider.Name).IsUnique();
        builder.IsVersioned();
    }
}
