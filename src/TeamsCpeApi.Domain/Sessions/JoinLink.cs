using System.Text;

namespace TeamsCpeApi.Domain.Sessions;

/// <summary>What a join link leads to.</summary>
public enum JoinLinkKind
{
    /// <summary>The long link of an ordinary meeting: names thread, tenant and organizer.</summary>
    Meeting,

    /// <summary>The long link of a meeting in a channel. Its report list holds every meeting of the channel.</summary>
    ChannelMeeting,

    /// <summary>The attendee link of a town hall or live event, whose attendance is not kept with ordinary meetings.</summary>
    Broadcast,

    /// <summary>A short link, in either of its forms, or a printed meeting id: names nothing but the digits.</summary>
    MeetingId,

    /// <summary>A meeting of a personal account, for which Microsoft has no attendance reports.</summary>
    Consumer,
}

/// <summary>A recognised Teams join link, or the meeting id printed in an invitation. Made by <see cref="Parse(string?)"/>.</summary>
/// <param name="Kind">What it leads to.</param>
/// <param name="Verbatim">The text as it was given.</param>
/// <param name="Host">The link's host in lower case; null for a printed meeting id.</param>
/// <param name="Candidates">
/// The forms under which Graph may have stored the link, in the order to try: first as given, freed of wrappers alone, then in the
/// canonical form with lower-case escapes. Empty for a printed meeting id.
/// </param>
/// <param name="ThreadId">The chat thread, such as <c>19:meeting_…@thread.v2</c>; null where the link has none.</param>
/// <param name="MessageId">The message of the channel that the meeting belongs to; "0" for ordinary meetings; null where the link has none.</param>
/// <param name="TenantId">The organizer's tenant; null where the link has none.</param>
/// <param name="OrganizerId">The organizer's object id in the directory; null where the link has none.</param>
/// <param name="JoinMeetingId">The digits of a short link or printed id, without spaces; null for long links.</param>
public sealed record JoinLink(
    JoinLinkKind Kind,
    string Verbatim,
    string? Host,
    IReadOnlyList<string> Candidates,
    string? ThreadId,
    string? MessageId,
    Guid? TenantId,
    Guid? OrganizerId,
    string? JoinMeetingId)
{
    /// <summary>
    /// Graph's meeting id as seen in the field: base64 of <c>1*{organizer}*0**{thread}</c>. Not documented, so a fallback only.
    /// Null where the link does not name both.
    /// </summary>
    public string? DerivedMeetingId => OrganizerId is { } organizer && ThreadId is { } thread
        ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"1*{organizer:D}*0**{thread}"))
        : null;

    /// <summary>The hosts of Teams in Microsoft's own clouds that are known; which of them, and which further ones, count is the caller's choice.</summary>
    public static IReadOnlySet<string> MicrosoftHosts { get; } =
        new HashSet<string> { "teams.microsoft.com", "teams.cloud.microsoft", "gov.teams.microsoft.us", "dod.teams.microsoft.us" };

    /// <summary>Reads a link or a printed meeting id as people paste it, of any of Microsoft's own clouds. Never throws.</summary>
    /// <param name="text">What was pasted; an invitation around the link is fine.</param>
    public static JoinLinkParse Parse(string? text) => Parse(text, MicrosoftHosts);

    /// <summary>Reads a link of the given hosts, or a printed meeting id, as people paste it. Never throws.</summary>
    /// <param name="text">What was pasted; an invitation around the link is fine.</param>
    /// <param name="hosts">The hosts that links may have, in lower case. Links of personal accounts are recognized besides.</param>
    public static JoinLinkParse Parse(string? text, IReadOnlySet<string> hosts) => JoinLinkReader.Read(text, hosts);
}

/// <summary>Why a text is no join link.</summary>
/// <param name="Code">A stable code in kebab case.</param>
/// <param name="Message">The reason in a sentence.</param>
public sealed record JoinLinkRefusal(string Code, string Message);

/// <summary>Either a link or the reason why there is none.</summary>
/// <param name="Link">The link, or null.</param>
/// <param name="Refusal">The reason, or null.</param>
public sealed record JoinLinkParse(JoinLink? Link, JoinLinkRefusal? Refusal);
