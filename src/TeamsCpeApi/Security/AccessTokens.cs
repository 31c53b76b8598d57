using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace TeamsCpeApi.Security;

/// <summary>Short-lived access tokens for front ends that must not hold a key.</summary>
internal static class AccessTokens
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Answers with a token of the caller's role: {tokenType, accessToken, expiresIn (seconds), refreshToken}.</summary>
    internal static IResult Issue(ClaimsPrincipal user) => TypedResults.SignIn(
        new ClaimsPrincipal(new ClaimsIdentity(
            user.Claims.Where(claim => claim.Type is ClaimTypes.NameIdentifier or ClaimTypes.Role),
            BearerTokenDefaults.AuthenticationScheme)),
        properties: null,
        BearerTokenDefaults.AuthenticationScheme);
}
