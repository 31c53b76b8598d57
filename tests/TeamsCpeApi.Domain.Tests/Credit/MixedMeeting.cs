using System.Globalization;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>
/// A session whose people forward links, share mailboxes, use two devices and instruct under other addresses; reports, files and polls tell of them
/// with parts of their keys, each record with a name that is one person's in some spelling.
/// </summary>
internal sealed class MixedMeeting
{
    private static readonly DateTimeOffset Start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Each person's name in its spellings: no two people are alike.</summary>
    private static readonly string[][] Names =
    [
        ["Ada North", "NORTH, Ada", "Ada North (Guest)", "[Contoso] Ada North", "A. North", "Ada Northe"],
        ["Ben South", "Benjamin South", "South, Ben", "ben south", "bsouth"],
        ["Jürg Müller", "Juerg Mueller", "Müller, Jürg", "Jurg Muller (External)"],
        ["Иван Петров", "Ivan Petrov", "Петров, Иван"],
        ["王小明", "小明 王", "王 小明"],
        ["Thomas James", "James, Thomas", "Thomas James Thomas James"],
    ];

    public MixedMeeting(Generator generator)
    {
        var people = Enumerable.Range(0, generator.Number(2, Names.Length)).ToArray();
        var mixing = generator.Pick([0, 0, 10, 30]);
        Roster = [.. people.Where(_ => generator.Chance(75)).Select(person => Listed(generator, person))];
        var told = generator.Many(1, 9, () => generator.Pick(people)).Select((person, index) => Record(generator, people, person, index, mixing)).ToArray();
        Records = [.. told, .. told.Where(_ => generator.Chance(20)).Select(record => Again(generator, people, record, mixing))];
        Polls = [.. Enumerable.Range(1, generator.Number(0, 2)).Select(poll => new SessionPoll(Id(100 + poll), generator.Many(0, 4, () => Answer(generator, people, mixing))))];
        Decisions = Roster.Count > 0 && generator.Chance(30) ? Decided(generator) : [];
        Instructors = [.. people.Where(_ => generator.Chance(20)).Select(person => generator.Pick(AddressesOf(person)))];
        Evidence = new SessionEvidence(
            Rules(generator),
            new CountingWindow(new Interval(Start, Start.AddHours(1)), []),
            1.2m,
            [new("Taxes", 1.2m)],
            Instructors,
            Roster,
            Records,
            Polls,
            Decisions);
    }

    public IReadOnlyList<RosterEntry> Roster { get; }

    public IReadOnlyList<AttendanceRecord> Records { get; }

    public IReadOnlyList<SessionPoll> Polls { get; }

    public IReadOnlyList<MatchDecision> Decisions { get; }

    public IReadOnlyList<string> Instructors { get; }

    public SessionEvidence Evidence { get; }

    /// <summary>Whose name it is, or null for what is nobody's.</summary>
    public static int? PersonOf(string? name) => Array.FindIndex(Names, spellings => spellings.Contains(name)) is >= 0 and var person ? person : null;

    public static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);

    private MatchDecision[] Decided(Generator generator) =>
    [
        .. SeenIdentity.Gather(Records, []).Select(identity => identity.Key)
            .Concat(Polls.SelectMany(poll => poll.Responses).Select(response => EmailAddress.Key(response.Email)).OfType<string>().Select(address => $"email:{address}"))
            .Distinct()
            .Where(_ => generator.Chance(25))
            .Select(key => new MatchDecision(key, generator.Chance(25) ? null : generator.Pick(Roster).Id)),
    ];

    private static string[] AddressesOf(int person) => [Text($"p{person}@contoso.example"), Text($"p{person}@home.example"), Text($"u{person}@corp.example")];

    private static RosterEntry Listed(Generator generator, int person)
    {
        var addresses = AddressesOf(person);
        return new RosterEntry(
            Id(person),
            Names[person][0],
            generator.Chance(75) ? addresses[0] : null,
            [.. addresses.Skip(1).Where(_ => generator.Chance(30)), .. generator.Chance(5) ? new[] { "family@home.example" } : []],
            generator.Chance(40) ? Text($"O-{person}") : null,
            generator.Chance(40) ? Text($"R-{person}") : null)
        {
            FurtherRegistrationIds = generator.Chance(5) ? [Text($"R-{person + 1}")] : [],
            KnownAliases = generator.Chance(12)
                ? [new KnownAlias(generator.Pick([$"email:{generator.Pick(addresses)}", Text($"object:o-{person}")]), "Ethics", new DateOnly(2026, 1, 5), generator.Chance(25))]
                : [],
        };
    }

    private static AttendanceRecord Record(Generator generator, int[] people, int person, int index, int mixing)
    {
        int Whose() => generator.Chance(mixing) ? generator.Pick(people) : person;
        var isFile = generator.Chance(35);
        var from = generator.Number(0, 5) * 10;
        return new AttendanceRecord(
            isFile ? ReportIds.OfFile(Id(generator.Number(1, 2))) : Text($"report-{generator.Number(1, 2)}"),
            Text($"record-{(generator.Chance(85) ? index : 0)}"),
            !isFile && generator.Chance(30) ? Text($"R-{Whose()}") : null,
            !isFile && generator.Chance(45) ? Text($"O-{Whose()}") : null,
            generator.Chance(65) ? Cased(generator, generator.Chance(mixing / 5) ? "family@home.example" : generator.Pick(AddressesOf(Whose()))) : null,
            generator.Chance(90) ? generator.Pick(Names[Whose()]) : generator.Pick([null, "", "+1 425-555-0100", "iPhone"]),
            generator.Pick(["Attendee", "Attendee", "Attendee", "Presenter", null]),
            generator.Chance(30) ? generator.Number(0, 3600) : null,
            [new ReportedStay(Start.AddMinutes(from), Start.AddMinutes(from + generator.Number(1, 60)), null)])
        {
            SignInName = isFile && generator.Chance(60) ? AddressesOf(Whose())[2] : null,
        };
    }

    /// <summary>The same record once more, with other words: as restarts and files have it.</summary>
    private static AttendanceRecord Again(Generator generator, int[] people, AttendanceRecord record, int mixing) =>
        Record(generator, people, generator.Pick(people), index: 0, mixing) with { ReportId = record.ReportId, RecordId = record.RecordId, RegistrationId = record.RegistrationId, ObjectId = record.ObjectId };

    private static PollResponse Answer(Generator generator, int[] people, int mixing)
    {
        var person = generator.Pick(people);
        var name = generator.Chance(mixing) ? generator.Pick(people) : person;
        return new PollResponse(
            generator.Chance(85) ? Cased(generator, generator.Pick(AddressesOf(person))) : null,
            generator.Chance(80) ? generator.Pick(Names[name]) : null,
            Start.AddMinutes(generator.Number(1, 59)),
            "Yes");
    }

    private static Ruleset Rules(Generator generator) => generator.Pick([RulesetPresets.NasbaGroupInternetBasedFifths with { LimitedBy = CreditLimit.Time, Polls = new PollRequirement(PollRule.None, 0) }, RulesetPresets.NasbaGroupInternetBasedFifths]) with
    {
        AcceptUniqueNameMatches = generator.Chance(50),
        MinimumFirstCredit = 0,
        EarningRoles = ["Attendee", "Presenter"],
    };

    private static string Cased(Generator generator, string address) => generator.Chance(70) ? address : address.ToUpperInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
