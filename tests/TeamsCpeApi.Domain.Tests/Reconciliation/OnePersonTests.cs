using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>One person with several identities is one person; two people with one name are two.</summary>
public class OnePersonTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_OnePersonOnSeveralDevicesAndAddresses_IsThereOnceAndAnswersOnce()
    {
        var outcome = SessionCompletion.Of(Evidence(
            [People.Roster[0]],
            [Record("member", "|O-JANE||Jane Doe", 0, 30), Record("guest", "||jd@home.example|J.", 20, 50), Record("phone", "|||+1 425-555-0100", 40, 60)],
            [Answer("jane@contoso.example", 10), Answer("JD@home.example", 11)],
            [new MatchDecision("record:phone", People.Id("jane"))]));

        var jane = Assert.Single(outcome.Participants);
        Assert.Equal(4, outcome.Matches.Count(match => match.ParticipantId == People.Id("jane")));
        Assert.Equal((3_600L, 1, 1), (jane.Decision.PresentSeconds, jane.Answers.Count, jane.Decision.PollsAnswered));
    }

    [Fact]
    public void Of_TwoPeopleOfOneName_StayTwo()
    {
        var outcome = SessionCompletion.Of(Evidence(
            [People.Roster[2], People.Roster[3]],
            [Record("one", "||ann@contoso.example|Ann Lee", 0, 30), Record("other", "||ann.lee@contoso.example|Ann Lee", 20, 60), Record("guest", "|||Ann Lee (Guest)", 0, 60)],
            [Answer("ann@contoso.example", 10)],
            []));

        Assert.Equal([(1_800L, 1), (2_400L, 0)], outcome.Participants.Select(one => (one.Decision.PresentSeconds, one.Decision.PollsAnswered)));
        Assert.Equal("Suggested UniqueName ann otherAnn", People.Write(outcome.Matches.Single(match => match.Identity.Key == "record:guest")));
    }

    private static SessionEvidence Evidence(IReadOnlyList<RosterEntry> roster, IReadOnlyList<AttendanceRecord> records, IReadOnlyList<PollResponse> answers, IReadOnlyList<MatchDecision> decisions) => new(
        RulesetPresets.NasbaGroupInternetBasedFifths,
        new CountingWindow(new Interval(Start, Start.AddHours(1)), []),
        1.2m,
        [new("Taxes", 1.2m)],
        [],
        roster,
        records,
        [new SessionPoll(new Guid(1, 0, 0, new byte[8]), answers)],
        decisions);

    private static AttendanceRecord Record(string id, string identity, int from, int to) =>
        People.Record(identity, id) with { Stays = [new ReportedStay(Start.AddMinutes(from), Start.AddMinutes(to), null)] };

    private static PollResponse Answer(string email, int minute) => new(email, null, Start.AddMinutes(minute), "Yes");
}
