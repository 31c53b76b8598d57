using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

public class SeenIdentityTests
{
    [Theory]
    [InlineData("the registration id is the strongest key", "R-1|O-1|Jane@contoso.example|Jane", "registration:R-1")]
    [InlineData("then the object id", "|O-1|Jane@contoso.example|Jane", "object:o-1")]
    [InlineData("then the address", "||Jane@contoso.example|Jane", "email:jane@contoso.example")]
    [InlineData("text that is no address is no key", "||n/a|Jane", "record:record-0")]
    [InlineData("blank ids are no keys", " | |  |Jane", "record:record-0")]
    public void Gather_OneRecord_TakesTheStrongestKey(string sentence, string identity, string key) =>
        Expect.Equal(sentence, key, People.Seen(identity).Single().Key);

    [Fact]
    public void Gather_OnePersonInSeveralReports_IsOneIdentityWithAllRecords()
    {
        var identity = SeenIdentity.Gather(
            [People.Record("|O-1||", "a", "first"), People.Record("|o-1|jane@contoso.example|Jane", "a", "restarted")], []).Single();

        Assert.Equal(2, identity.Records.Count);
        Assert.Equal(("jane@contoso.example", "Jane"), (identity.Email, identity.DisplayName));
        Assert.False(identity.AnsweredPolls);
    }

    [Fact]
    public void Gather_TwoPeopleOfOneName_StayTwo() => Assert.Equal(
        ["record:a", "record:b"],
        Keys(SeenIdentity.Gather([People.Record("|||Ann Lee", "b"), People.Record("|||Ann Lee", "a")], [])));

    [Fact]
    public void Gather_RespondentWithTheSameAddress_JoinsTheAttendanceIdentity()
    {
        var identity = SeenIdentity.Gather([People.Record("|O-1|Jane@Contoso.example|Jane", "a")], [new("jane@contoso.EXAMPLE ", "J."), new("JANE@contoso.example", "Jane")]).Single();

        Assert.Equal("object:o-1", identity.Key);
        Assert.True(identity.AnsweredPolls);
    }

    [Fact]
    public void Gather_RespondentNotSeenInTheMeeting_StandsAlone()
    {
        var identities = SeenIdentity.Gather([People.Record("|O-1|jane@contoso.example|Jane", "a")], [new("Joe@contoso.example", "Joe")]);

        Assert.Equal(["email:joe@contoso.example", "object:o-1"], Keys(identities));
        Assert.Equal((true, false), (identities[0].AnsweredPolls, identities[1].AnsweredPolls));
        Assert.Empty(identities[0].Records);
        Assert.Equal(("Joe@contoso.example", "Joe"), (identities[0].Email, identities[0].DisplayName));
    }

    [Fact]
    public void Gather_RespondentNamesNobody_IsNoIdentity() =>
        Assert.Empty(SeenIdentity.Gather([], [new(null, null), new("anonymous", ""), new("Anonymous", "Anonymous")]));

    [Fact]
    public void Gather_RespondentsOfOneNameWithTwoAddresses_StayTwo() => Assert.Equal(
        ["email:ann.lee@contoso.example", "email:ann@contoso.example"],
        Keys(SeenIdentity.Gather([], [new("ann@contoso.example", "Ann Lee"), new("ann.lee@contoso.example", "Ann Lee")])));

    [Fact]
    public void Gather_AddressOfTwoIdentities_LosesNoRecord()
    {
        var identities = SeenIdentity.Gather(
            [People.Record("|O-1|jane@contoso.example|Jane", "a"), People.Record("||jane@contoso.example|Jane", "b")],
            [new("jane@contoso.example", "Jane")]);

        Assert.Equal(["email:jane@contoso.example", "object:o-1"], Keys(identities));
        Assert.All(identities, identity => Assert.Single(identity.Records));
        Assert.Equal((true, false), (identities[0].AnsweredPolls, identities[1].AnsweredPolls));
    }

    [Fact]
    public void Gather_AddressOfTwoObjects_StandsAloneInsteadOfGuessing() => Assert.Equal(
        ["email:family@home.example", "object:o-1", "object:o-2"],
        Keys(SeenIdentity.Gather(
            [People.Record("|O-1|family@home.example|Sam", "a"), People.Record("|O-2|family@home.example|Kim", "b")],
            [new("family@home.example", "Sam")])));

    [Theory]
    [InlineData("one reported identity has the address", "|O-1|jane@contoso.example|Jane", "object:o-1")]
    [InlineData("it has no stronger id", "||jane@contoso.example|Jane", "email:jane@contoso.example")]
    [InlineData("nobody has the address", "|O-1|joe@contoso.example|Joe", "email:jane@contoso.example object:o-1")]
    [InlineData("the reported identity has no address", "|O-1||Jane", "email:jane@contoso.example object:o-1")]
    public void Gather_AddressInAFile_IsTheOneReportedIdentityThatHasIt(string sentence, string reported, string keys)
    {
        var identities = SeenIdentity.Gather([People.Record(reported, "a"), People.Record("||JANE@contoso.example|Jane Doe", "file-1", ReportIds.OfFile(Guid.Empty))], []);

        Expect.Equal(sentence, keys, string.Join(' ', Keys(identities)));
        Expect.Equal(sentence, 2, identities.Sum(identity => identity.Records.Count));
    }

    [Fact]
    public void Gather_AddressInAFileOfTwoReportedIdentities_StandsAloneInsteadOfGuessing() => Assert.Equal(
        ["email:family@home.example", "object:o-1", "object:o-2"],
        Keys(SeenIdentity.Gather(
            [People.Record("|O-1|family@home.example|Sam", "a"), People.Record("|O-2|family@home.example|Kim", "b"), People.Record("||family@home.example|Sam", "file-1", ReportIds.OfFile(Guid.Empty))],
            [])));

    [Fact]
    public void Gather_RespondentOfAnAddressInAFile_JoinsTheSameIdentity() =>
        Assert.True(SeenIdentity.Gather([People.Record("||jane@contoso.example|Jane", "file-1", ReportIds.OfFile(Guid.Empty))], [new("jane@contoso.example", "Jane")]).Single().AnsweredPolls);

    private static IEnumerable<string> Keys(IEnumerable<SeenIdentity> identities) => identities.Select(identity => identity.Key);
}
