using System.Text.RegularExpressions;

namespace TeamsCpeApi.Domain.Sessions;

/// <summary>Takes off what mail programs, browsers and people put around a link.</summary>
internal static partial class JoinLinkUnwrapping
{
    private const string Scheme = "https://";

    /// <summary>A link inside a link inside a link; nobody was seen to go further.</summary>
    private const int MaxWrappers = 5;

    /// <summary>More addresses than an invitation holds.</summary>
    private const int MaxAddresses = 50;

    /// <summary>Marks of the sentence around a link. A brace is none of them: it can end the link's own context.</summary>
    private static readonly char[] Junk = ['.', ',', ';', ':', '!', '?', ')', ']', '\'', '"', '*', '_', '`', '\\', '”', '’', '…'];

    /// <summary>The https addresses in a text, each to the next space or angle bracket; a Teams host alone gets its scheme.</summary>
    public static IEnumerable<string> AddressesIn(string text)
    {
        var found = Address().Matches(text).Take(MaxAddresses).Select(match => match.Value.TrimEnd(Junk)).ToList();
        return found.Count == 0 && BareHost().Match(text.TrimStart().TrimStart('<', '"', '\'')) is { Success: true } bare ? [Scheme + bare.Value.TrimEnd(Junk)] : found;
    }

    /// <summary>The address with every wrapper taken off; unchanged where there is none.</summary>
    public static string Unwrap(string address)
    {
        for (var wrappers = 0; wrappers < MaxWrappers; wrappers++)
        {
            var inner = Inner(address);
            if (inner == address)
            {
                break;
            }

            address = inner;
        }

        return address;
    }

    /// <summary>The escaped path and the query's values, decoded once. The first value of a name counts.</summary>
    public static (string Path, IReadOnlyDictionary<string, string> Query) Split(string address)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var rest = hash < 0 ? address : address[..hash];
        var start = rest.IndexOfAny(['/', '?'], Math.Min(Scheme.Length, rest.Length));
        rest = start < 0 ? "" : rest[start..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in question < 0 ? [] : rest[(question + 1)..].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                query.TryAdd(pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..]));
            }
        }

        return (question < 0 ? rest : rest[..question], query);
    }

    private static string Inner(string address)
    {
        var plain = DoubleEscape().Replace(address.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase), "%$1").TrimEnd(Junk);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri))
        {
            return plain;
        }

        // Mail gateways of Microsoft 365 put the real address into "url".
        var (path, query) = Split(plain);
        if (SafeLinksHost().IsMatch(uri.Host) && query.TryGetValue("url", out var target))
        {
            return target;
        }

        // The page that offers to open the app, whose address people copy from the browser.
        if (path.StartsWith("/dl/launcher/", StringComparison.OrdinalIgnoreCase) && query.TryGetValue("url", out var launched) && launched.StartsWith('/'))
        {
            return $"{Scheme}{uri.Authority}{launched}";
        }

        // The web client keeps the path behind "#".
        var hash = plain.IndexOf("#/", StringComparison.Ordinal);
        return hash >= 0 && MeetingPath().IsMatch(plain[(hash + 1)..]) ? $"{Scheme}{uri.Authority}{plain[(hash + 1)..]}" : plain;
    }

    [GeneratedRegex(@"https://[^\s<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[a-z]{0,6}\.?teams\.[^\s<>/]+/[^\s<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex BareHost();

    [GeneratedRegex("%25([0-9A-Fa-f]{2})")]
    private static partial Regex DoubleEscape();

    [GeneratedRegex(@"\.safelinks\.protection\.(outlook\.com|office365\.us)$", RegexOptions.IgnoreCase)]
    private static partial Regex SafeLinksHost();

    [GeneratedRegex("^/(l/meetup-join|meet)/", RegexOptions.IgnoreCase)]
    private static partial Regex MeetingPath();
}
