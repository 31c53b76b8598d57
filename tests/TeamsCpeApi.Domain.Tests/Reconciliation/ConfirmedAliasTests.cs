using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>What people confirmed in earlier sessions: it matches while nothing says otherwise.</summary>
public class ConfirmedAliasTests
{
    private static readonly KnownAlias Private = new("email:jane.private@home.example", "Federal Tax Update", new DateOnly(2026, 3, 12), IsContested: false);

    [Theory]
    [InlineData("the address that was confirmed", "||Jane.Private@home.example|J.", "Matched Alias jane")]
    [InlineData("the account that was confirmed", "|O-PRIVATE||Jane at home", "Matched Alias jane")]
    [InlineData("an address of the roster comes first", "|O-PRIVATE|joe@contoso.example|Jane", "Matched Email joe")]
    [InlineData("another address is not known", "||jane.other@home.example|Quentin Zed", "Unmatched")]
    [InlineData("a registration is not known from elsewhere", "R-PRIVATE|||Quentin Zed", "Unmatched")]
    [InlineData("the name shown is another participant's", "||jane.private@home.example|Joe Roe", "Suggested Alias jane")]
    public void Climb_KeyConfirmedElsewhere_MatchesUnlessSomethingSaysOtherwise(string sentence, string identity, string expected) =>
        Expect.Equal(sentence, expected, People.Write(Ladder.Climb(With(("jane", Private), ("jane", Private with { IdentityKey = "object:o-private" }), ("jane", Private with { IdentityKey = "registration:R-PRIVATE" })), People.Seen(identity), [], acceptUniqueNames: false).Single()));

    [Theory]
    [InlineData("confirmed in another session", false, AttendeeClass.Instructor)]
    [InlineData("confirmed as two people's: whose it is nobody knows", true, AttendeeClass.Attendee)]
    public void Climb_InstructorUnderAConfirmedAddress_IsFound(string sentence, bool isContested, AttendeeClass expected) => Expect.Equal(
        sentence,
        expected,
        Ladder.Climb(With(("jane", Private with { IsContested = isContested })), People.Seen("||jane@contoso.example|Jane Doe"), [], acceptUniqueNames: false, ["jane.private@home.example"]).Single().Class);

    [Fact]
    public void Climb_KeyConfirmedElsewhere_NamesTheSessionAndTheDay()
    {
        var later = Private with { Session = "Ethics Lunch", On = new DateOnly(2026, 4, 1) };

        var match = Ladder.Climb(With(("jane", Private), ("jane", later)), People.Seen("||jane.private@home.example|J."), [], acceptUniqueNames: false).Single();

        Assert.Equal("A person confirmed this address or account as the participant's in the session \"Ethics Lunch\" on 2026-04-01.", match.Evidence);
    }

    [Fact]
    public void Climb_KeyConfirmedForTwo_AsksAPerson() => Assert.Equal(
        "Suggested Alias jane joe",
        People.Write(Ladder.Climb(With(("jane", Private), ("joe", Private)), People.Seen("||jane.private@home.example|X"), [], acceptUniqueNames: true).Single()));

    [Fact]
    public void Climb_KeyContestedBySomebodyWhoIsNotHere_AsksAPerson() => Assert.Equal(
        "Suggested Alias jane",
        People.Write(Ladder.Climb(With(("jane", Private with { IsContested = true })), People.Seen("||jane.private@home.example|Jane Doe"), [], acceptUniqueNames: true).Single()));

    [Fact]
    public void Climb_TelephoneWithAnAccount_IsNotKnownFromElsewhere() => Assert.Equal(
        MatchState.Unmatched,
        Ladder.Climb(With(("jane", Private with { IdentityKey = "object:o-room" })), People.Seen("|O-ROOM||+1 425-555-0100"), [], acceptUniqueNames: true).Single().State);

    [Fact]
    public void LastingKeys_OfAnyIdentity_AreAccountAndAddressAlone()
    {
        Assert.Equal(["object:o-1", "email:a@contoso.example"], Seen("R-1|O-1|A@contoso.example|Ann").LastingKeys);
        Assert.Empty(Seen("R-1|||Ann").LastingKeys);
        Assert.Empty(Seen("|O-1|a@contoso.example|+1 425-555-0100").LastingKeys);
    }

    [Theory]
    [InlineData("both addresses of somebody", "||a@contoso.example|Ann|u1@corp.example", "", "email:a@contoso.example email:u1@corp.example")]
    [InlineData("a sign-in name that another attendee has", "||a@contoso.example|Ann|u1@corp.example", "||b@contoso.example|Bea|u1@corp.example", "email:a@contoso.example")]
    [InlineData("an e-mail address that another attendee has", "||a@contoso.example|Ann|u1@corp.example", "||b@contoso.example|Bea|a@contoso.example", "email:u1@corp.example")]
    [InlineData("a sign-in name that the roster gives to another", "||a@contoso.example|Ann|joe@contoso.example", "", "email:a@contoso.example")]
    [InlineData("an alias that the roster gives to another", "||a@contoso.example|Ann|family@home.example", "", "email:a@contoso.example")]
    [InlineData("the participant's own address", "||a@contoso.example|Ann|jd@home.example", "", "email:a@contoso.example email:jd@home.example")]
    public void KeysToRemember_OfJane_AreSharedWithNobody(string sentence, string identity, string other, string expected)
    {
        var seen = SeenIdentity.Gather(
            [.. new[] { identity, other }.Where(text => text.Length > 0).Select((text, index) => People.Record(text, $"file-{index}", ReportIds.OfFile(Guid.Empty)))], []);

        Expect.Equal(sentence, expected, string.Join(' ', seen[0].KeysToRemember(People.Id("jane"), People.Roster)));
    }

    [Theory]
    [InlineData("the sign-in name that was confirmed", "||new@elsewhere.example|J.|jane.private@home.example", "Matched Alias jane")]
    [InlineData("the roster gives the e-mail address to another", "||joe@contoso.example|J.|jane.private@home.example", "Suggested Email jane joe")]
    [InlineData("the roster gives it to the same", "||jane@contoso.example|J.|jane.private@home.example", "Matched Email jane")]
    public void Climb_SignInNameConfirmedElsewhere_MatchesUnlessTheOtherAddressIsAnothers(string sentence, string identity, string expected) =>
        Expect.Equal(sentence, expected, People.Write(Ladder.Climb(With(("jane", Private)), People.Seen(identity), [], acceptUniqueNames: false).Single()));

    private static SeenIdentity Seen(string identity) => People.Seen(identity).Single();

    private static RosterEntry[] With(params (string Person, KnownAlias Alias)[] aliases) =>
        [.. People.Roster.Select(entry => entry with { KnownAliases = [.. aliases.Where(pair => People.Id(pair.Person) == entry.Id).Select(pair => pair.Alias)] })];
}
