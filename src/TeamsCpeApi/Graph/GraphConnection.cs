using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.Graph;

/// <summary>
/// An application registration in one tenant of one cloud, acting for itself or, with <paramref name="SignIn"/>, in the name of a
/// person. The kind of credential is in the type of <paramref name="Credential"/>.
/// </summary>
internal sealed record GraphConnection(string Cloud, Guid TenantId, Guid ClientId, GraphCredential Credential, GraphSignIn? SignIn = null)
{
    /// <summary>For whom it is asked; a person, unless the schedule says that it does.</summary>
    public GraphTurn Turn { get; init; } = GraphTurn.OfAPerson(Guid.Empty);
}

/// <summary>Whose turn a request is, where several wait: people go before the schedule, and sessions take turns.</summary>
/// <param name="SessionId">The session that it is for; empty where it is for none.</param>
/// <param name="IsInteractive">A person waits for the answer.</param>
internal sealed record GraphTurn(Guid SessionId, bool IsInteractive)
{
    public static GraphTurn OfAPerson(Guid sessionId) => new(sessionId, true);

    public static GraphTurn OfTheSchedule(Guid sessionId) => new(sessionId, false);
}

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
