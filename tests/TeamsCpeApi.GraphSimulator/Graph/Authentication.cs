using TeamsCpeApi.GraphSimulator.Entra;

namespace TeamsCpeApi.GraphSimulator.Graph;

internal static class Authentication
{
    private const string Scheme = "Bearer ";

    /// <summary>The bearer token of this simulator, be it expired or for another audience.</summary>
    public static AccessToken? Token(HttpRequest request, AccessTokens tokens) => tokens.Read(Bearer(request));

    public static (Answer? Refusal, AccessToken? Token) Check(
        Scenario scenario, HttpRequest request, AccessTokens tokens, Uri root, DateTimeOffset now)
    {
        var bearer = Bearer(request);
        if (bearer.Length == 0)
        {
            return (GraphError.EmptyToken(), null);
        }

        return tokens.Read(bearer) switch
        {
            null => (GraphError.MalformedToken(), null),
            var token when !Audience.IsGraph(scenario, token.Audience, root) => (GraphError.WrongAudience(), null),
            var token when token.Expires <= now => (GraphError.ExpiredToken(), null),
            var token => (null, token),
        };
    }

    private static string Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
    }
}
