using System.Text.RegularExpressions;

namespace TeamsCpeApi.Domain.Sessions;

/// <summary>Finds the link in what was pasted and reads its parts.</summary>
internal static partial class JoinLinkReader
{
    /// <summary>Longer than any invitation.</summary>
    private const int MaxTextLength = 32 * 1024;

    /// <summary>Personal accounts, which no cloud of an organization has: recognized everywhere, to be refused in words.</summary>
    private const string ConsumerHost = "teams.live.com";

    public static JoinLinkParse Read(string? text, IReadOnlySet<string> hosts)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refused("join-link-empty", "There is no link.");
        }

        if (text.Length > MaxTextLength)
        {
            return Refused("join-link-too-long", "The text is too long for an invitation.");
        }

        if (PrintedMeetingId().Match(text) is { Success: true } printed
            && Digits(string.Concat(printed.Groups["digits"].Value.Where(char.IsAsciiDigit))) is { } digits)
        {
            return new(new(JoinLinkKind.MeetingId, text, null, [], null, null, null, null, digits), null);
        }

        var reads = JoinLinkUnwrapping.AddressesIn(text).Select(address => ReadAddress(text, address, hosts)).ToList();
        return reads.Count == 0
            ? Refused("join-link-missing", "The text holds no https link and is no meeting id of 10 to 15 digits.")
            : MostTelling(reads);
    }

    /// <summary>
    /// An invitation holds several addresses. The long link says most and stands for the meeting even beside its short form;
    /// but two different meetings are a mistake of the person who pasted them.
    /// </summary>
    private static JoinLinkParse MostTelling(List<JoinLinkParse> reads)
    {
        var links = reads.Select(read => read.Link).OfType<JoinLink>().ToList();
        var longest = links.FindAll(link => link.ThreadId is not null);
        var telling = longest.Count > 0 ? longest : links;
        return telling.Select(link => (link.ThreadId, link.MessageId, link.OrganizerId, link.JoinMeetingId)).Distinct().Count() switch
        {
            0 => reads[0],
            1 => new(telling[0], null),
            _ => Refused("join-link-ambiguous", "The text holds links of several meetings."),
        };
    }

    private static JoinLinkParse ReadAddress(string text, string address, IReadOnlySet<string> hosts)
    {
        var plain = JoinLinkUnwrapping.Unwrap(address);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || !uri.IsDefaultPort)
        {
            return Refused("join-link-malformed", "The link is no https address.");
        }

        if (uri.Host != ConsumerHost && !hosts.Contains(uri.Host))
        {
            return Refused("join-link-host-unknown", "The link does not lead to Microsoft Teams.");
        }

        var (path, query) = JoinLinkUnwrapping.Split(plain);
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray() switch
        {
            ["meet", var id] when Digits(id) is { } digits => Short(text, uri.Host, digits, query),
            ["meet", ..] => Refused("join-link-incomplete", "The link's meeting id is not 10 to 15 digits: it was cut off or changed."),
            ["l", "meetup-join", var thread, var message] => Long(text, uri.Host, plain, thread, message, query),
            ["l", "meetup-join", ..] => Refused("join-link-incomplete", "The link was cut off."),
            _ => Refused("join-link-not-a-meeting", "The link leads to Microsoft Teams, but to no meeting."),
        };
    }

    private static JoinLinkParse Short(string text, string host, string digits, IReadOnlyDictionary<string, string> query)
    {
        var code = query.TryGetValue("p", out var p) ? "?p=" + Uri.EscapeDataString(p) : "";
        var kind = host == ConsumerHost ? JoinLinkKind.Consumer : JoinLinkKind.MeetingId;
        return new(new(kind, text, host, [$"https://{host}/meet/{digits}{code}"], null, null, null, null, digits), null);
    }

    private static JoinLinkParse Long(string text, string host, string plain, string thread, string message, IReadOnlyDictionary<string, string> query)
    {
        if (host == ConsumerHost)
        {
            return new(new(JoinLinkKind.Consumer, text, host, [plain], thread, message, null, null, null), null);
        }

        var context = query.GetValueOrDefault("context", "");
        if (!Thread().IsMatch(thread)
            || !Tenant().TryGuid(context, out var tenant)
            || !Organizer().TryGuid(context, out var organizer))
        {
            return Refused("join-link-incomplete", "The link lacks the thread, the tenant or the organizer: it was cut off or changed.");
        }

        var kind = query.GetValueOrDefault("btype") == "a" || Broadcast().IsMatch(context) ? JoinLinkKind.Broadcast
            : thread.EndsWith("@thread.tacv2", StringComparison.OrdinalIgnoreCase) ? JoinLinkKind.ChannelMeeting
            : JoinLinkKind.Meeting;
        var canonical = $"https://{host}/l/meetup-join/{Escape(thread)}/{Escape(message)}"
            + $"?context={Escape($"{{\"Tid\":\"{tenant:D}\",\"Oid\":\"{organizer:D}\"}}")}";
        return new(new(kind, text, host, [.. new[] { plain, canonical }.Distinct()], thread, message, tenant, organizer, null), null);
    }

    /// <summary>Teams writes escapes in lower case, and Graph compares them by letter.</summary>
    private static string Escape(string value) => UpperEscape().Replace(Uri.EscapeDataString(value), escape => escape.Value.ToLowerInvariant());

    private static string? Digits(string text) => text.Length is >= 10 and <= 15 && text.All(char.IsAsciiDigit) ? text : null;

    private static bool TryGuid(this Regex pattern, string context, out Guid id)
        => Guid.TryParseExact(pattern.Match(context).Groups[1].Value, "D", out id);

    private static JoinLinkParse Refused(string code, string message) => new(null, new(code, message));

    [GeneratedRegex(@"^\s*(?:[^0-9:]{0,40}:)?\s*(?<digits>[0-9][0-9\s]{8,30}[0-9])\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex PrintedMeetingId();

    [GeneratedRegex(@"^19:[^\s/@]+@thread\.[A-Za-z0-9]+$")]
    private static partial Regex Thread();

    [GeneratedRegex("\"Tid\"\\s*:\\s*\"([0-9A-Fa-f-]{36})\"", RegexOptions.IgnoreCase)]
    private static partial Regex Tenant();

    [GeneratedRegex("\"Oid\"\\s*:\\s*\"([0-9A-Fa-f-]{36})\"", RegexOptions.IgnoreCase)]
    private static partial Regex Organizer();

    [GeneratedRegex("\"IsBroadcastMeeting\"\\s*:\\s*true", RegexOptions.IgnoreCase)]
    private static partial Regex Broadcast();

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex UpperEscape();
}
