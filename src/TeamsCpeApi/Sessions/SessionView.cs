using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Meetings;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Sessions;

/// <summary>Where a session stands.</summary>
internal enum SessionState
{
    /// <summary>It has not ended yet.</summary>
    Scheduled,

    /// <summary>It has ended, and there is no attendance yet.</summary>
    AwaitingAttendance,

    /// <summary>Attendance is there; credit can be approved.</summary>
    Ready,

    /// <summary>Everything approved is certified.</summary>
    Completed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>Something that the session still needs, or that somebody should look at.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What it is, and what to do.</param>
internal sealed record SessionNeed(string Code, string Message);

/// <summary>A session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Missing">What it still needs, and why.</param>
/// <param name="Warnings">What whoever approves should look at. Where one session is asked for, all of them, as in its Completion report; in the list those alone that need no evidence to be gathered.</param>
/// <param name="Title">Title of the course.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Breaks">Spans that do not count.</param>
/// <param name="Breakouts">Spans in which people were in breakout rooms, as somebody declared.</param>
/// <param name="ProviderId">The Microsoft tenant that holds the meeting.</param>
/// <param name="Organizer">Object id or e-mail address.</param>
/// <param name="JoinUrl">The join URL: as given, or of the meeting that was made, or of the event's session; or</param>
/// <param name="JoinMeetingId">the meeting id as given, without spaces.</param>
/// <param name="WebinarId">The webinar or town hall as given.</param>
/// <param name="Create">True when the meeting is made for the session.</param>
/// <param name="Calendar">Whether it is made as a calendar event; null leaves that to the provider's settings.</param>
/// <param name="Webinar">The webinar or town hall, once it was read.</param>
/// <param name="Meeting">The meeting that was made.</param>
/// <param name="RulesetId">The ruleset.</param>
/// <param name="RulesetVersionId">The version that is pinned.</param>
/// <param name="SponsorId">Who issues the certificates.</param>
/// <param name="DeliveryMethod">The delivery method.</param>
/// <param name="ProgramLevel">The program level.</param>
/// <param name="Location">Where it takes place.</param>
/// <param name="FieldsOfStudy">Credits per field of study.</param>
/// <param name="MaximumCredits">The most that the session gives.</param>
/// <param name="Instructors">Who instructs.</param>
/// <param name="PresentersEarn">True when those who may present earn like attendees.</param>
/// <param name="PresentersEarnDecision">Whose word that is, and why.</param>
/// <param name="RoleMeanings">What words for roles mean that no list knows, and whose word that is.</param>
/// <param name="ProgramId">The program that it belongs to.</param>
/// <param name="ParticipantCount">Participants on the roster.</param>
/// <param name="CreatedAt">When it was defined.</param>
internal sealed record SessionView(
    Guid Id,
    string? ExternalId,
    SessionState State,
    IReadOnlyList<SessionNeed> Missing,
    IReadOnlyList<SessionNeed> Warnings,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string TimeZone,
    IReadOnlyList<SessionBreak> Breaks,
    IReadOnlyList<SessionBreakout> Breakouts,
    Guid? ProviderId,
    string? Organizer,
    string? JoinUrl,
    string? JoinMeetingId,
    string? WebinarId,
    bool Create,
    bool? Calendar,
    EventView? Webinar,
    MadeMeetingView? Meeting,
    Guid RulesetId,
    Guid RulesetVersionId,
    Guid? SponsorId,
    string? DeliveryMethod,
    string? ProgramLevel,
    string? Location,
    IReadOnlyList<FieldCredits> FieldsOfStudy,
    decimal MaximumCredits,
    IReadOnlyList<Instructor> Instructors,
    bool PresentersEarn,
    RoleDecision? PresentersEarnDecision,
    IReadOnlyList<DecidedRoleMeaning> RoleMeanings,
    Guid? ProgramId,
    int ParticipantCount,
    DateTimeOffset CreatedAt);
