using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Sessions;
using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Webinars;

namespace TeamsCpeApi.Sessions;

/// <summary>What a session must hold to, however it came about: made or changed.</summary>
internal sealed class SessionRules : CourseRules<Session>
{
    private readonly GraphClouds clouds;
    private readonly EventRules events;

    internal const int MostBreaks = 50;
    internal const int MostBreakouts = 20;

    internal static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SessionRules(GraphClouds clouds, EventRules events)
        : base("session")
    {
        (this.clouds, this.events) = (clouds, events);
        RuleFor(session => session.StartsAt).InclusiveBetween(Earliest, Latest).WithMessage("A session lies between the years 2000 and 2100.");
        RuleFor(session => session.EndsAt).Must((session, end) => end > session.StartsAt)
            .WithErrorCode("ends-before-start").WithMessage("The session ends before it starts: correct startsAt or endsAt.");
        RuleFor(session => session.EndsAt).Must((session, end) => end - session.StartsAt <= Longest)
            .WithErrorCode("too-long").WithMessage("A session lasts at most 24 hours: define one session a day.");
        RuleFor(session => session.TimeZone).Must(IsIana)
            .WithErrorCode("time-zone-unknown").WithMessage("Use an IANA time zone, for example America/New_York or Europe/Berlin.");
        RuleFor(session => session.Breaks).Must(breaks => breaks.Count <= MostBreaks).WithMessage($"Give at most {MostBreaks} breaks.");
        RuleForEach(session => session.Breaks).Must((session, pause) => pause.EndsAt > pause.StartsAt && pause.StartsAt >= session.StartsAt && pause.EndsAt <= session.EndsAt)
            .WithErrorCode("break-outside-session").WithMessage("A break ends after it starts and lies inside the session.");
        RuleFor(session => session.Breakouts).Must(breakouts => breakouts.Count <= MostBreakouts).WithMessage($"Give at most {MostBreakouts} breakouts.");
        RuleFor(session => session.Breakouts).Must(breakouts => !breakouts.Exists(one => breakouts.Exists(other => !ReferenceEquals(one, other) && one.StartsAt < other.EndsAt && other.StartsAt < one.EndsAt)))
            .WithErrorCode("breakouts-overlap").WithMessage("Two breakouts overlap: give one that covers both.");
        RuleForEach(session => session.Breakouts).Must((session, breakout) => breakout.EndsAt > breakout.StartsAt && breakout.StartsAt >= session.StartsAt && breakout.EndsAt <= session.EndsAt)
            .WithErrorCode("breakout-outside-session").WithMessage("A breakout ends after it starts and lies inside the session.");
        RuleForEach(session => session.Breakouts).ChildRules(breakout =>
        {
            breakout.RuleFor(span => span.Reason).Must(reason => IsText(reason, SessionBreakout.ReasonMaxLength))
                .WithErrorCode("required").WithMessage($"Say why, in at most {SessionBreakout.ReasonMaxLength} characters: an auditor asks for it.");
            breakout.RuleFor(span => span.AttestedBy).Must(name => IsText(name, SessionBreakout.AttestedByMaxLength))
                .WithErrorCode("required").WithMessage($"Say who answers for it, in at most {SessionBreakout.AttestedByMaxLength} characters.");
        });
        RuleFor(session => session.Organizer).Must(organizer => organizer is null || Guid.TryParse(organizer, out _) || EmailAddress.HasShape(organizer))
            .When(session => session.Organizer is not { Length: > 0 and <= 320 } || session.ProviderId is null)
            .WithErrorCode("organizer-malformed").WithMessage("Name the organizer by object id or e-mail address.");
        RuleFor(session => session.Instructors).Must(instructors => instructors.Count <= 50).WithMessage("Give at most 50 instructors.");
        RuleForEach(session => session.Instructors).ChildRules(instructor =>
        {
            instructor.RuleFor(person => person.Name).NotEmpty().MaximumLength(200);
            instructor.RuleFor(person => person.Email).NotEmpty().Must(email => email is null || EmailAddress.HasShape(email)).WithMessage("Give the instructor's e-mail address.");
        });
    }

