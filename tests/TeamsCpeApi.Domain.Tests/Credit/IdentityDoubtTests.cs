using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

/// <summary>Who instructs under another address, who may be somebody else, and what whoever approves reads of it. Ada (R-A, O-A) and Ben (R-B, O-B) are on the roster.</summary>
public class IdentityDoubtTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 12, 14, 0, 0, TimeSpan.Zero);

    private static readonly RosterEntry Ada = new(new Guid(1, 0, 0, new byte[8]), "Ada North", "ada@x.example", ["ada@home.example"], "O-A", "R-A");
    private static readonly RosterEntry Ben = new(new Guid(2, 0, 0, new byte[8]), "Ben South", "ben@x.example", [], "O-B", "R-B");

    [Theory]
    [InlineData("the sign-in name is the instructor's", "||ada@x.example|Ada|ines@x.example", "")]
    [InlineData("one of two sign-in names is", "||ada@x.example|Ada|ines@x.example;||ada@x.example|Ada|u1@x.example", "")]
    [InlineData("the account is, as another record says", "|O-9|ines@x.example|I.;R-A|O-9||Ada", "")]
    [InlineData("of two devices one is", "||ada@x.example|Ada;||ada@home.example|Ada|ines@x.example", "")]
    [InlineData("another address of the instructor's is", "||ada@home.example|Ada|u9@x.example;||ines@x.example|Ines|u9@x.example", "")]
    [InlineData("a person said so", "||ines@x.example|Ines", "email:ines@x.example")]
    [InlineData("a second e-mail address of the account is", "|O-A|ada@x.example|Ada;|O-A|ines@x.example|Ada", "")]
    public void Of_InstructorUnderAnotherAddress_EarnsNothingAndIsSeen(string sentence, string identities, string decided)
    {
        var outcome = Outcome(identities, [], decided.Length == 0 ? [] : [new MatchDecision(decided, Ada.Id)]);

        Expect.Equal(sentence, (0m, true, LimitedBy.Role), (outcome.Participants[0].Decision.Credits, outcome.Participants[0].Case.IsInstructor, outcome.Participants[0].Decision.LimitedBy));
        Expect.Equal(sentence, 3_600L, InstructionCalculator.SeenSeconds(outcome, "Ines@x.example"));
        Assert.All(outcome.Matches, match => Assert.Equal(AttendeeClass.Instructor, match.Class));
    }

    [Fact]
    public void Of_InstructorsIdentityThatAPersonGaveToOne_MakesNobodyElseInstruct()
    {
        var outcome = Outcome("||ada@x.example|Ada|ines@x.example;||ben@x.example|Ben", [], [new MatchDecision("email:ada@x.example", Ben.Id)]);

        Assert.Equal([false, true], outcome.Participants.Select(row => row.Case.IsInstructor));
    }

    [Theory]
    [InlineData("one registration that two use in turn", "R-A|||Ada North;R-A|||Ben South", "key-of-several-names Decision The registration of this participant shows 2 different names, \"Ada North\" and \"Ben South\": several people may have used it, whose time and answers are credited as one participant's. Look at …/attendees whose they are, and override the credit where they are another's.")]
    [InlineData("a mailbox of two", "||ada@x.example|Ada North|u1@x.example;||ada@x.example|A. North|u2@x.example", "address-of-several-accounts Warning 2 sign-in names stand behind one address of this participant: one person with several accounts, or several people who share it. Look at them at …/attendees before approving.")]
    [InlineData("one name in its spellings", "|O-A||Ada North;|O-A||NORTH, Ada (Guest);|O-A||iPhone", "")]
    [InlineData("a registration under the name of another", "R-A|||Ben South", "name-of-another-participant Decision An attendee who is this participant by an id or an address is shown as \"Ben South\", which is another participant's name. Decide who it is at …/attendees.")]
    [InlineData("an instructor of the same name waits", "||ada@x.example|Ada;||ines@x.example|Ada North", "may-instruct Decision 1 attendee who instructs waits for a decision and may be this participant, with a score of 95: the name is the same; whoever instructs earns no attendee credit. Decide at …/attendees?class=instructor.")]
    [InlineData("whoever was seen and lacks nothing hears nothing of an attendee of two who waits", "||ada@x.example|Ada;|O-7|ben@x.example|B.|ada@home.example", "")]
    [InlineData("an address that is shown for a name is none", "||ada@x.example|Quentin Zed;||ada@x.example|ada@x.example", "")]
    [InlineData("nor is the sign-in name", "||ada@home.example|Quentin Zed|ada@x.example;||ada@home.example|ada@x.example|ada@x.example", "")]
    public void Of_DoubtfulIdentity_SaysSo(string sentence, string identities, string expected) =>
        Expect.Equal(sentence, expected, Doubts(Outcome(identities, [], []).Participants[0]));

    [Fact]
    public void Of_PersonDecidedAboutTheSharedKey_IsWarnedNoMore() => Assert.Equal(
        FindingLevel.Warning,
        Outcome("R-A|||Ada North;R-A|||Ben South", [], [new MatchDecision("registration:R-A", Ada.Id)]).Participants[0].Doubts.Single(doubt => doubt.Code == "key-of-several-names").Level);

    [Theory]
    [InlineData("other names under another key", "R-A|||Quentin Zed;R-A|||Zoe Quux;|O-A||Ben South", "key-of-several-names name-of-another-participant")]
    [InlineData("the key that shows several names shows that one too", "R-A|||Quentin Zed;R-A|||Ben South", "key-of-several-names")]
    public void Of_NameOfAnotherParticipant_IsToldOnce(string sentence, string identities, string codes) =>
        Expect.Equal(sentence, codes, string.Join(' ', Outcome(identities, [], []).Participants[0].Doubts.Select(doubt => doubt.Code)));

    [Fact]
    public void Of_OneAnonymousAnswer_IsToldOfWhoeverAnsweredNothing() => Assert.Equal(
        "anonymous-answers Warning 1 anonymous answer to 1 poll belongs to nobody: the form kept no address, so it counts for no participant. Whoever knows that this participant gave it may override the credit with a reason.",
        Doubts(Outcome("||ben@x.example|Ben", [new PollResponse(null, null, Start.AddMinutes(5), "Yes"), new PollResponse("ben@x.example", null, Start.AddMinutes(5), "Yes")], []).Participants[0]));

    [Fact]
    public void Of_SomebodyUnseen_SaysWhoWaitsAndWhoAnsweredWithoutAName()
    {
        var answers = new[] { "", "", "ben@x.example" }.Select(email => new PollResponse(email.Length == 0 ? null : email, null, Start.AddMinutes(5), "Yes")).ToArray();
        var outcome = Outcome("|||Ada North;|||Ada Northe;||ben@x.example|Ben", answers, []);

        Assert.Equal(
            "attendee-waits Warning 2 attendees wait for a decision who may be this participant, the likeliest with a score of 95: the name is the same; decide at …/attendees?match=suggested."
            + "|anonymous-answers Warning 2 anonymous answers to 1 poll belong to nobody: the form kept no address, so they count for no participant. Whoever knows which of them this participant gave may override the credit with a reason.",
            Doubts(outcome.Participants[0]));
        Assert.Empty(outcome.Participants[1].Doubts);
    }

    private static string Doubts(ParticipantOutcome row) => string.Join('|', row.Doubts.Select(doubt => $"{doubt.Code} {doubt.Level} {doubt.Message}"));

    private static SessionOutcome Outcome(string identities, PollResponse[] answers, IReadOnlyList<MatchDecision> decisions) => SessionCompletion.Of(new SessionEvidence(
        RulesetPresets.NasbaGroupInternetBasedFifths with { LimitedBy = CreditLimit.Time, Polls = new PollRequirement(PollRule.None, 0) },
        new CountingWindow(new Interval(Start, Start.AddHours(1)), []),
        1.2m,
        [new("Taxes", 1.2m)],
        ["ines@x.example"],
        [Ada, Ben],
        [.. identities.Split(';').Select((identity, index) => Reconciliation.People.Record(identity, $"record-{index}", identity.Split('|').Length > 4 ? ReportIds.OfFile(Guid.Empty) : "report") with
        {
            Stays = [new ReportedStay(Start, Start.AddHours(1), null)],
        })],
        answers.Length == 0 ? [] : [new SessionPoll(new Guid(9, 0, 0, new byte[8]), answers)],
        decisions));
}
