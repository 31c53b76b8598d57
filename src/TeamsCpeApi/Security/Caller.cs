using System.Security.Claims;

namespace TeamsCpeApi.Security;

/// <summary>Who asks: an API key, or the system itself.</summary>
/// <param name="KeyId">The key's id, or null for the system.</param>
/// <param name="Role">The key's role.</param>
internal sealed record Caller(Guid? KeyId, Role Role)
{
    internal static readonly Caller System = new(null, Role.Admin);

    /// <summary>How the audit log names this caller.</summary>
    internal string Actor => KeyId is { } id ? $"key:{id}" : "system";

    internal static Caller From(ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!),
        Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!));
}
