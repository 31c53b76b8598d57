using System.Linq.Expressions;
using FluentValidation;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Providers;

/// <summary>A credential as it is sent; its secret parts are never shown again. Which members belong to it depends on the type.</summary>
/// <param name="Type">secret, certificate or federated.</param>
/// <param name="Value">secret: the client secret's value (not its id).</param>
/// <param name="ExpiresOn">secret, and federated by an issuer: when the secret expires. A certificate says so itself.</param>
/// <param name="Pfx">certificate: a PKCS #12 file (.pfx) with the private key, in base64.</param>
/// <param name="Pem">certificate: instead of pfx, certificate and private key as PEM text.</param>
/// <param name="Password">certificate: the password of the file or of the key, if there is one. It is not stored.</param>
/// <param name="Source">federated: tokenFile, managedIdentity or issuer.</param>
/// <param name="Audience">federated: the audience of the assertions; the cloud's own (such as api://AzureADTokenExchange) when left out.</param>
/// <param name="TokenFile">federated by tokenFile: the name that the server's configuration gives to the file.</param>
/// <param name="ManagedIdentityClientId">federated by managedIdentity: the client id of a user-assigned identity.</param>
/// <param name="TokenEndpoint">federated by issuer: its token endpoint, on a host that the server's configuration allows.</param>
/// <param name="IssuerClientId">federated by issuer: the client id there.</param>
/// <param name="IssuerClientSecret">federated by issuer: the client secret there.</param>
/// <param name="IssuerScope">federated by issuer: the scope to ask for; the audience with /.default when left out.</param>
internal sealed record CredentialRequest(
    CredentialType Type,
    string? Value = null,
    DateTimeOffset? ExpiresOn = null,
    string? Pfx = null,
    string? Pem = null,
    string? Password = null,
    FederatedSource? Source = null,
    string? Audience = null,
    string? TokenFile = null,
    Guid? ManagedIdentityClientId = null,
    string? TokenEndpoint = null,
    string? IssuerClientId = null,
    string? IssuerClientSecret = null,
    string? IssuerScope = null)
{
    /// <summary>No record's text shows a secret.</summary>
    public override string ToString() => $"{nameof(CredentialRequest)} {Type}";
}

/// <summary>The shape: every type has its own members, and no others.</summary>
internal sealed class CredentialRequestValidator : AbstractValidator<CredentialRequest>
{
    private const int SecretMaxLength = 500;
    private const int NameMaxLength = 300;
    private const int FileMaxLength = 200_000;

    public CredentialRequestValidator()
    {
        RuleFor(credential => credential.Value).NotEmpty().MaximumLength(SecretMaxLength).When(credential => credential.Type == CredentialType.Secret);
        RuleFor(credential => credential.Pfx).NotEmpty().WithMessage("Give the certificate with its private key: a .pfx file in base64 as pfx, or its text as pem.")
            .When(credential => credential.Type == CredentialType.Certificate && credential.Pem is null);
        RuleFor(credential => credential.Pem).Null().WithErrorCode("one-of-two").WithMessage("Give pfx or pem, not both.").When(credential => credential.Pfx is not null);
        RuleFor(credential => credential.Pfx).MaximumLength(FileMaxLength);
        RuleFor(credential => credential.Pem).MaximumLength(FileMaxLength);
        RuleFor(credential => credential.Password).MaximumLength(SecretMaxLength);
        RuleFor(credential => credential.Source).NotNull().When(credential => credential.Type == CredentialType.Federated);
        RuleFor(credential => credential.Audience).MaximumLength(NameMaxLength).NotEqual("").WithMessage("Leave the audience out, or name one.");
        RuleFor(credential => credential.TokenFile).NotEmpty().MaximumLength(NameMaxLength).When(credential => credential.Source == FederatedSource.TokenFile);
        RuleFor(credential => credential.TokenEndpoint).NotEmpty().MaximumLength(NameMaxLength).When(credential => credential.Source == FederatedSource.Issuer);
        RuleFor(credential => credential.IssuerClientId).NotEmpty().MaximumLength(NameMaxLength).When(credential => credential.Source == FederatedSource.Issuer);
        RuleFor(credential => credential.IssuerClientSecret).NotEmpty().MaximumLength(SecretMaxLength).When(credential => credential.Source == FederatedSource.Issuer);
        RuleFor(credential => credential.IssuerScope).MaximumLength(NameMaxLength);

        Only(credential => credential.Value, credential => credential.Type == CredentialType.Secret);
        Only(credential => credential.ExpiresOn, credential => credential.Type == CredentialType.Secret || credential.Source == FederatedSource.Issuer);
        Only(credential => credential.Pfx, credential => credential.Type == CredentialType.Certificate);
        Only(credential => credential.Pem, credential => credential.Type == CredentialType.Certificate);
        Only(credential => credential.Password, credential => credential.Type == CredentialType.Certificate);
        Only(credential => credential.Source, credential => credential.Type == CredentialType.Federated);
        Only(credential => credential.Audience, credential => credential.Type == CredentialType.Federated);
        Only(credential => credential.TokenFile, credential => credential.Source == FederatedSource.TokenFile);
        Only(credential => credential.ManagedIdentityClientId, credential => credential.Source == FederatedSource.ManagedIdentity);
        Only(credential => credential.TokenEndpoint, credential => credential.Source == FederatedSource.Issuer);
        Only(credential => credential.IssuerClientId, credential => credential.Source == FederatedSource.Issuer);
        Only(credential => credential.IssuerClientSecret, credential => credential.Source == FederatedSource.Issuer);
        Only(credential => credential.IssuerScope, credential => credential.Source == FederatedSource.Issuer);
    }

    private void Only<T>(Expression<Func<CredentialRequest, T?>> member, Func<CredentialRequest, bool> when) =>
        RuleFor(member).Null().When(credential => !when(credential))
            .WithErrorCode("not-of-this-type").WithMessage("This member does not belong to a credential of this type: leave it out.");
}
