namespace TeamsCpeApi.GraphSimulator;

/// <summary>
/// A federated credential of an app: whose assertions are taken for the app's own. An issuer that begins with a slash is one of the
/// simulator, such as /issuers/github or /{tenant}/v2.0.
/// </summary>
public sealed record SimulatedFederatedCredential(string Issuer, string Subject, string Audience = "api://AzureADTokenExchange", Instant? EffectiveAt = null);

/// <summary>Another issuer, at /issuers/{name}.</summary>
public sealed class SimulatedIssuer
{
    public required string Name { get; set; }

    public List<SimulatedIssuerClient> Clients { get; set; } = [];
}

/// <summary>A client of another issuer; its tokens are for the audience that is asked for unless one is given here.</summary>
public sealed record SimulatedIssuerClient(string ClientId, string Secret, string Subject, string? Audience = null);

/// <summary>An identity that Azure gives to a machine.</summary>
public sealed class SimulatedManagedIdentity
{
    public required Guid ClientId { get; set; }

    /// <summary>The subject of its tokens.</summary>
    public required Guid ObjectId { get; set; }

    public bool SystemAssigned { get; set; }
}
