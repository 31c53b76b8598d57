using System.Globalization;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Http;

/// <summary>Versions as ETags (RFC 9110): a change must name the version that it was made from.</summary>
internal static class ETags
{
    /// <summary>The version of something that does not exist yet: nobody has decided, nothing is stored.</summary>
    internal const int Absent = 0;

    internal static void SetETag(this HttpResponse response, int version) => response.Headers.ETag = Of(version);

    /// <summary>Refuses a change without If-Match (428), or one that was made from another version (412).</summary>
    internal static void RequireMatch(this HttpRequest request, int version)
    {
        var tags = request.Headers.IfMatch;
        if (tags.Count == 0 || string.IsNullOrWhiteSpace(tags[0]))
        {
            throw Problems.PreconditionRequired();
        }

        if (!tags.SelectMany(tag => tag!.Split(',')).Any(tag => tag.Trim() is "*" || tag.Trim() == Of(version)))
        {
            throw Problems.PreconditionFailed(version);
        }
    }

    internal static void RequireMatch(this HttpRequest request, IVersioned resource) => request.RequireMatch(resource.Version);

    private static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
