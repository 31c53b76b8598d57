using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>
/// A person's sign-in to a delegated provider. An administrator's key asks for an address of ours; the browser that opens it gets a
/// cookie and goes on to Microsoft; only the same browser may come back. So the caller needs no browser of its own, and a code that
/// was fetched elsewhere cannot be slipped in.
/// </summary>
internal static class SignInEndpoints
{
    public const string CallbackPath = "/oauth/callback";
    private const string StartPath = "/oauth/start";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{StartPath}/{{token}}", StartAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(CallbackPath, FinishSignIn.RunAsync).AllowAnonymous().ExcludeFromDescription();
    }

    public static async Task<SignInAddressView> AuthorizeAsync(
        Guid providerId, CpeDbContext db, IOptions<SiteOptions> site, Caller caller, TimeProvider clock, CancellationToken cancellationToken)
    {
        var provider = await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        if (provider.Kind != ProviderKind.Delegated)
        {
            throw Problems.Conflict("provider-not-delegated", "Nobody signs in to this provider", "The provider signs in as an application. Make one of kind delegated if a person's sign-in is to be used.");
        }

        var now = clock.GetUtcNow();
        await db.Database.ExecuteAsync($"delete from sign_in_attempts where expires_at < {now.AddDays(-1)}", cancellationToken);
        var token = NewToken();
        var attempt = new SignInAttempt
        {
            Id = Ids.Next(now),
            ProviderId = providerId,
            RequestedBy = caller.KeyId,
            StartHash = HashOf(token),
            CreatedAt = now,
            ExpiresAt = now + SignInAttempt.Lifetime,
        };
        db.Add(attempt);
        db.Record(new AuditEntry(caller.Actor, "provider.sign-in-begun", "provider", providerId));
        await db.SaveChangesAsync(cancellationToken);
        return new SignInAddressView(new Uri(site.Value.PublicAddress!, $"{StartPath}/{token}"), attempt.ExpiresAt);
    }

    internal static Uri CallbackOf(SiteOptions site) => new(site.PublicAddress!, CallbackPath);

    /// <summary>One cookie per attempt, so that two sign-ins of one browser do not disturb each other.</summary>
    internal static string CookieOf(SignInAttempt attempt) => $"cpe-sign-in-{attempt.Id:N}";

    internal static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    internal static bool IsSame(string? hash, string? token) =>
        hash is not null && token is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(token)));

    private static async Task<IResult> StartAsync(
        string token, CpeDbContext db, SignInClients clients, SecretProtector protector, IOptions<SiteOptions> site, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        var attempt = await db.SignInAttempts.SingleOrDefaultAsync(row => row.StartHash == hash, cancellationToken);
        if (attempt is null || attempt.ExpiresAt <= clock.GetUtcNow())
        {
            return SignInPage.Of(http, 400, "This address is not valid any more", "A sign-in address works for ten minutes. Ask for a new one and open it.");
        }

        if (attempt.UsedAt is not null)
        {
            return SignInPage.Of(http, 409, "This sign-in is over", "The address was used for a sign-in already. Ask for a new one if you want to sign in again.");
        }

        var cookie = http.Request.Cookies[CookieOf(attempt)];
        if (attempt.BrowserHash is not null && !IsSame(attempt.BrowserHash, cookie))
        {
            return SignInPage.Of(http, 409, "The address was opened in another browser", "A sign-in stays with the browser that opened its address first. Ask for a new address and open it here.");
        }

        var (browser, state) = (NewToken(), NewToken());
        var provider = await db.Providers.AsNoTracking().SingleAsync(row => row.Id == attempt.ProviderId, cancellationToken);
        var (address, verifier) = await clients.AddressAsync(provider.Connect(protector), CallbackOf(site.Value), state, cancellationToken);
        (attempt.BrowserHash, attempt.StateHash, attempt.ProtectedVerifier) = (HashOf(browser), HashOf(state), protector.Protect(verifier, SignInAttempt.PurposeOf(attempt.Id)));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Cookies.Append(CookieOf(attempt), browser, new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps || site.Value.PublicAddress!.Scheme == Uri.UriSchemeHttps,

            // Microsoft sends the browser back by a top-level GET: Lax lets the cookie come along, and nothing else.
            SameSite = SameSiteMode.Lax,
            Path = "/oauth",
            MaxAge = SignInAttempt.Lifetime,
            IsEssential = true,
        });
        SignInPage.Protect(http);

        // Not as a result of the framework, which logs where it leads: the state is in there.
        http.Response.Redirect(address.AbsoluteUri);
        return TypedResults.Empty;
    }
}

/// <summary>Where a person signs in.</summary>
/// <param name="AuthorizeUrl">To open in the browser of the person who signs in; the first browser that opens it keeps it.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record SignInAddressView(Uri AuthorizeUrl, DateTimeOffset ExpiresAt);
