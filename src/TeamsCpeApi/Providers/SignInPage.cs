using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.Providers;

/// <summary>What the browser shows at the end of a sign-in: words, without a script, and nothing of what the address brought along.</summary>
internal static class SignInPage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1c2733}h1{font-size:1.5rem}";

    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>One message and what to do next.</summary>
    public static IResult Of(HttpContext http, int status, string title, string message)
    {
        Protect(http);
        var (heading, text) = (WebUtility.HtmlEncode(title), WebUtility.HtmlEncode(message));
        return TypedResults.Content(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
            <title>{heading}</title><style>{Style}</style></head><body><h1>{heading}</h1><p>{text}</p></body></html>
            """,
            "text/html; charset=utf-8",
            statusCode: status);
    }

    public static void Protect(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
    }
}
