using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Providers;

/// <summary>How far a credential is tried before it is stored.</summary>
internal enum CredentialTrial
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As far as this side goes: a federated credential must give an assertion.</summary>
    OwnSide,

    /// <summary>Entra must give a token for it.</summary>
    Entra,
}

/// <summary>Reads credentials and tries them.</summary>
internal sealed class Credentials(IOptions<GraphOptions> options, FederatedAssertions assertions, GraphTokens tokens, TimeProvider clock)
{
    /// <summary>
    /// The credential as it will be stored. The old one stays in force until the new one was accepted here, and Entra accepts both
    /// side by side: so secrets rotate without a gap, and running work goes on with the tokens it has.
    /// </summary>
    public async Task<ReadCredential> ReadAsync(CredentialRequest request, CredentialTrial trial, string cloud, Guid tenantId, Guid clientId, CancellationToken cancellationToken)
    {
        var credential = request.Type switch
        {
            CredentialType.Certificate => CertificateReader.Read(request, clock.GetUtcNow()),
            CredentialType.Federated => ReadFederated(request, cloud),
            _ => new ReadCredential(request.Type, request.Value!, HintOf(request.Value!), request.ExpiresOn, new CredentialFacts()),
        };
        if (trial == CredentialTrial.None)
        {
            return credential;
        }

        if (credential.ForGraph() is GraphFederated federated)
        {
            credential = credential with { Facts = await SeenAsync(credential.Facts, cloud, federated, cancellationToken) };
        }

        if (trial == CredentialTrial.Entra)
        {
            var connection = new GraphConnection(cloud, tenantId, clientId, credential.ForGraph());
            var (_, failure) = await tokens.GetAsync(connection, fresh: true, cancellationToken);
            if (failure is not null)
            {
                throw GraphProblems.From(failure);
            }
        }

        return credential;
    }

    private ReadCredential ReadFederated(CredentialRequest request, string cloud)
    {
        var facts = new FederatedFacts(
            request.Source!.Value,
            request.Audience ?? options.Value.Clouds[cloud].FederatedAudience,
            TokenFile: request.TokenFile,
            ManagedIdentityClientId: request.ManagedIdentityClientId,
            TokenEndpoint: request.TokenEndpoint is { } endpoint ? AllowedEndpoint(endpoint) : null,
            IssuerClientId: request.IssuerClientId,
            IssuerScope: request.IssuerScope);
        if (facts.TokenFile is { } name && !options.Value.Federated.TokenFiles.ContainsKey(name))
        {
            throw Problems.InvalidMember("/credential/tokenFile", "token-file-unknown", $"The server's configuration allows {NamesOf(options.Value.Federated.TokenFiles.Keys)}: use one of these, or have the file added under Graph:Federated:TokenFiles.");
        }

        var hint = facts.TokenFile ?? facts.ManagedIdentityClientId?.ToString() ?? facts.TokenEndpoint?.Authority ?? "";
        return new ReadCredential(CredentialType.Federated, request.IssuerClientSecret ?? "", hint, request.ExpiresOn, new CredentialFacts(Federated: facts));
    }

    private Uri AllowedEndpoint(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw Problems.InvalidMember("/credential/tokenEndpoint", "not-https", "The token endpoint is an https address: the issuer's client secret is sent there.");
        }

        return assertions.IsAllowed(endpoint)
            ? endpoint
            : throw Problems.InvalidMember("/credential/tokenEndpoint", "issuer-host-not-allowed", $"The server's configuration allows {NamesOf(options.Value.Federated.IssuerHosts)}: use one of these, or have the host added under Graph:Federated:IssuerHosts.");
    }

    private async Task<CredentialFacts> SeenAsync(CredentialFacts facts, string cloud, GraphFederated federated, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            var claims = FederatedAssertions.ClaimsOf(await assertions.GetAsync(cloud, federated, limit.Token))!;
            return new CredentialFacts(Federated: facts.Federated! with { Issuer = claims.Issuer, Subject = claims.Subject });
        }
        catch (Exception exception) when (exception is AssertionException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var why = exception is AssertionException ? exception.Message : "The source of the assertion did not answer in time.";
            throw Problems.Unprocessable("graph-assertion-unavailable", "The federated credential gives no assertion", $"{why} Mend that, or add ?verify=false to store the credential untried.");
        }
    }

    private static string NamesOf(IEnumerable<string> names) => names.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } known ? string.Join(", ", known) : "none";

    private static string HintOf(string secret) => secret.Length >= 12 ? secret[..3] : "";
}
