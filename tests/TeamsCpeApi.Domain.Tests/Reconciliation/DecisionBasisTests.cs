using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>A human decision stands, and says what changed under it since.</summary>
public class DecisionBasisTests
{
    private const string Shown = "|O-1|j@home.example|Jane D.";

    [Theory]
    [InlineData("nothing", Shown, "")]
    [InlineData("the same in another spelling", "|o-1|J@home.example|D. Jane (Guest)", "")]
    [InlineData("another name", "|O-1|j@home.example|Joe Roe", "Its name is another than when it was decided.")]
    [InlineData("no name any longer", "|O-1|j@home.example|", "Its name is gone.")]
    [InlineData("another address", "|O-1|x@home.example|Jane D.", "Its e-mail address is another than when it was decided.")]
    [InlineData("no address any longer", "|O-1||Jane D.", "Its e-mail address is gone.")]
    [InlineData("a registration besides", "R-9|O-1|j@home.example|Jane D.", "It has got a webinar registration since.")]
    public void Climb_IdentityChangedSince_KeepsTheDecisionAndSaysWhat(string sentence, string now, string expected)
    {
        var decision = Decide(Seen(Shown), "jane");

        var match = Ladder.Climb(People.Roster, [Seen(now)], [decision], acceptUniqueNames: false).Single();

        Expect.Equal(sentence, "Matched HumanDecision jane", People.Write(match));
        Expect.Equal(sentence, expected, string.Join(' ', match.ReviewReasons));
        Expect.Equal(sentence, expected.Length > 0, match.NeedsReview);
    }

    [Fact]
    public void Climb_RespondentSeenInTheMeetingSince_SaysSo()
    {
        var before = SeenIdentity.Gather([], [new Respondent("j@home.example", "Jane D.")]).Single();
        var after = SeenIdentity.Gather([People.Record("||j@home.example|Jane D.", "record")], [new Respondent("j@home.example", "Jane D.")]);

        Assert.Equal(["It has been seen in the meeting since."], Ladder.Climb(People.Roster, after, [Decide(before, "jane")], acceptUniqueNames: false).Single().ReviewReasons);
        Assert.Equal(["It is no longer seen in the meeting."], Ladder.Climb(People.Roster, [before], [Decide(after[0], "jane")], acceptUniqueNames: false).Single().ReviewReasons);
    }

    [Fact]
    public void Climb_ParticipantRenamedSince_SaysSo()
    {
        RosterEntry[] roster = [.. People.Roster.Select(entry => entry.Id == People.Id("jane") ? entry with { Name = "Judy Poe", Email = "judy@contoso.example" } : entry)];

        Assert.Equal(
            ["The participant has another name on the roster than when it was decided.", "The participant has another e-mail address on the roster than when it was decided."],
            Ladder.Climb(roster, [Seen(Shown)], [Decide(Seen(Shown), "jane")], acceptUniqueNames: false).Single().ReviewReasons);
    }

    [Fact]
    public void Climb_LadderContradictsOnlySince_SaysSo()
    {
        var identity = Seen("|O-9|joe@contoso.example|J.");
        var known = Decide(identity, "jane", found: "joe");
        var since = Decide(identity, "jane", found: null);

        Assert.False(Ladder.Climb(People.Roster, [identity], [known], acceptUniqueNames: false).Single().NeedsReview);
        Assert.Equal(
            ["An id, an address or a name says that it is another participant."],
            Ladder.Climb(People.Roster, [identity], [since], acceptUniqueNames: false).Single().ReviewReasons);
    }

    [Fact]
    public void Climb_AnyDecision_TellsWhatTheLadderItselfFound()
    {
        var match = Ladder.Climb(People.Roster, [Seen("||joe@contoso.example|J.")], [new MatchDecision("email:joe@contoso.example", null)], acceptUniqueNames: false).Single();

        Assert.Equal((MatchState.Dismissed, (Guid?)People.Id("joe")), (match.State, match.FoundParticipantId));
    }

    private static SeenIdentity Seen(string identity) => People.Seen(identity).Single();

    private static MatchDecision Decide(SeenIdentity identity, string participant, string? found = null) => new(
        identity.Key,
        People.Id(participant),
        MatchBasis.Of(identity, People.Roster.Single(entry => entry.Id == People.Id(participant)), found is null ? null : People.Id(found)));
}
