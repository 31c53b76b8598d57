using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Sessions;

/// <summary>A new session.</summary>
/// <param name="ExternalId">The LMS's own id; unique among the sessions of the calling LMS.</param>
/// <param name="Title">Title of the course, as it stands on the certificate.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end; at most 24 hours after the start.</param>
/// <param name="TimeZone">IANA time zone, for example America/New_York.</param>
/// <param name="Breaks">Spans inside the session that do not count.</param>
/// <param name="ProviderId">The Microsoft tenant that holds the meeting.</param>
/// <param name="Organizer">Object id or e-mail address of the organizer; may be left out when the join URL names one.</param>
/// <param name="JoinUrl">The Teams join URL as it stands in the invitation. One of joinUrl, joinMeetingId, webinarId and create names the meeting. With none of them, and no providerId, the attendance comes from uploaded files alone.</param>
/// <param name="JoinMeetingId">The meeting id printed in the invitation, 10 to 15 digits, with or without spaces; it does not name the organizer.</param>
/// <param name="WebinarId">The webinar or town hall, by Microsoft's event id: a guid, an @, the tenant's guid.</param>
/// <param name="Create">True: the meeting is made for the organizer, and follows the session's title and time.</param>
/// <param name="Calendar">With create: true makes it a calendar event with the roster as attendees; left out, the provider's settings decide.</param>
/// <param name="RulesetId">The ruleset; the latest of its versions that are in force on the day of the start is pinned.</param>
/// <param name="RulesetVersionId">One version of a ruleset, pinned as it is, instead of rulesetId.</param>
/// <param name="SponsorId">Who issues the certificates.</param>
/// <param name="DeliveryMethod">Group Live, Group Internet Based, QAS Self Study, Nano Learning or Blended Learning.</param>
/// <param name="ProgramLevel">Basic, Intermediate, Advanced, Overview or Update.</param>
/// <param name="Location">Where it takes place, if applicable.</param>
/// <param name="FieldsOfStudy">Credits per field of study; they sum to the maximum.</param>
/// <param name="MaximumCredits">The most that the session gives.</param>
/// <param name="Instructors">Who instructs.</param>
internal sealed record SessionRequest(
    string? ExternalId,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    string TimeZone,
    IReadOnlyList<SessionBreak>? Breaks,
    Guid? ProviderId,
    string? Organizer,
    string? JoinUrl,
    string? JoinMeetingId,
    string? WebinarId,
    bool? Create,
    bool? Calendar,
    Guid? RulesetId,
    Guid? RulesetVersionId,
    Guid? SponsorId,
    string? DeliveryMethod,
    string? ProgramLevel,
    string? Location,
    IReadOnlyList<FieldCredits>? FieldsOfStudy,
    decimal MaximumCredits,
    IReadOnlyList<Instructor>? Instructors);

/// <summary>Changes of a session; what is left out stays.</summary>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Title">Title of the course.</param>
/// <param name="StartsAt">Scheduled start.</param>
/// <param name="EndsAt">Scheduled end.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Breaks">Spans that do not count.</param>
/// <param name="Breakouts">All spans in which people were in breakout rooms, for which Microsoft reports no time: whoever was seen just before and just after one counts as present meanwhile. Operators and administrators declare them; an empty list takes them back.</param>
/// <param name="ProviderId">The Microsoft tenant that holds the meeting.</param>
/// <param name="Organizer">Object id or e-mail address of the organizer.</param>
/// <param name="JoinUrl">The Teams join URL; takes the place of a joinMeetingId.</param>
/// <param name="JoinMeetingId">The printed meeting id; takes the place of a joinUrl.</param>
/// <param name="WebinarId">The webinar or town hall instead, by Microsoft's event id: a guid, an @, the tenant's guid.</param>
/// <param name="Create">True: the meeting is made for the organizer instead, and follows the session's title and time.</param>
/// <param name="Calendar">With create: true makes it a calendar event with the roster as attendees; left out, the provider's settings decide.</param>
/// <param name="RulesetId">The ruleset; the latest of its versions that are in force on the day of the start is pinned.</param>
/// <param name="RulesetVersionId">One version of a ruleset, pinned as it is, instead of rulesetId.</param>
/// <param name="SponsorId">Who issues the certificates.</param>
/// <param name="DeliveryMethod">The delivery method.</param>
/// <param name="ProgramLevel">The program level.</param>
/// <param name="Location">Where it takes place.</param>
/// <param name="FieldsOfStudy">Credits per field of study.</param>
/// <param name="MaximumCredits">The most that the session gives.</param>
/// <param name="Instructors">Who instructs.</param>
/// <param name="PresentersEarn">True: those who may present earn like attendees, but for organizers and instructors; false takes that back. An operator's decision.</param>
/// <param name="RoleMeanings">What words for roles mean that Teams' own do not cover; the list is replaced whole. An operator's decision.</param>
/// <param name="Reason">Why presenters earn, or the words mean that; at most 500 characters.</param>
internal sealed record SessionPatch(
    string? ExternalId,
    string? Title,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string? TimeZone,
    IReadOnlyList<SessionBreak>? Breaks,
    IReadOnlyList<SessionBreakout>? Breakouts,
    Guid? ProviderId,
    string? Organizer,
    string? JoinUrl,
    string? JoinMeetingId,
    string? WebinarId,
    bool? Create,
    bool? Calendar,
    Guid? RulesetId,
    Guid? RulesetVersionId,
    Guid? SponsorId,
    string? DeliveryMethod,
    string? ProgramLevel,
    string? Location,
    IReadOnlyList<FieldCredits>? FieldsOfStudy,
    decimal? MaximumCredits,
    IReadOnlyList<Instructor>? Instructors,
    bool? PresentersEarn,
    IReadOnlyList<RoleMeaning>? RoleMeanings,
    string? Reason)
{
    /// <summary>True when the change bears on credit that may already be certified.</summary>
    internal bool BearsOnCredit => StartsAt is not null || EndsAt is not null || Breaks is not null || NamesRuleset || FieldsOfStudy is not null || MaximumCredits is not null || Instructors is not null || DecidesWhoEarns;

    /// <summary>True when the change decides about roles.</summary>
    internal bool DecidesRoles => PresentersEarn is not null || RoleMeanings is not null;

    /// <summary>True when the change says of people that they earn, or were there.</summary>
    internal bool DecidesWhoEarns => DecidesRoles || Breakouts is not null;

    /// <summary>True when the change names the ruleset anew.</summary>
    internal bool NamesRuleset => RulesetId is not null || RulesetVersionId is not null;

    /// <summary>True when the change names the meeting anew, in whatever way.</summary>
    internal bool NamesMeeting => JoinUrl is not null || JoinMeetingId is not null || WebinarId is not null || Create is not null;
}
