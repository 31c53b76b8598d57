using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>Files name an e-mail address and a sign-in name, which often differ; Forms writes the one, Microsoft's reports the other. Both are the person's.</summary>
public class SignInNameTests
{
    [Theory]
    [InlineData("the reported identity has the e-mail address", "|O-1|jane@contoso.example|Jane", "||Jane@contoso.example|Jane|307373@corp.example", "object:o-1")]
    [InlineData("it has the sign-in name", "|O-1|307373@corp.example|Jane", "||jane@contoso.example|Jane|307373@CORP.example", "object:o-1")]
    [InlineData("it has no stronger id", "||307373@corp.example|Jane", "||jane@contoso.example|Jane|307373@corp.example", "email:307373@corp.example")]
    [InlineData("it has neither", "|O-1|joe@contoso.example|Joe", "||jane@contoso.example|Jane|307373@corp.example", "email:jane@contoso.example object:o-1")]
    [InlineData("two have the sign-in name", "|O-1|307373@corp.example|Jane;|O-2|307373@corp.example|Joe", "||jane@contoso.example|Jane|307373@corp.example", "email:jane@contoso.example object:o-1 object:o-2")]
    [InlineData("two have the e-mail address", "|O-1|family@home.example|Sam;|O-2|family@home.example|Kim;|O-3|307373@corp.example|Sam", "||family@home.example|Sam|307373@corp.example", "email:family@home.example object:o-1 object:o-2 object:o-3")]
    [InlineData("one has the e-mail address, another the sign-in name: the address says it", "|O-1|jane@contoso.example|Jane;|O-2|307373@corp.example|Joe", "||jane@contoso.example|Jane|307373@corp.example", "object:o-1 object:o-2")]
    [InlineData("it is known to sign in under another name", "|O-1|jane@contoso.example|Jane", "||jane@contoso.example|Jane|307373@corp.example;||joe@contoso.example|Joe|jane@contoso.example", "email:joe@contoso.example object:o-1")]
    [InlineData("two accounts have the row's e-mail address", "|O-1|307373@corp.example|Sam", "||family@home.example|Sam|307373@corp.example;||family@home.example|Kim|411411@corp.example", "email:family@home.example object:o-1")]
    [InlineData("a guest's sign-in name is no more than what it is", "|O-1|jane@home.example|Jane", "||j@home.example|Jane|jane_home.example#EXT#@contoso.onmicrosoft.example", "email:j@home.example object:o-1")]
    public void Gather_RowOfAFile_JoinsTheOneReportedIdentityThatHasEitherAddress(string sentence, string reported, string filed, string keys) =>
        Expect.Equal(sentence, keys, Keys(Gather(reported, filed)));

    [Theory]
    [InlineData("the e-mail address", "||jane@contoso.example|Jane|307373@corp.example", "jane@contoso.example", "email:jane@contoso.example")]
    [InlineData("the sign-in name", "||jane@contoso.example|Jane|307373@corp.example", "307373@CORP.example", "email:jane@contoso.example")]
    [InlineData("both, in two polls", "||jane@contoso.example|Jane|307373@corp.example", "307373@corp.example jane@contoso.example", "email:jane@contoso.example")]
    [InlineData("a guest's sign-in name", "||jane@home.example|Jane|jane_home.example#EXT#@contoso.onmicrosoft.example", "jane_home.example#ext#@contoso.onmicrosoft.example", "email:jane@home.example")]
    [InlineData("a sign-in name of two", "||jane@contoso.example|Jane|307373@corp.example;||joe@contoso.example|Joe|307373@corp.example", "307373@corp.example", "email:307373@corp.example*")]
    [InlineData("one of two sign-in names of one address", "||family@home.example|Sam|307373@corp.example;||family@home.example|Kim|411411@corp.example", "307373@corp.example", "email:307373@corp.example*")]
    [InlineData("somebody's e-mail address and another's sign-in name", "||jane@contoso.example|Jane|joe@contoso.example;||joe@contoso.example|Joe|joe@corp.example", "joe@contoso.example", "email:joe@contoso.example")]
    public void Gather_Respondent_IsWhoeverAloneHasTheAddress(string sentence, string filed, string respondents, string answering)
    {
        var seen = SeenIdentity.Gather(Records("", filed), [.. respondents.Split(' ').Select(address => new Respondent(address, null))]);

        Expect.Equal(sentence, answering, string.Join(' ', seen.Where(identity => identity.AnsweredPolls).Select(identity => identity.Key + (identity.Records.Count == 0 ? "*" : ""))));
        Expect.Equal(sentence, respondents.ToLowerInvariant(), string.Join(' ', seen.SelectMany(identity => identity.AnsweredUnder)));
    }

