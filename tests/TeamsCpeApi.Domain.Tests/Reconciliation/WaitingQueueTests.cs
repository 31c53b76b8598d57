using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>Who waits for a person and with whom as candidates, and who waits for nobody.</summary>
public class WaitingQueueTests
{
    [Theory]
    [InlineData("a telephone", "+1 425-555-0100")]
    [InlineData("a guest without a name", "(Guest)")]
    [InlineData("a device", "iPhone")]
    public void Climb_NobodyKnowsWhoItIs_NamesWhoWasNotSeenAndWhy(string sentence, string shown)
    {
        RosterEntry[] roster =
        [
            Entry(1, "Seen Person", "seen@contoso.example"),
            Entry(2, "Absent Person"),
            Entry(3, "Launched Person") with { WasLaunched = true },
            Entry(4, "Answering Person", "answering@contoso.example"),
            Entry(5, "Registered Person") with { FurtherRegistrationIds = ["R-5"] },
        ];
        var identities = SeenIdentity.Gather([Record("a", "seen@contoso.example", "Seen Person"), Record("b", null, shown)], [new("answering@contoso.example", null)]);

        var match = Ladder.Climb(roster, identities, [], acceptUniqueNames: true).Single(match => match.Identity.DisplayName == shown);

        Expect.Equal(sentence, MatchState.Unmatched, match.State);
        Assert.Equal([(4, 50), (3, 30), (5, 20), (2, 10)], match.Candidates.Select(candidate => (Number(candidate.ParticipantId), candidate.Score)));
        Assert.Equal("The participant was not seen in the meeting otherwise, but answered polls.", match.Candidates[0].Reason);
    }

