using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Security;

internal static class SecurityServices
{
    private const string EitherScheme = "KeyOrToken";

    internal static void AddSecurity(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateDataAnnotations()
            .Validate(options => SecretProtector.IsKey(options.MasterKey), "Security:MasterKey is the base64 of exactly 32 bytes, for example from 'openssl rand -base64 32'.")
            .Validate(options => options.BootstrapAdminKey is not { Length: < 32 }, "Security:BootstrapAdminKey has at least 32 characters.")
            .ValidateOnStart();
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SecretProtector>();
        services.AddSingleton<DataProtectionKeyStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, DataProtectionSetup>();
        services.AddDataProtection().SetApplicationName("TeamsCpeApi");
        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { User.Identity.IsAuthenticated: true } http
            ? Caller.From(http.User)
            : Caller.System);

        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                ApiKeyAuthentication.BearerOf(context.Request) is { } bearer && !bearer.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)
                    ? BearerTokenDefaults.AuthenticationScheme
                    : ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddBearerToken(options => options.BearerTokenExpiration = AccessTokens.Lifetime);
        services.AddScoped<IClaimsTransformation, RevokedKeys>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedInWords>();
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            foreach (var (policy, roles) in Policies.Roles)
            {
                options.AddPolicy(policy, builder => builder.RequireRole(roles.Select(role => role.ToString())));
            }
        });
    }

    /// <summary>A token ends with its key: one that was revoked or has expired opens nothing any more.</summary>
    private sealed class RevokedKeys(CpeDbContext db, TimeProvider clock) : IClaimsTransformation
    {
        public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            if (principal.Identity is not { AuthenticationType: BearerTokenDefaults.AuthenticationScheme } || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
            {
                return principal;
            }

            var keyId = Guid.Parse(id);
            var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == keyId);
            return key is not null && key.IsValidAt(clock.GetUtcNow()) ? principal : new ClaimsPrincipal(new ClaimsIdentity());
        }
    }
}
