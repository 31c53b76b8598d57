using System.Text;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The fields of a token request; the client may authenticate by form or by a Basic header.</summary>
internal sealed record TokenRequest(
    string? GrantType, string? ClientId, string? ClientSecret, string? ClientAssertion, string? Scope,
    string? Code = null, string? RedirectUri = null, string? CodeVerifier = null, string? RefreshToken = null)
{
    public static async Task<TokenRequest> ReadAsync(HttpRequest request)
    {
        var form = request.HasFormContentType
            ? await request.ReadFormAsync(request.HttpContext.RequestAborted)
            : FormCollection.Empty;
        var (basicId, basicSecret) = Basic(request.Headers.Authorization.ToString());
        return new TokenRequest(
            Field("grant_type"),
            Field("client_id") ?? basicId,
            Field("client_secret") ?? basicSecret,
            Field("client_assertion"),
            Field("scope"),
            Field("code"),
            Field("redirect_uri"),
            Field("code_verifier"),
            Field("refresh_token"));

        string? Field(string name) => form[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
    }

    private static (string? Id, string? Secret) Basic(string header)
    {
        const string Scheme = "Basic ";
        var bytes = new byte[header.Length];
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length))
        {
            return (null, null);
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair is [var id, var secret] ? (FormDecoded(id), FormDecoded(secret)) : (null, null);
    }

    private static string FormDecoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
