using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.Graph;

/// <summary>An application registration in one tenant of one cloud. The kind of credential is in the type of <paramref name="Credential"/>.</summary>
internal sealed record GraphConnection(string Cloud, Guid TenantId, Guid ClientId, GraphCredential Credential);

/// <summary>What an application proves its identity with.</summary>
internal abstract class GraphCredential
{
    /// <summary>Tells two credentials apart without revealing either: tokens are cached by it.</summary>
    public abstract string Fingerprint { get; }
}

/// <summary>A client secret. It is no record and has no public property, so that neither a log, an exception nor a serializer can show the value.</summary>
[DebuggerDisplay("client secret")]
internal sealed class GraphSecret : GraphCredential
{
    private readonly string value;

    public GraphSecret(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        this.value = value;
        Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
    }

    public override string Fingerprint { get; }

    public string Reveal() => value;

    public override string ToString() => "client secret";
}