    /// <summary>Checks the session by itself, against its ruleset, and against its provider's tenant.</summary>
    public async Task RequireAsync(Session session, CpeDbContext db, CancellationToken cancellationToken)
    {
        Validation.Require(this, session);
        await RequireRulesetFitsAsync(session, db, cancellationToken);
        await RequireMeetingFitsAsync(session, db, cancellationToken);
        await RequireSponsorAsync(session, db, cancellationToken);
        if (session.ExternalId is { } external && await db.Sessions.AnyAsync(row => row.OwnerKeyId == session.OwnerKeyId && row.ExternalId == external && row.Id != session.Id, cancellationToken))
        {
            throw Problems.Conflict("external-id-taken", "The external id is taken", "Another session has this externalId: change that one, or use another id.");
        }
    }

    private async Task RequireMeetingFitsAsync(Session session, CpeDbContext db, CancellationToken cancellationToken)
    {
        await EventRules.RequireOrganizerFitsAsync(session, db, cancellationToken);
        if (await events.RequireNamedOnceAsync(session, db, cancellationToken))
        {
            return;
        }

        var link = MeetingOf(session);
        if (link.Kind == JoinLinkKind.Consumer)
        {
            throw Problems.InvalidMember("/joinUrl", "consumer-meeting", "This is a meeting of a personal Teams account, for which Microsoft has no attendance reports: schedule it with a work or school account.");
        }

        if (link.Kind == JoinLinkKind.Broadcast)
        {
            await events.RequireKnownAsync(session, link, db, cancellationToken);
        }

        if (session.Organizer is null && link.OrganizerId is null)
        {
            throw Problems.InvalidMember("/organizer", "organizer-needed", "A short join URL or a meeting id does not name its organizer: give the organizer's e-mail address or object id.");
        }

        if (session.ProviderId is not { } providerId)
        {
            return;
        }

        var provider = await db.Providers.AsNoTracking().Where(provider => provider.Id == providerId).Select(provider => new { provider.Cloud, provider.TenantId }).SingleOrDefaultAsync(cancellationToken)
            ?? throw Problems.InvalidMember("/providerId", "provider-unknown", "There is no such provider: GET /api/v1/providers lists them.");
        if (clouds.OtherCloudOf(link, provider.Cloud) is { } other)
        {
            throw Problems.InvalidMember("/joinUrl", "other-cloud", $"The meeting belongs to the cloud {other}, the provider to \"{provider.Cloud}\": choose a provider of the meeting's cloud, or the right join URL.");
        }

        if (link.TenantId is { } meetingTenant && meetingTenant != provider.TenantId)
        {
            throw Problems.InvalidMember("/joinUrl", "other-tenant", $"The meeting belongs to tenant {meetingTenant}, the provider to {provider.TenantId}: choose the provider of the meeting's tenant, or the right join URL.");
        }
    }

    /// <summary>A printed meeting id without its spaces.</summary>
    internal static string? DigitsOf(string? printed) => printed is null ? null : string.Concat(printed.Where(letter => !char.IsWhiteSpace(letter)));

    private JoinLink MeetingOf(Session session)
    {
        switch (session)
        {
            case { JoinUrl: not null, JoinMeetingId: not null }:
                throw Problems.InvalidMember("/joinMeetingId", "one-of", "Name the meeting by joinUrl or by joinMeetingId, not by both.");
            case { JoinMeetingId: { } digits }:
                return digits.Length is >= 10 and <= Session.JoinMeetingIdMaxLength && digits.All(char.IsAsciiDigit)
                    ? clouds.ReadJoinLink(digits).Link!
                    : throw Problems.InvalidMember("/joinMeetingId", "join-meeting-id-malformed", "A meeting id is 10 to 15 digits, with or without spaces, as printed in the invitation.");
            case { JoinUrl: null }:
                throw Problems.InvalidMember("/joinUrl", "required", "Name the meeting by joinUrl or by joinMeetingId.");
            case { JoinUrl.Length: > Session.JoinUrlMaxLength }:
                throw Problems.InvalidMember("/joinUrl", "too-long", $"A join URL has at most {Session.JoinUrlMaxLength} characters.");
            default:
                var (link, refusal) = clouds.ReadJoinLink(session.JoinUrl);
                return link ?? throw Problems.InvalidMember("/joinUrl", refusal!.Code, refusal.Message);
        }
    }

    private static bool IsText(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most;

    private static bool IsIana(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;
}
