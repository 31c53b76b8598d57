using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

public class LadderTests
{
    [Theory]
    [InlineData("the registration id comes first", "R-JOE|O-X|x@home.example|Jane Doe", "Matched RegistrationId joe")]
    [InlineData("then the Entra object id", "R-X|O-JOE|x@home.example|Jane Doe", "Matched ObjectId joe")]
    [InlineData("then the e-mail address", "||jane@contoso.example|Joe Roe", "Matched Email jane")]
    [InlineData("then a known alias", "||jd@home.example|Joe Roe", "Matched Alias jane")]
    [InlineData("a name is only a suggestion", "|||Jane Doe", "Suggested UniqueName jane")]
    [InlineData("ids are compared without case and spaces", " r-joe ||| ", "Matched RegistrationId joe")]
    [InlineData("object ids as well", "|o-joe||", "Matched ObjectId joe")]
    [InlineData("addresses as well", "||JANE@Contoso.Example |", "Matched Email jane")]
    [InlineData("an unknown id falls to the next rung", "R-X|O-X|jane@contoso.example|", "Matched Email jane")]
    [InlineData("an unknown address falls to the name", "||jane@elsewhere.example|Jane Doe", "Suggested UniqueName jane")]
    [InlineData("an address that two participants share is for a person to decide", "||shared@contoso.example|Sam Poe", "Suggested Email sam kim")]
    [InlineData("an alias that two participants share as well", "||family@home.example|Sam Poe", "Suggested Alias sam kim")]
    [InlineData("a name that two participants have as well", "|||Ann Lee", "Suggested UniqueName ann otherAnn")]
    [InlineData("an address decides between two of one name", "||ann.lee@contoso.example|Ann Lee", "Matched Email otherAnn")]
    [InlineData("a guest's suffix is no part of the name", "|||Jane Doe (Unverified)", "Suggested UniqueName jane")]
    [InlineData("a company in front is no part of the name", "|||[Contoso] Doe, Jane", "Suggested UniqueName jane")]
    [InlineData("a telephone number says nothing; those are named who registered and were not seen", "|||+1 425-555-0100", "Unmatched jane joe")]
    [InlineData("a name that nobody has", "|||Nobody Known", "Unmatched")]
    [InlineData("a suffix alone is no name", "|||(Guest)", "Unmatched jane joe")]
    [InlineData("nothing at all", "|||", "Unmatched jane joe")]
    public void Climb_OneIdentity_StopsAtTheFirstRungThatHolds(string sentence, string identity, string expected) =>
        Expect.Equal(sentence, expected, Climb(false, identity).Single());

    [Theory]
    [InlineData("a name of one participant and one attendee matches", "|||Doe, Jane (Guest)", "Matched UniqueName jane")]
    [InlineData("an anonymous address is none", "||anonymous|Jane Doe", "Matched UniqueName jane")]
    [InlineData("another address says that it may be another person", "||jane@elsewhere.example|Jane Doe", "Suggested UniqueName jane")]
    [InlineData("another object id says so as well", "|O-X||Jane Doe", "Suggested UniqueName jane")]
    [InlineData("another registration says so as well", "R-X|||Jane Doe", "Suggested UniqueName jane")]
    [InlineData("an id that the roster cannot contradict does not", "|O-X||Bo Diaz", "Matched UniqueName bo")]
    [InlineData("two participants of one name stay a question", "|||Ann Lee", "Suggested UniqueName ann otherAnn")]
    [InlineData("a telephone number says nothing; those are named who registered and were not seen", "|||+1 425-555-0100", "Unmatched jane joe")]
    public void Climb_UniqueNamesAccepted_MatchesOnlyWithoutContrary(string sentence, string identity, string expected) =>
        Expect.Equal(sentence, expected, Climb(true, identity).Single());