    [Theory]
    [InlineData("the e-mail address is on the roster", "||jane@contoso.example|J.|307373@corp.example", "Matched Email jane")]
    [InlineData("the sign-in name is", "||j.doe@elsewhere.example|J.|Jane@contoso.example", "Matched Email jane")]
    [InlineData("the sign-in name is a known alias", "||j.doe@elsewhere.example|J.|jd@home.example", "Matched Alias jane")]
    [InlineData("both are the same participant's", "||jd@home.example|J.|jane@contoso.example", "Matched Email jane")]
    [InlineData("they are two participants'", "||jane@contoso.example|J.|joe@contoso.example", "Suggested Email jane joe")]
    [InlineData("the alias is one's, the e-mail address another's", "||jd@home.example|J.|joe@contoso.example", "Suggested Email jane joe")]
    [InlineData("several share the sign-in name", "||elsewhere@home.example|X|family@home.example", "Suggested Alias sam kim")]
    [InlineData("several share one of them, and one has the other", "||jane@contoso.example|Jane Doe|shared@contoso.example", "Suggested Email jane sam kim")]
    [InlineData("another address says that the namesake may be another person", "||x@elsewhere.example|Jane Doe|y@elsewhere.example", "Suggested UniqueName jane")]
    [InlineData("an id comes first, and its addresses are another's", "|O-JOE|jane@contoso.example|J.|jane@contoso.example", "Suggested ObjectId joe jane")]
    public void Climb_TwoAddresses_MatchOnlyOneParticipant(string sentence, string identity, string expected) =>
        Expect.Equal(sentence, expected, People.Write(Ladder.Climb(People.Roster, People.Seen(identity), [], acceptUniqueNames: true).Single()));

    [Fact]
    public void Climb_AddressesOfTwoParticipants_SaysWhyItWaits() => Assert.Equal(
        "Its e-mail address and its sign-in name are those of different participants: a person has to decide.",
        Ladder.Climb(People.Roster, People.Seen("||jane@contoso.example|J.|joe@contoso.example"), [], acceptUniqueNames: true).Single().Evidence);

    [Theory]
    [InlineData("made on the e-mail address", "", "||x@home.example|X|u1@corp.example", "email:x@home.example", "email:x@home.example: Matched HumanDecision jane")]
    [InlineData("made on the sign-in name, when it was the whole of the identity", "", "||x@home.example|X|u1@corp.example", "email:u1@corp.example", "email:x@home.example: Matched HumanDecision jane")]
    [InlineData("made on the file's address, before the report named the sign-in name", "|O-1|u1@corp.example|X", "||x@home.example|X|u1@corp.example", "email:x@home.example", "object:o-1: Matched HumanDecision jane")]
    [InlineData("made on the reported address", "|O-1|u1@corp.example|X", "||x@home.example|X|u1@corp.example", "email:u1@corp.example", "object:o-1: Matched HumanDecision jane")]
    [InlineData("made on a sign-in name that two have is neither's", "", "||x@home.example|X|u1@corp.example;||y@home.example|Y|u1@corp.example", "email:u1@corp.example", "email:x@home.example: Unmatched|email:y@home.example: Unmatched")]
    public void Climb_DecisionOnEitherAddress_Survives(string sentence, string reported, string filed, string key, string expected)
    {
        MatchDecision[] decisions = [new(key, People.Id("jane"))];

        Expect.Equal(sentence, expected, Climb(SeenIdentity.Gather(Records(reported, filed), [], decisions), decisions));
    }

    [Fact]
    public void Gather_PeopleDecidedDifferently_JoinsNothing()
    {
        MatchDecision[] decisions = [new("email:x@home.example", People.Id("jane")), new("email:u1@corp.example", People.Id("joe"))];
        var reported = SeenIdentity.Gather(Records("||u1@corp.example|X", "||x@home.example|X|u1@corp.example"), [], decisions);
        var answered = SeenIdentity.Gather(Records("", "||x@home.example|X|u1@corp.example"), [new("u1@corp.example", "X")], decisions);

        Assert.All([reported, answered], seen => Assert.Equal("email:u1@corp.example: Matched HumanDecision joe|email:x@home.example: Matched HumanDecision jane", Climb(seen, decisions)));
    }

    [Fact]
    public void Climb_SignInNameKnownSince_IsAReasonToLookAgain()
    {
        var (before, now) = (People.Seen("||x@home.example|X").Single(), People.Seen("||x@home.example|X|u1@corp.example"));
        var decision = new MatchDecision(before.Key, People.Id("jane"), MatchBasis.Of(before, People.Roster.Single(entry => entry.Id == People.Id("jane")), null));

        Assert.Equal(["It has got another address, as a sign-in name is, since."], Ladder.Climb(People.Roster, now, [decision], acceptUniqueNames: false).Single().ReviewReasons);
    }

    private static IReadOnlyList<SeenIdentity> Gather(string reported, string filed) => SeenIdentity.Gather(Records(reported, filed), []);

    private static AttendanceRecord[] Records(string reported, string filed) =>
    [
        .. reported.Split(';', StringSplitOptions.RemoveEmptyEntries).Select((identity, index) => People.Record(identity, $"record-{index}")),
        .. filed.Split(';', StringSplitOptions.RemoveEmptyEntries).Select((identity, index) => People.Record(identity, $"file-{index}", ReportIds.OfFile(Guid.Empty))),
    ];

    private static string Climb(IReadOnlyList<SeenIdentity> seen, MatchDecision[] decisions) => string.Join(
        '|', Ladder.Climb(People.Roster, seen, decisions, acceptUniqueNames: false).Select(match => $"{match.Identity.Key}: {People.Write(match with { Candidates = [] })}"));

    private static string Keys(IEnumerable<SeenIdentity> identities) => string.Join(' ', identities.Select(identity => identity.Key));
}
