using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>The structure of an online meeting's id: base64 of "1*organizer*0**thread".</summary>
internal static partial class MeetingId
{
    public static string Of(SimulatedMeeting meeting) =>
        meeting.Id ?? Convert.ToBase64String(Encoding.UTF8.GetBytes($"1*{meeting.Organizer}*0**{ThreadOf(meeting)}"));

    public static string ThreadOf(SimulatedMeeting meeting) =>
        ThreadInJoinUrl.Match(meeting.JoinWebUrl) is { Success: true } match
            ? Uri.UnescapeDataString(match.Groups["thread"].Value)
            : $"19:meeting_{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(meeting.JoinWebUrl)))[..32]}@thread.v2";

    /// <summary>The organizer that an id names; an id of a known meeting need not have this structure.</summary>
    public static (Guid? Organizer, bool IsBase64) Read(string id)
    {
        var bytes = new byte[id.Length];
        if (!Convert.TryFromBase64String(id, bytes, out var length))
        {
            return (OrganizerOf(OlderForm.Match(id)), false);
        }

        return (OrganizerOf(Decoded.Match(Encoding.UTF8.GetString(bytes, 0, length))), true);
    }

    private static Guid? OrganizerOf(Match match) => match.Success ? Guid.Parse(match.Groups["organizer"].Value) : null;

    [GeneratedRegex("/l/meetup-join/(?<thread>[^/?]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ThreadInJoinUrl { get; }

    [GeneratedRegex(@"^1\*(?<organizer>[0-9a-f-]{36})\*0\*\*19:.+@thread\.\w+$", RegexOptions.IgnoreCase)]
    private static partial Regex Decoded { get; }

    [GeneratedRegex(@"^(?<organizer>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_19:.+@thread\.\w+$", RegexOptions.IgnoreCase)]
    private static partial Regex OlderForm { get; }
}