    [Theory]
    [InlineData("a registration that was given on", "R-JOE||jane@contoso.example|Jane Doe", "Suggested RegistrationId jane joe", "The registration id is one participant's, but an address or an account of it is another's, as when a join link was given on: a person has to decide.")]
    [InlineData("to somebody who signed in", "R-JOE|O-JANE||J.", "Suggested RegistrationId jane joe", "The registration id is one participant's, but an address or an account of it is another's, as when a join link was given on: a person has to decide.")]
    [InlineData("to a known alias", "R-JOE||jd@home.example|J.", "Suggested RegistrationId jane joe", "The registration id is one participant's, but an address or an account of it is another's, as when a join link was given on: a person has to decide.")]
    [InlineData("to an address of two others", "R-JOE||family@home.example|J.", "Suggested RegistrationId joe sam kim", "The registration id is one participant's, but an address or an account of it is another's, as when a join link was given on: a person has to decide.")]
    [InlineData("an account with another's address", "|O-JOE|jane@contoso.example|J.", "Suggested ObjectId jane joe", "The Entra object id is one participant's, but an address of it is another's: a person has to decide.")]
    [InlineData("an account with another's sign-in name", "|O-JOE|x@home.example|J.|jane@contoso.example", "Suggested ObjectId jane joe", "The Entra object id is one participant's, but an address of it is another's: a person has to decide.")]
    [InlineData("the same participant's are no contradiction", "R-JOE|O-JOE|joe@contoso.example|J.", "Matched RegistrationId joe", "The registration id is the participant's.")]
    public void Climb_IdOfOneAndAddressOfAnother_WaitsWithBoth(string sentence, string identity, string expected, string evidence)
    {
        var match = Ladder.Climb(People.Roster, People.Seen(identity), [], acceptUniqueNames: true).Single();

        Expect.Equal(sentence, expected, People.Write(match with { Candidates = [.. match.Candidates.OrderBy(candidate => candidate.ParticipantId)] }));
        Expect.Equal(sentence, evidence, match.Evidence);
    }

    [Theory]
    [InlineData("a comma turns it", "Thomas, James", "Matched UniqueName")]
    [InlineData("the same words in another order are another name", "Thomas James", "Suggested UniqueName")]
    [InlineData("doubled as a whole", "James Thomas James Thomas", "Matched UniqueName")]
    [InlineData("a guest", "James Thomas (Guest)", "Matched UniqueName")]
    public void Climb_UniqueNamesAccepted_RespectsTheirOrder(string sentence, string shown, string expected)
    {
        var match = Ladder.Climb([new RosterEntry(new Guid(1, 0, 0, new byte[8]), "James Thomas", "j@contoso.example", [], null, null)], People.Seen($"|||{shown}"), [], acceptUniqueNames: true).Single();

        Expect.Equal(sentence, expected, $"{match.State} {match.Rung}");
    }

    [Fact]
    public void Climb_AddressOfOneAndAliasOfAnother_AsksAPerson()
    {
        RosterEntry[] roster = [.. People.Roster.Take(1), People.Roster[1] with { Aliases = ["jane@contoso.example"] }];

        Assert.Equal("Suggested Email jane joe", People.Write(Ladder.Climb(roster, People.Seen("||jane@contoso.example|J."), [], acceptUniqueNames: true).Single()));
    }

    [Fact]
    public void Climb_TwoAttendeesOfOneName_AsksForBoth() => Assert.Equal(
        ["Suggested UniqueName jane", "Suggested UniqueName jane"],
        Climb(true, "|||Jane Doe", "|||Doe, Jane (Guest)"));

    [Fact]
    public void Climb_NameOfSomebodyAlreadyMatched_AsksAPerson() => Assert.Equal(
        ["Matched Email jane", "Suggested UniqueName jane"],
        Climb(true, "||jane@contoso.example|Jane Doe", "|||Jane Doe"));

