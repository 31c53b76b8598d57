using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Attendance;

/// <summary>What kind of meeting it is, as far as that bears on its reports.</summary>
internal enum MeetingKind
{
    /// <summary>Planned for a time.</summary>
    Scheduled,

    /// <summary>A series: one meeting with the reports of all its occurrences.</summary>
    Recurring,

    /// <summary>Started on the spot: its own start and end mean nothing.</summary>
    MeetNow,

    /// <summary>In a channel: its list holds the reports of every meeting of the channel.</summary>
    Channel,
}

/// <summary>What Microsoft said of the meeting when it was found.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="FoundBy">The way it was found.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="JoinUrl">Its join URL, as Microsoft has it.</param>
/// <param name="OrganizerId">Object id of the person as whom its reports are read.</param>
/// <param name="OtherOrganizer">True when that is not the organizer whom the session names, but the one whom the link names.</param>
internal sealed record MeetingFacts(MeetingKind Kind, MeetingFoundBy FoundBy, string? Subject, string? JoinUrl, Guid OrganizerId, bool OtherOrganizer)
{
    public static MeetingFacts Of(OnlineMeeting meeting, JoinLink? link, Guid organizerId, bool otherOrganizer) => new(
        KindOf(meeting, link), meeting.FoundBy, meeting.Subject, meeting.JoinWebUrl, organizerId, otherOrganizer);

    private static MeetingKind KindOf(OnlineMeeting meeting, JoinLink? link) => meeting.MeetingType?.ToUpperInvariant() switch
    {
        _ when meeting.IsChannelMeeting || link?.Kind == JoinLinkKind.ChannelMeeting => MeetingKind.Channel,
        "RECURRING" => MeetingKind.Recurring,
        "MEETNOW" or "ADHOC" => MeetingKind.MeetNow,
        _ when meeting is { StartsAt: null } or { EndsAt: null } => MeetingKind.MeetNow,
        _ => MeetingKind.Scheduled,
    };
}
