using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.Graph;

/// <summary>Where the assertions of a federated credential come from.</summary>
internal enum FederatedSource
{
    /// <summary>A file that the platform keeps fresh; the server's configuration names it.</summary>
    TokenFile,

    /// <summary>The managed identity of the machine.</summary>
    ManagedIdentity,

    /// <summary>Another issuer, asked with client credentials of its own.</summary>
    Issuer,
}

/// <summary>An identity of somewhere else that Entra is told to trust: each token request shows a fresh assertion of it.</summary>
[DebuggerDisplay("federated credential")]
internal abstract class GraphFederated(string audience, string fingerprint) : GraphCredential
{
    public string Audience => audience;

    public override string Fingerprint { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{audience}\n{fingerprint}")));

    public override string ToString() => "federated credential";
}

/// <summary>From a token file, by the name that the server's configuration gives it.</summary>
internal sealed class TokenFileAssertion(string audience, string name) : GraphFederated(audience, $"file\n{name}")
{
    public string Name => name;
}

/// <summary>From this machine's managed identity: the system's own, or a user-assigned one.</summary>
internal sealed class ManagedIdentityAssertion(string audience, Guid? clientId) : GraphFederated(audience, $"identity\n{clientId}")
{
    public Guid? ClientId => clientId;
}

/// <summary>From another issuer's token endpoint.</summary>
internal sealed class IssuerAssertion(string audience, Uri endpoint, string clientId, string clientSecret, string? scope)
    : GraphFederated(audience, $"issuer\n{endpoint}\n{clientId}\n{clientSecret}\n{scope}")
{
    public Uri Endpoint => endpoint;

    /// <summary>The form of the request.</summary>
    public IEnumerable<KeyValuePair<string, string>> Form() => new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = clientId,
        ["client_secret"] = clientSecret,
        ["scope"] = scope ?? $"{Audience}/.default",
        ["audience"] = Audience,
    };
}