    [Theory]
    [InlineData("a person names a participant", "|||+1 425-555-0100", "jane", "Matched HumanDecision jane", false)]
    [InlineData("a person confirms what the ladder found", "||jane@contoso.example|", "jane", "Matched HumanDecision jane", false)]
    [InlineData("a person wins over the ladder, which is flagged", "||jane@contoso.example|", "joe", "Matched HumanDecision joe", true)]
    [InlineData("a person settles an ambiguity", "|||Ann Lee", "otherAnn", "Matched HumanDecision otherAnn", false)]
    [InlineData("a person dismisses", "|||Jane Doe", "", "Dismissed HumanDecision", false)]
    [InlineData("a dismissal that an id contradicts is flagged", "||jane@contoso.example|", "", "Dismissed HumanDecision", true)]
    public void Climb_HumanDecision_Wins(string sentence, string identity, string participant, string expected, bool review)
    {
        var seen = People.Seen(identity);
        var decision = new MatchDecision(seen[0].Key, participant.Length == 0 ? null : People.Id(participant));
        var match = Ladder.Climb(People.Roster, seen, [decision], acceptUniqueNames: false).Single();

        Expect.Equal(sentence, expected, People.Write(match));
        Expect.Equal(sentence, review, match.NeedsReview);
    }

    [Fact]
    public void Climb_DecidedParticipantLeftTheRoster_AsksAPersonAgain()
    {
        var seen = People.Seen("||jane@contoso.example|Jane Doe");
        var match = Ladder.Climb(People.Roster, seen, [new MatchDecision(seen[0].Key, new Guid(99, 0, 0, new byte[8]))], acceptUniqueNames: true).Single();

        Assert.Equal("Suggested Email jane", People.Write(match));
        Assert.True(match.NeedsReview);
    }

    [Fact]
    public void Climb_DecidedParticipantLeftTheRosterAndNobodyElseIsFound_WaitsWithoutACandidate()
    {
        var seen = People.Seen("||quentin@home.example|Quentin Zed");
        var match = Ladder.Climb(People.Roster, seen, [new MatchDecision(seen[0].Key, new Guid(99, 0, 0, new byte[8]))], acceptUniqueNames: true).Single();

        Assert.Equal("Unmatched", People.Write(match));
        Assert.True(match.NeedsReview);
    }

    [Fact]
    public void Climb_IdentityGainedAStrongerKey_KeepsTheDecision()
    {
        var before = SeenIdentity.Gather([], [new Respondent("jane.private@home.example", "J. Doe")]).Single();
        var after = SeenIdentity.Gather([People.Record("|O-UNKNOWN|Jane.Private@home.example|J. Doe", "record")], [new Respondent("jane.private@home.example", "J. Doe")]);

        var match = Ladder.Climb(People.Roster, after, [new MatchDecision(before.Key, People.Id("jane"))], acceptUniqueNames: false).Single();

        Assert.NotEqual(before.Key, match.Identity.Key);
        Assert.Equal("Matched HumanDecision jane", People.Write(match));
        Assert.False(match.NeedsReview);
    }

    [Fact]
    public void Climb_DecisionsOnWeakerKeysDisagree_FlagsTheStrongest()
    {
        var seen = People.Seen("R-UNKNOWN|O-UNKNOWN|x@home.example|X");
        MatchDecision[] decisions = [new("object:o-unknown", People.Id("jane")), new("email:x@home.example", People.Id("joe"))];

        var match = Ladder.Climb(People.Roster, seen, decisions, acceptUniqueNames: false).Single();
        var exact = Ladder.Climb(People.Roster, seen, [.. decisions, new(seen[0].Key, People.Id("bo"))], acceptUniqueNames: false).Single();

        Assert.Equal(("Matched HumanDecision jane", true), (People.Write(match), match.NeedsReview));
        Assert.Equal(("Matched HumanDecision bo", false), (People.Write(exact), exact.NeedsReview));
    }

    private static string[] Climb(bool acceptUniqueNames, params string[] identities) =>
        [.. Ladder.Climb(People.Roster, People.Seen(identities), [], acceptUniqueNames).Select(People.Write)];
}
