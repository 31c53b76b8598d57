using System.Globalization;
using Microsoft.Net.Http.Headers;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Http;

/// <summary>Versions as ETags (RFC 9110): a change must name the version that it was made from.</summary>
internal static class ETags
{
    /// <summary>The version of something that does not exist yet: nobody has decided, nothing is stored.</summary>
    internal const int Absent = 0;

    internal static void SetETag(this HttpResponse response, int version) => response.Headers.ETag = Of(version);

    /// <summary>Refuses a change without If-Match (428), with one that is none (400), or one that was made from another version (412).</summary>
    internal static void RequireMatch(this HttpRequest request, int version)
    {
        var header = request.Headers.IfMatch;
        if (header.All(string.IsNullOrWhiteSpace))
        {
            throw Problems.PreconditionRequired();
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
        {
            throw Problems.Invalid("If-Match is not an ETag: send it as it was received, with its quotation marks.", new InputError("if-match-invalid", "Send an ETag such as \"3\", or *."));
        }

        var current = new EntityTagHeaderValue(Of(version));
        if (!tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: true)))
        {
            throw Problems.PreconditionFailed(version);
        }
    }

    internal static void RequireMatch(this HttpRequest request, IVersioned resource) => request.RequireMatch(resource.Version);

    private static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
