using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Providers;

/// <summary>The set-up guide of a provider, to read or to send to whoever administers the tenant.</summary>
internal static class SetupGuideEndpoint
{
    /// <summary>No script at all, and only the page's own style, by its hash.</summary>
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(GuideDocument.Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    internal static async Task<IResult> GetAsync(
        Guid providerId, string? format, Guid? organizerId, CpeDbContext db, IOptions<GraphOptions> graph, IOptions<SiteOptions> site, HttpContext http, CancellationToken cancellationToken)
    {
        var wantsPage = format switch
        {
            null => http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Value == "text/html"),
            "html" => true,
            "markdown" => false,
            _ => throw Problems.InvalidMember("/format", "unknown-format", "Use markdown or html."),
        };
        var provider = await ProviderEndpoints.FindAsync(db, providerId, cancellationToken);
        if (!graph.Value.Clouds.TryGetValue(provider.Cloud, out var cloud))
        {
            throw Problems.Conflict("graph-cloud-unknown", "The provider's cloud is not defined", $"Define the cloud \"{provider.Cloud}\" under Graph:Clouds in the server's configuration.");
        }

        var guide = SetupGuide.For(provider, cloud, site.Value.PublicAddress!, organizerId);
        if (!wantsPage)
        {
            return TypedResults.Text(guide.ToMarkdown(), "text/markdown; charset=utf-8");
        }

        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return TypedResults.Content(guide.ToHtml(), "text/html; charset=utf-8");
    }
}
