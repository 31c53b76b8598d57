using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Http;
using TeamsCpeApi.Providers;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sponsors;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>A break: it never counts.</summary>
/// <param name="StartsAt">First instant of the break.</param>
/// <param name="EndsAt">First instant after it.</param>
internal sealed record SessionBreak(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>Somebody who instructs and therefore earns no attendee credit.</summary>
/// <param name="Name">Name.</param>
/// <param name="Email">E-mail address.</param>
internal sealed record Instructor(string Name, string Email);

/// <summary>One live delivery of a course.</summary>
internal sealed class Session : IVersioned, IIdentified, ICourse
{
    public const int TitleMaxLength = 200;
    public const int ExternalIdMaxLength = 200;
    public const int JoinUrlMaxLength = 4000;
    public const int WebinarIdMaxLength = 100;
    public const int JoinMeetingIdMaxLength = 15;

    public required Guid Id { get; init; }

    /// <summary>The API key of the LMS that defined the session; it alone among integrators sees it. Null when an administrator did.</summary>
    public required Guid? OwnerKeyId { get; init; }

    public required string? ExternalId { get; set; }

    public required string Title { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>IANA id; for display and for reading local timestamps.</summary>
    public required string TimeZone { get; set; }

    public required List<SessionBreak> Breaks { get; set; }

    /// <summary>Spans in which people were in breakout rooms, as a person declared.</summary>
    public List<SessionBreakout> Breakouts { get; set; } = [];

    public required Guid? ProviderId { get; set; }

    /// <summary>Object id or e-mail address.</summary>
    public required string? Organizer { get; set; }

    /// <summary>As given, to the letter; null where the meeting is named otherwise.</summary>
    public required string? JoinUrl { get; set; }

    /// <summary>The webinar or town hall, by Microsoft's event id.</summary>
    public string? WebinarId { get; set; }

    /// <summary>The meeting is made for the session.</summary>
    public bool Creates { get; set; }

    /// <summary>It is made as a calendar event; null leaves that to the provider's settings.</summary>
    public bool? OnCalendar { get; set; }
    /// <summary>The digits of the meeting id printed in the invitation; null where the meeting is named otherwise.</summary>
    public required string? JoinMeetingId { get; set; }

    public required Guid RulesetVersionId { get; set; }

    public required Guid? SponsorId { get; set; }

    public required string? DeliveryMethod { get; set; }

    public required string? ProgramLevel { get; set; }

    public required string? Location { get; set; }

    public required List<FieldCredits> FieldsOfStudy { get; set; }

    public required decimal MaximumCredits { get; set; }

    public required List<Instructor> Instructors { get; set; }

    /// <summary>Set when those who may present earn like attendees: in most meetings everybody may.</summary>
    public RoleDecision? PresentersEarn { get; set; }

    /// <summary>What words for roles mean that no list knows.</summary>
    public List<DecidedRoleMeaning> RoleMeanings { get; set; } = [];

    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Counts the changes of the roster: its ETag.</summary>
    public int RosterVersion { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    /// <summary>True when no meeting is named: the attendance comes from uploaded files alone.</summary>
    public bool IsFromFiles => (JoinUrl ?? JoinMeetingId ?? WebinarId) is null && !Creates;

    public Interval Scheduled => new(StartsAt, EndsAt);

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The day of its end where it takes place: the date of completion.</summary>
    public DateOnly CompletedOn => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(EndsAt, Zone).DateTime);

    public CountingWindow WindowBy(Ruleset ruleset) => WindowBy(ruleset, Breaks);

    /// <summary>The window with other breaks than the session's own.</summary>
    public CountingWindow WindowBy(Ruleset ruleset, IReadOnlyList<SessionBreak> breaks) => new(
        Scheduled,
        ruleset.BreaksCount ? [] : [.. breaks.Select(pause => new Interval(pause.StartsAt, pause.EndsAt))],
        TimeSpan.FromSeconds(ruleset.EarlyMarginSeconds),
        TimeSpan.FromSeconds(ruleset.LateMarginSeconds));
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(session => session.ExternalId).HasMaxLength(Session.ExternalIdMaxLength);
        builder.Property(session => session.Title).HasMaxLength(Session.TitleMaxLength);
        builder.Property(session => session.TimeZone).HasMaxLength(100);
        builder.Property(session => session.Organizer).HasMaxLength(320);
        builder.Property(session => session.JoinUrl).HasMaxLength(Session.JoinUrlMaxLength);
        builder.Property(session => session.WebinarId).HasMaxLength(Session.WebinarIdMaxLength);
        builder.Property(session => session.JoinMeetingId).HasMaxLength(Session.JoinMeetingIdMaxLength);
        builder.Property(session => session.DeliveryMethod).HasMaxLength(100);
        builder.Property(session => session.ProgramLevel).HasMaxLength(100);
        builder.Property(session => session.Location).HasMaxLength(300);
        builder.Property(session => session.Breaks).IsJson();
        builder.Property(session => session.Breakouts).IsJson();
        builder.Property(session => session.FieldsOfStudy).IsJson();
        builder.Property(session => session.Instructors).IsJson();
        builder.Property(session => session.PresentersEarn).IsJson();
        builder.Property(session => session.RoleMeanings).IsJson();
        builder.Ignore(session => session.Scheduled);
        builder.Ignore(session => session.IsFromFiles);
        builder.Ignore(session => session.Zone);
        builder.Ignore(session => session.CompletedOn);
        builder.HasIndex(session => new { session.OwnerKeyId, session.ExternalId }).IsUnique().AreNullsDistinct(false).HasFilter("external_id is not null");
        builder.HasIndex(session => new { session.OwnerKeyId, session.StartsAt });
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(session => session.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Provider>().WithMany().HasForeignKey(session => session.ProviderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RulesetVersion>().WithMany().HasForeignKey(session => session.RulesetVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sponsor>().WithMany().HasForeignKey(session => session.SponsorId).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }
}

internal static class SessionQueries
{
    /// <summary>What a caller may see: an LMS its own sessions, everybody else all of them. Others do not exist for it.</summary>
    internal static IQueryable<Session> VisibleTo(this IQueryable<Session> sessions, Caller caller) => caller.Role == Role.Integrator
        ? sessions.Where(session => session.OwnerKeyId == caller.KeyId)
        : sessions;

    internal static async Task<Session> RequireAsync(this IQueryable<Session> sessions, Guid id, Caller caller, CancellationToken cancellationToken) =>
        await sessions.VisibleTo(caller).SingleOrDefaultAsync(session => session.Id == id, cancellationToken) ?? throw Problems.NotFound("session");
}
