namespace TeamsCpeApi.Domain.Tests.Programs;

/// <summary>Who is one person over the sessions of a program: by the LMS's own id, else by the address, never by a name.</summary>
public class OnePersonOfAProgramTests
{
    /// <summary>Rows as "external id/address", "-" for none; what becomes of them as the people's row numbers and codes of warnings.</summary>
    [Theory]
    [InlineData("one external id", "E1/ann@x.org E1/ann@x.org", "0+1", "")]
    [InlineData("one address without external ids, however written", "-/ann@x.org -/ANN@X.org", "0+1", "")]
    [InlineData("an address whose external id only one session knows", "E1/ann@x.org -/Ann@x.org", "0+1", "")]
    [InlineData("in either order", "-/ann@x.org E1/ann@x.org", "0+1", "")]
    [InlineData("one external id, two addresses: one person, said so", "E1/ann@x.org E1/lee@x.org", "0+1", "addresses-differ")]
    [InlineData("one external id, an address in one session only", "E1/ann@x.org E1/-", "0+1", "")]
    [InlineData("one address, two external ids: two people, said so", "E1/ann@x.org E2/ann@x.org", "0 1", "address-of-several address-of-several")]
    [InlineData("an address of two external ids is nobody's third row", "E1/ann@x.org E2/ann@x.org -/ann@x.org", "0 1 2", "address-of-several address-of-several address-of-several")]
    [InlineData("two of one name", "E1/- E2/-", "0 1", "")]
    [InlineData("external ids are compared to the letter", "E1/- e1/-", "0 1", "")]
    [InlineData("nothing to go by", "-/- -/-", "0 1", "no-key no-key")]
    [InlineData("a chain over one external id", "-/lee@x.org E1/ann@x.org E1/lee@x.org", "0+1+2", "addresses-differ")]
    public void Of_RowsOfSeveralSessions_JoinsThoseThatAreOnePerson(string what, string rows, string people, string doubts)
    {
        var sessions = rows.Split(' ').Select((row, index) =>
        {
            var parts = row.Split('/');
            return Lessons.Session($"S{index}", $"{9 + index:00}:00-{9 + index:00}:30", 0, [new Enrolled(Written(parts[0]), Written(parts[1]))]);
        }).ToArray();
        var outcome = Lessons.Program("2", sessions);

        Expect.Equal(what, people, string.Join(' ', outcome.People.Select(person => string.Join('+', person.Person.Rows.Select(row => row.Session.Title[1..])))));
        Expect.Equal(what, doubts, string.Join(' ', outcome.People.SelectMany(person => person.Person.Doubts).Select(doubt => doubt.Code)));
        Expect.Holds("doubts stand among the findings", outcome.People.All(person => person.Person.Doubts.All(person.Decision.Findings.Contains)));
    }

    [Fact]
    public void Of_SharedAddress_NamesBothExternalIds()
    {
        var outcome = Lessons.Program(
            "2",
            Lessons.Session("A", "09:00-09:30", 0, [new("E1", "ann@x.org")]),
            Lessons.Session("B", "10:00-10:30", 0, [new("E2", "ann@x.org")]));

        Assert.All(outcome.People, person => Assert.Contains("ann@x.org stands beside the external ids \"E1\" and \"E2\"", person.Person.Doubts[0].Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_NamesThatDiffer_ShowsTheLatestSessions()
    {
        var outcome = Lessons.Program(
            "2",
            Lessons.Session("B", "10:00-10:30", 0, [new("E1", "ann@x.org", Name: "Ann Lee-Ray")]),
            Lessons.Session("A", "09:00-09:30", 0, [new("E1", "ann@x.org", Name: "Ann Lee")]));

        Assert.Equal("Ann Lee-Ray", Assert.Single(outcome.People).Person.Name);
    }

    private static string? Written(string part) => part == "-" ? null : part;
}
