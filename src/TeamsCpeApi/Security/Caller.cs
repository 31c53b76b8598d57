using System.Security.Claims;

namespace TeamsCpeApi.Security;

/// <summary>Who asks: an API key, or the system itself.</summary>
/// <param name="KeyId">The key's id, or null for the system.</param>
/// <param name="Role">The key's role.</param>
internal sealed record Caller(Guid? KeyId, Role Role)
{
    private const string KeyPrefix = "key:";

    internal static readonly Caller System = new(null, Role.Admin);

    /// <summary>How the audit log names this caller.</summary>
    internal string Actor => KeyId is { } id ? ActorOf(id) : "system";

    internal static string ActorOf(Guid keyId) => KeyPrefix + keyId;

    /// <summary>The key behind an actor; null for the system.</summary>
    internal static Guid? KeyIdOf(string actor) => actor.StartsWith(KeyPrefix, StringComparison.Ordinal) ? Guid.Parse(actor.AsSpan(KeyPrefix.Length)) : null;

    internal static Caller From(ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!),
        Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!));
}