    [Fact]
    public void Climb_EverybodyWasSeen_NamesNobodyAndSaysSo()
    {
        var match = Ladder.Climb([Entry(1, "Seen Person", "seen@contoso.example")], People.Seen("||seen@contoso.example|Seen", "|||+1 425-555-0100"), [], acceptUniqueNames: true)[1];

        Assert.Empty(match.Candidates);
        Assert.Contains("Every participant of the roster was seen otherwise", match.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Climb_ManyWereNotSeen_PicksNoneAtRandom()
    {
        RosterEntry[] roster = [.. Enumerable.Range(1, 9).Select(number => Entry(number, $"Person {number}") with { WasLaunched = number == 7 })];

        var match = Ladder.Climb(roster, People.Seen("|||+1 425-555-0100"), [], acceptUniqueNames: true).Single();

        Assert.Equal([7], match.Candidates.Select(candidate => Number(candidate.ParticipantId)));
    }

    [Theory]
    [InlineData("an organizer who is not on the roster", "Organizer", "Olga Host", MatchState.Staff, AttendeeClass.Organizer)]
    [InlineData("a co-organizer", "Coorganizer", "Olga Host", MatchState.Staff, AttendeeClass.Organizer)]
    [InlineData("a presenter who is not on the roster", "Presenter", "Petra Talk", MatchState.Staff, AttendeeClass.Presenter)]
    [InlineData("a producer", "Producer", "Petra Talk", MatchState.Staff, AttendeeClass.Presenter)]
    [InlineData("an attendee who is not on the roster waits", "Attendee", "Nobody Known", MatchState.Unmatched, AttendeeClass.Attendee)]
    [InlineData("words that Teams invents are an attendee's", "None", "Nobody Known", MatchState.Unmatched, AttendeeClass.Attendee)]
    [InlineData("a presenter of a participant's name waits: it may be that participant", "Presenter", "Ann Lee", MatchState.Suggested, AttendeeClass.Presenter)]
    [InlineData("a presenter who resembles a participant as well", "Presenter", "A. Lee", MatchState.Suggested, AttendeeClass.Presenter)]
    [InlineData("a presenter at a telephone may be anybody", "Presenter", "+1 425-555-0100", MatchState.Unmatched, AttendeeClass.Presenter)]
    public void Climb_Role_TellsStaffFromThoseWhoWait(string sentence, string role, string shown, MatchState state, AttendeeClass expected)
    {
        var identities = SeenIdentity.Gather([Record("a", null, shown) with { Role = role }], []);

        var match = Ladder.Climb([Entry(1, "Ann Lee")], identities, [], acceptUniqueNames: false).Single();

        Expect.Equal(sentence, (state, expected, state is not MatchState.Staff), (match.State, match.Class, match.IsWaiting));
    }

    [Theory]
    [InlineData("one of two presents: the role says something", "Presenter Attendee", false, MatchState.Staff)]
    [InlineData("two of three present: the role says nothing", "Presenter Presenter Attendee", false, MatchState.Unmatched)]
    [InlineData("two of four present", "Presenter Presenter Attendee Attendee", false, MatchState.Staff)]
    [InlineData("organizers are left out", "Presenter Presenter Organizer Organizer Coorganizer", false, MatchState.Unmatched)]
    [InlineData("whose role is not known, as in lists, is left out", "Presenter Presenter - - -", false, MatchState.Unmatched)]
    [InlineData("one person alone says nothing about a meeting's settings", "Presenter", false, MatchState.Staff)]
    [InlineData("presenters earn in this session", "Presenter Attendee", true, MatchState.Unmatched)]
    public void Climb_PresenterWhoResemblesNobody_WaitsWherePresentingSaysNothing(string sentence, string roles, bool presentersAttend, MatchState expected)
    {
        var records = roles.Split(' ').Select((role, index) => Record($"{index}", $"{index}@home.example", $"{(char)('Q' + index)}uentin") with { Role = role == "-" ? null : role });
        var identities = SeenIdentity.Gather([.. records], []);

        var match = Ladder.Climb([Entry(1, "Ann Lee")], identities, [], acceptUniqueNames: false, presentersAttend: presentersAttend)
            .First(match => match.Class == AttendeeClass.Presenter);

        Expect.Equal(sentence, expected, match.State);
    }

    [Fact]
    public void PresentingPeople_SeenUnderSeveralIdentities_CountOnce()
    {
        var identities = SeenIdentity.Gather(
            [Record("a", "ann@contoso.example", "Ann") with { Role = "Presenter" }, Record("b", "ann.lee@home.example", "Ann") with { Role = "Attendee" }, Record("c", "bo@home.example", "Bo")], []);
        var matches = Ladder.Climb([Entry(1, "Ann Lee", "ann@contoso.example") with { Aliases = ["ann.lee@home.example"] }], identities, [], acceptUniqueNames: false);

        Assert.Equal(new PresentingPeople(1, 2), PresentingPeople.Of(matches));
    }

    [Fact]
    public void Climb_PresenterOnTheRoster_IsMatchedAsEverybody()
    {
        var identities = SeenIdentity.Gather([Record("a", "ann@contoso.example", "Ann") with { Role = "Presenter" }], []);

        var match = Ladder.Climb([Entry(1, "Ann Lee", "ann@contoso.example")], identities, [], acceptUniqueNames: false).Single();

        Assert.Equal((MatchState.Matched, MatchRung.Email, AttendeeClass.Presenter), (match.State, match.Rung, match.Class));
    }

    [Theory]
    [InlineData("by the address of the session", "ines@contoso.example", AttendeeClass.Instructor, MatchState.Staff)]
    [InlineData("by another address of the same participant", "ann.private@home.example", AttendeeClass.Instructor, MatchState.Matched)]
    [InlineData("nobody else", "x@contoso.example", AttendeeClass.Attendee, MatchState.Unmatched)]
    public void Climb_Instructor_IsFoundByAddress(string sentence, string address, AttendeeClass expected, MatchState state)
    {
        RosterEntry[] roster = [Entry(1, "Ann Lee", "ann@contoso.example") with { Aliases = ["ann.private@home.example"] }];
        var identities = SeenIdentity.Gather([Record("a", address, "Quentin Zed")], []);

        var match = Ladder.Climb(roster, identities, [], acceptUniqueNames: false, ["ANN@contoso.example", "Ines@contoso.example"]).Single();

        Expect.Equal(sentence, (expected, state), (match.Class, match.State));
    }

    private static RosterEntry Entry(int number, string name, string? email = null) => new(new Guid(number, 0, 0, new byte[8]), name, email, [], null, null);

    private static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());

    private static AttendanceRecord Record(string id, string? email, string shown) => new("report", id, null, null, email, shown, "Attendee", null, []);
}
