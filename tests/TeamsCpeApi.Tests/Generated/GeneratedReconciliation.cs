using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Tests.Generated;

/// <summary>From where a session's attendance is known.</summary>
public enum AttendanceFrom
{
    /// <summary>The reports of Microsoft Graph.</summary>
    Graph,

    /// <summary>A file that Teams let somebody download.</summary>
    File,

    /// <summary>Both at once: their stays are united.</summary>
    Both,
}

/// <summary>A generated session as the product derives it from one source of attendance. Each part is derived once, whatever number of laws ask.</summary>
internal sealed class GeneratedReconciliation(GeneratedSession session, AttendanceFrom source)
{
    public static readonly Ruleset Fifths = RulesetPresets.NasbaGroupInternetBasedFifths;

    private static readonly TimeZoneInfo[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    public static IReadOnlyList<FieldCredits> Fields { get; } = [new("Taxes", 2)];

    public GeneratedSession Session => session;

    /// <summary>The polls that anybody answered, each with the verdict on its file.</summary>
    public IReadOnlyList<(GeneratedPoll Poll, PollVerdict Verdict)> Polls =>
        field ??= [.. session.Polls.Where(poll => poll.File.Responses.Count > 0).Select(poll => (poll, Judge(poll)))];

    public SessionOutcome Outcome => field ??= SessionCompletion.Of(new SessionEvidence(
        Fifths, new CountingWindow(session.Window, []), 2, Fields, [], session.Roster, Records, [.. Polls.Select(entry => AsRead(entry.Poll, entry.Verdict))], []));

    private IReadOnlyList<AttendanceRecord> Records => field ??= source switch
    {
        AttendanceFrom.Graph => session.Records,
        AttendanceFrom.File => session.File.Records,
        _ => [.. session.Records, .. session.File.Records],
    };

    private IReadOnlyList<SeenIdentity> Attendees => field ??= SeenIdentity.Gather(Records, []);

    private Dictionary<string, IntervalSet> PresenceByAddress => field ??= Attendees
        .Where(identity => EmailAddress.Key(identity.Email) is not null)
        .GroupBy(identity => EmailAddress.Key(identity.Email)!)
        .ToDictionary(group => group.Key, group => Presence.Of([.. group.SelectMany(identity => identity.Records)]).Instants);

    private HashSet<string> AddressesOfRoster => field ??= session.Roster.SelectMany(entry => entry.Aliases.Append(entry.Email)).Select(EmailAddress.Key).OfType<string>().ToHashSet();

    /// <summary>Whether a poll's file, of this session or of another one, is taken for this session's.</summary>
    public PollVerdict Judge(GeneratedPoll poll) => PollFit.Of(new PollFitCase(
        [.. poll.Export.Responses.Select(response => new ResponseTime(response.CompletedAt, EmailAddress.Key(response.Email)))],
        session.Window,
        TimeSpan.FromSeconds(Fifths.PollMarginSeconds),
        PresenceByAddress,
        Attendees.Count(identity => EmailAddress.Key(identity.Email) is null),
        AddressesOfRoster,
        poll.Export.ExportedAt,
        session.Zone,
        IsDeclared: false,
        Zones));

    /// <summary>The poll as its file has it, through the bytes, at the times that it really was.</summary>
    private SessionPoll AsRead(GeneratedPoll poll, PollVerdict verdict)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(verdict.Reading.TimeZone);
        return new SessionPoll(Guid.NewGuid(), [.. poll.Export.Responses.Select(response => new PollResponse(response.Email, response.Name, PollClock.ToInstant(response.CompletedAt, zone, session.Window), response.Answers[0]!))]);
    }
}
