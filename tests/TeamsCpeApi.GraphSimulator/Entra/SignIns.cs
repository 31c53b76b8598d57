using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>What a person has allowed an app.</summary>
internal sealed record Grant(Guid TenantId, Guid AppId, Guid UserId, IReadOnlyList<string> Scopes);

/// <summary>Codes and refresh tokens that are out. Used under the state's lock.</summary>
internal sealed class SignIns
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Each refresh token lasts so long from its issue; a use gives a new one and leaves the old one alone.</summary>
    private static readonly TimeSpan Inactivity = TimeSpan.FromDays(90);

    private readonly Dictionary<string, Code> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefreshToken> tokens = new(StringComparer.Ordinal);

    public string IssueCode(Grant grant, string redirectUri, string? challenge, DateTimeOffset now)
    {
        var code = NewToken("0.code.");
        codes[code] = new(grant, redirectUri, challenge, now);
        return code;
    }

    public (StsError? Error, Grant? Grant) Redeem(TokenRequest request, Guid app, DateTimeOffset now)
    {
        if (request.Code is null)
        {
            return (StsError.MissingParameter("code"), null);
        }

        if (!codes.TryGetValue(request.Code, out var code) || code.Grant.AppId != app)
        {
            return (StsError.MalformedGrant(), null);
        }

        var error = code.IsUsed ? StsError.CodeUsed()
            : now - code.IssuedAt >= CodeLifetime ? StsError.GrantExpired()
            : request.RedirectUri != code.RedirectUri ? StsError.RedirectMismatch(app, request.RedirectUri)
            : code.Challenge is { } challenge && challenge != ChallengeOf(request.CodeVerifier ?? "") ? StsError.WrongVerifier()
            : null;
        code.IsUsed = true;
        return (error, error is null ? code.Grant : null);
    }

    public string IssueRefreshToken(Grant grant, DateTimeOffset now)
    {
        var token = NewToken("1.refresh.");
        tokens[token] = new(grant, now);
        return token;
    }

    public (StsError? Error, Grant? Grant) Use(TokenRequest request, Guid app, UsedRefreshTokenAnswer whenUsed, DateTimeOffset now)
    {
        if (request.RefreshToken is null)
        {
            return (StsError.MissingParameter("refresh_token"), null);
        }

        if (!tokens.TryGetValue(request.RefreshToken, out var token) || token.Grant.AppId != app)
        {
            return (StsError.MalformedGrant(), null);
        }

        var isUsed = token.IsUsed;
        token.IsUsed = true;
        return isUsed && whenUsed == UsedRefreshTokenAnswer.Refused ? (StsError.GrantExpired(), null)
            : token.RevokedAt is { } since ? (StsError.GrantRevoked(token.IssuedAt, since), null)
            : now - token.IssuedAt >= Inactivity ? (StsError.GrantInactive(token.IssuedAt), null)
            : (null, token.Grant);
    }

    /// <summary>An administrator ends all of a person's sessions: what is out now is worth nothing any more.</summary>
    public void Revoke(Guid user, DateTimeOffset now)
    {
        foreach (var token in tokens.Values.Where(token => token.Grant.UserId == user))
        {
            token.RevokedAt ??= now;
        }
    }

    public void Clear()
    {
        codes.Clear();
        tokens.Clear();
    }

    private static string NewToken(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private sealed record Code(Grant Grant, string RedirectUri, string? Challenge, DateTimeOffset IssuedAt)
    {
        public bool IsUsed { get; set; }
    }

    private sealed record RefreshToken(Grant Grant, DateTimeOffset IssuedAt)
    {
        public bool IsUsed { get; set; }

        public DateTimeOffset? RevokedAt { get; set; }
    }
}
