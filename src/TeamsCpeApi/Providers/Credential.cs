using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Providers;

/// <summary>What an application proves its identity with.</summary>
internal enum CredentialType
{
    /// <summary>A client secret.</summary>
    Secret,

    /// <summary>A certificate with its private key.</summary>
    Certificate,

    /// <summary>An assertion of another issuer, which Entra was told to trust.</summary>
    Federated,
}

/// <summary>A certificate without its key.</summary>
/// <param name="Thumbprint">SHA-1 thumbprint, as the Entra portal shows it.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="NotBefore">From when it is valid.</param>
/// <param name="NotAfter">Until when it is valid.</param>
internal sealed record CredentialCertificate(string Thumbprint, string Subject, DateTimeOffset NotBefore, DateTimeOffset NotAfter);

/// <summary>A federated credential without its secrets: what the app registration's federated credential must say.</summary>
/// <param name="Source">tokenFile, managedIdentity or issuer.</param>
/// <param name="Audience">The audience of its assertions.</param>
/// <param name="Issuer">The issuer in the assertion last seen; null until one was seen.</param>
/// <param name="Subject">The subject in the assertion last seen; null until one was seen.</param>
/// <param name="TokenFile">The token file's name in the server's configuration.</param>
/// <param name="ManagedIdentityClientId">The client id of a user-assigned managed identity.</param>
/// <param name="TokenEndpoint">The other issuer's token endpoint.</param>
/// <param name="IssuerClientId">The client id at the other issuer.</param>
/// <param name="IssuerScope">The scope asked for there.</param>
internal sealed record FederatedFacts(
    FederatedSource Source,
    string Audience,
    string? Issuer = null,
    string? Subject = null,
    string? TokenFile = null,
    Guid? ManagedIdentityClientId = null,
    Uri? TokenEndpoint = null,
    string? IssuerClientId = null,
    string? IssuerScope = null);

/// <summary>What may be shown of a credential.</summary>
/// <param name="Certificate">Of a certificate.</param>
/// <param name="Federated">Of a federated credential.</param>
internal sealed record CredentialFacts(CredentialCertificate? Certificate = null, FederatedFacts? Federated = null);

/// <summary>A credential that was read and found whole, before it is stored.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Secret">What is encrypted: the secret, the certificate with its key as PEM, or the secret at the other issuer.</param>
/// <param name="Hint">What to recognize it by.</param>
/// <param name="ExpiresOn">When it ends, if that is known.</param>
/// <param name="Facts">What may be shown.</param>
internal sealed record ReadCredential(CredentialType Type, string Secret, string Hint, DateTimeOffset? ExpiresOn, CredentialFacts Facts)
{
    public GraphCredential ForGraph() => ForGraph(Type, Secret, Facts);

    /// <summary>No record's text shows a secret.</summary>
    public override string ToString() => $"{Type} {Hint}";

    internal static GraphCredential ForGraph(CredentialType type, string secret, CredentialFacts facts) => (type, facts.Federated) switch
    {
        (CredentialType.Secret, _) => new GraphSecret(secret),
        (CredentialType.Certificate, _) => new GraphCertificate(secret),
        (CredentialType.Federated, { Source: FederatedSource.TokenFile } federated) => new TokenFileAssertion(federated.Audience, federated.TokenFile!),
        (CredentialType.Federated, { Source: FederatedSource.ManagedIdentity } federated) => new ManagedIdentityAssertion(federated.Audience, federated.ManagedIdentityClientId),
        (CredentialType.Federated, { Source: FederatedSource.Issuer } federated) =>
            new IssuerAssertion(federated.Audience, federated.TokenEndpoint!, federated.IssuerClientId!, secret, federated.IssuerScope),
        _ => throw new InvalidOperationException($"A stored credential of type {type} lacks its facts."),
    };
}
