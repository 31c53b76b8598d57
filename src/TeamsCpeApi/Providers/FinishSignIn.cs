using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>Microsoft sends the browser back: with a code, or with the reason why there is none.</summary>
internal static partial class FinishSignIn
{
    private const string Again = "Ask for a new sign-in address and try again.";

    public static async Task<IResult> RunAsync(
        string? code, string? state, string? error, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "error_description")] string? description,
        CpeDbContext db, SignInClients clients, SecretProtector protector, IOptions<SiteOptions> site, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var hash = SignInEndpoints.HashOf(state ?? "");
        var attempt = await db.SignInAttempts.AsNoTracking().SingleOrDefaultAsync(row => row.StateHash == hash, cancellationToken);
        if (attempt is null)
        {
            return SignInPage.Of(http, 400, "This sign-in is not known", $"It was not begun here, or it was removed. {Again}");
        }

        if (!SignInEndpoints.IsSame(attempt.BrowserHash, http.Request.Cookies[SignInEndpoints.CookieOf(attempt)]))
        {
            return SignInPage.Of(http, 400, "This sign-in belongs to another browser", $"It has to be finished in the browser in which it was begun, with cookies allowed. {Again}");
        }

        var now = clock.GetUtcNow();
        if (attempt.UsedAt is not null || await ClaimAsync(db, attempt.Id, now, cancellationToken) == 0)
        {
            return SignInPage.Of(http, 409, "This sign-in is over", $"Its answer was used already. {Again}");
        }

        http.Response.Cookies.Delete(SignInEndpoints.CookieOf(attempt), new CookieOptions { Path = "/oauth" });
        if (attempt.ExpiresAt <= now)
        {
            return SignInPage.Of(http, 400, "The sign-in took too long", $"It has to be finished within ten minutes. {Again}");
        }

        if (error is not null || string.IsNullOrEmpty(code))
        {
            var (status, title, message) = Refusals.Of(error, NumberOf(description));
            return SignInPage.Of(http, status, title, message);
        }

        var provider = await db.Providers.SingleAsync(row => row.Id == attempt.ProviderId, cancellationToken);
        var verifier = protector.Unprotect(attempt.ProtectedVerifier!, SignInAttempt.PurposeOf(attempt.Id));
        var (person, failure) = await clients.RedeemAsync(provider.Connect(protector), SignInEndpoints.CallbackOf(site.Value), code, verifier, cancellationToken);
        if (person is null)
        {
            return SignInPage.Of(http, 502, "Microsoft did not accept the sign-in", $"{GraphProblems.Words(failure!)} Then ask for a new sign-in address.");
        }

        if (person.TenantId != provider.TenantId || person.UserId is not { } userId)
        {
            return SignInPage.Of(http, 409, "The account belongs to another tenant", $"This provider is for tenant {provider.TenantId}. Sign in with a work account of that tenant. {Again}");
        }

        if (!person.HasRefreshToken)
        {
            return SignInPage.Of(http, 409, "The sign-in would end within the hour", $"Microsoft gave no refresh token: the permission offline_access is missing. Add it to the app registration's delegated permissions of Microsoft Graph and grant consent. {Again}");
        }

        await ConnectAsync(db, provider, attempt, person, userId, protector, now, cancellationToken);
        return SignInPage.Of(http, 200, "Connected", $"{person.UserPrincipalName} has signed in to the provider \"{provider.Name}\". You can close this window.");
    }

    /// <summary>Of two answers to one state only the first one goes on.</summary>
    private static Task<int> ClaimAsync(CpeDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteAsync($"update sign_in_attempts set used_at = {now} where id = {id} and used_at is null", cancellationToken);

    private static async Task ConnectAsync(
        CpeDbContext db, Provider provider, SignInAttempt attempt, SignedInPerson person, Guid userId, SecretProtector protector, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signIn = new ProviderSignIn(Ids.Next(now), userId, person.UserPrincipalName, now);
        var content = protector.Protect(Encoding.UTF8.GetString(person.Cache), TokenCache.PurposeOf(provider.Id, signIn.Id));
        var cache = await db.TokenCaches.SingleOrDefaultAsync(row => row.ProviderId == provider.Id, cancellationToken);
        if (cache is null)
        {
            db.Add(new TokenCache { ProviderId = provider.Id, SignInId = signIn.Id, ProtectedContent = content, RenewedAt = now });
        }
        else
        {
            (cache.SignInId, cache.ProtectedContent, cache.RenewedAt, cache.Renewals) = (signIn.Id, content, now, 0);
        }

        provider.SignIn = signIn;
        db.Record(new AuditEntry(new Caller(attempt.RequestedBy, Role.Admin).Actor, "provider.connected", "provider", provider.Id, Data: new { provider.TenantId }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Entra's number, and nothing else of a text that anybody can put into an address.</summary>
    private static int? NumberOf(string? description) =>
        description is not null && Aadsts().Match(description) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("AADSTS([0-9]{4,8})", RegexOptions.NonBacktracking)]
    private static partial Regex Aadsts();

    /// <summary>What the errors of the authorize endpoint mean (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6, and Entra's own).</summary>
    private static class Refusals
    {
        public static (int Status, string Title, string Message) Of(string? error, int? number)
        {
            var named = number is { } aadsts ? $" (AADSTS{aadsts})" : "";
            return error switch
            {
                null => (400, "Microsoft's answer is incomplete", $"It holds neither a code nor an error. {Again}"),
                "access_denied" => (400, "The sign-in was declined", $"Consent was not given{named}: nothing was connected. {Again}"),
                "consent_required" => (409, "The application lacks consent", $"An administrator of the tenant has to grant the application's delegated permissions first{named}. {Again}"),
                "interaction_required" or "login_required" or "account_selection_required" =>
                    (409, "Microsoft asks for a further step", $"The account needs a step that was not done, such as a second factor{named}. {Again}"),
                "invalid_scope" => (409, "A permission is not known", $"One of the permissions asked for does not exist in this cloud{named}: check Graph:DelegatedPermissions. {Again}"),
                "unauthorized_client" or "invalid_client" or "invalid_request" or "unsupported_response_type" or "invalid_resource" =>
                    (409, "The app registration does not fit", $"Check the client id, and that this server's address with {SignInEndpoints.CallbackPath} is among the redirect URIs of platform Web{named}. {Again}"),
                "temporarily_unavailable" or "server_error" => (502, "Microsoft's sign-in does not work at the moment", $"It reported a failure of its own{named}. Try again in some minutes with a new sign-in address."),
                _ => (400, "Microsoft did not sign you in", $"It gave a reason that this server does not know{named}. {Again}"),
            };
        }
    }
}
