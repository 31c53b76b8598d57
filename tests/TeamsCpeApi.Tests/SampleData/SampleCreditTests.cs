using System.Globalization;
using System.Text.Json;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The domain, from the files of the folder to the credit, against what was worked out by hand.</summary>
public class SampleCreditTests
{
    private static readonly Ruleset s_ruleset = RulesetPresets.NasbaGroupInternetBasedFifths;

    private static readonly Interval s_main = new(
        SampleSession.Instant(SampleSession.Day, SampleSession.Starts), SampleSession.Instant(SampleSession.Day, SampleSession.Ends));

    private static readonly Interval s_short = new(
        SampleSession.Instant(SampleSession.ShortDay, SampleSession.ShortStarts), SampleSession.Instant(SampleSession.ShortDay, SampleSession.ShortEnds));

    [Fact]
    public void MainSession_BeforeAnyDecision_GivesTheExpectedCredits()
    {
        var decisions = Decide(s_main, SampleSession.Title, "polls", MainRoster(), []);

        var actual = decisions.Select(one => $"{one.Key.Id},{Row(one.Value)}").Order(StringComparer.Ordinal);
        var expected = ExpectedRows().Select(cells => string.Join(',', cells[..5]));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void MainSession_AfterConfirmingTheGuests_GivesThemTheirCredits()
    {
        var guests = Identities(s_main, SampleSession.Title, "polls").Where(identity => identity.DisplayName?.EndsWith("(Guest)", StringComparison.Ordinal) == true)
            .Select(identity => new MatchDecision(identity.Key, IdOf(SamplePeople.All.Single(person => person.ShownName == identity.DisplayName))));

        var decisions = Decide(s_main, SampleSession.Title, "polls", MainRoster(), [.. guests]);

        var expected = ExpectedRows().Where(cells => cells[5].Length > 0).ToDictionary(cells => cells[0], cells => cells[5]);
        Assert.Equal(["E1016", "E1017"], expected.Keys);
        Assert.All(decisions.Where(one => expected.ContainsKey(one.Key.Id)), one => Assert.Equal(expected[one.Key.Id], Number(one.Value.Credits)));
    }

    [Fact]
    public void MainSession_BeforeAnyDecision_LeavesTheIdentitiesOfTheReadmeWaiting()
    {
        var waiting = Ladder.Climb(MainRoster(), Identities(s_main, SampleSession.Title, "polls"), [], s_ruleset.AcceptUniqueNameMatches)
            .Where(match => match.State is MatchState.Unmatched or MatchState.Suggested)
            .Select(match => $"{(match.Identity.Records.Count == 0 ? match.Identity.Email : match.Identity.DisplayName)}: {match.State.ToString().ToLowerInvariant()}");

        Assert.Equal(
            SampleReadme.Table("seen as").Select(cells => $"{cells[0]}: {cells[2]}").Order(StringComparer.Ordinal),
            waiting.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ShortSession_Always_GivesNobodyAFirstCredit()
    {
        using var file = JsonDocument.Parse(SampleFolder.Text("short-roster.json"));
        var ids = file.RootElement.GetProperty("participants").EnumerateArray().Select(one => one.GetProperty("externalId").GetString()).ToArray();
        var roster = MainRoster().Where(entry => ids.Contains(IdIn(entry))).ToArray();

        var decisions = Decide(s_short, SampleSession.ShortTitle, "short-polls", roster, []);

        Assert.Equal(8, decisions.Count);
        Assert.All(decisions.Values, decision => Assert.Equal((0m, LimitedBy.FirstCredit), (decision.Credits, decision.LimitedBy)));
        Assert.Contains(decisions.Values, decision => decision.PresentSeconds == 2700 && decision.PollsAnswered == 2);
    }

    private static Dictionary<SamplePerson, CreditDecision> Decide(
        Interval scheduled, string subject, string folder, IReadOnlyCollection<RosterEntry> roster, IReadOnlyCollection<MatchDecision> people)
    {
        var answers = SampleEvidence.Answers(folder);
        var matches = Ladder.Climb(roster, Identities(scheduled, subject, folder), people, s_ruleset.AcceptUniqueNameMatches);
        var window = new CountingWindow(scheduled, [], TimeSpan.FromSeconds(s_ruleset.EarlyMarginSeconds), TimeSpan.FromSeconds(s_ruleset.LateMarginSeconds)).Counted;
        var pollWindow = new Interval(scheduled.Start.AddSeconds(-s_ruleset.PollMarginSeconds), scheduled.End.AddSeconds(s_ruleset.PollMarginSeconds));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(SampleSession.TimeZone);
        FieldCredits[] fields = folder == "polls" ? [new("Taxes", 1.4m), new("Business Law", 0.6m)] : [new("Regulatory Ethics", 1m)];

        return roster.ToDictionary(entry => SamplePeople.All.Single(person => person.Id == IdIn(entry)), entry =>
        {
            var identities = matches.Where(match => match.State == MatchState.Matched && match.ParticipantId == entry.Id).Select(match => match.Identity).ToArray();
            var emails = identities.Select(identity => EmailAddress.Key(identity.Email)).ToHashSet();
            var own = answers.Where(answer => EmailAddress.Key(answer.Email) is { } email && emails.Contains(email))
                .ToLookup(answer => pollWindow.Contains(PollClock.ToInstant(answer.LocalTime, zone, pollWindow)));
            var records = identities.SelectMany(identity => identity.Records).ToArray();
            return CreditCalculator.Decide(new(
                s_ruleset,
                window,
                Presence.Of(records),
                answers.Select(answer => answer.Poll).Distinct().Count(),
                own[true].Select(answer => answer.Poll).Distinct().Count(),
                own[false].Count(),
                fields.Sum(field => field.Credits),
                fields,
                [.. records.Select(record => record.Role!).Distinct()],
                IdIn(entry) == SamplePeople.Instructor.Id));
        });
    }

    private static IReadOnlyList<SeenIdentity> Identities(Interval scheduled, string subject, string folder) => SeenIdentity.Gather(
        SampleEvidence.Records(subject, scheduled), [.. SampleEvidence.Answers(folder).Select(answer => new Respondent(answer.Email, answer.Name))]);

    /// <summary>From roster.csv; the participant's id is made of the external id, so that it can be told back.</summary>
    private static RosterEntry[] MainRoster() => [.. SampleFolder.Text("roster.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(','))
        .Select(cells => new RosterEntry(
            SampleSession.Id('1', int.Parse(cells[0].AsSpan(1), CultureInfo.InvariantCulture)), cells[1], cells[2], cells[3].Split(';', StringSplitOptions.RemoveEmptyEntries), null, null))];

    private static Guid IdOf(SamplePerson person) => SampleSession.Id('1', person.Number);

    private static string IdIn(RosterEntry entry) => "E" + entry.Id.ToString()[^4..];

    private static IEnumerable<string[]> ExpectedRows() =>
        SampleFolder.Text("expected-credits.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','));

    private static string Row(CreditDecision decision) =>
        $"{Number(decision.Credits)},{decision.PresentSeconds},{decision.PollsAnswered},{JsonNamingPolicy.CamelCase.ConvertName(decision.LimitedBy.ToString())}";

    private static string Number(decimal credits) => credits.ToString("0.0", CultureInfo.InvariantCulture);
}
