using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>Respondents without an address: named by Forms, or by what they typed.</summary>
public class NamedRespondentTests
{
    private const int Cases = 100_000;

    [Theory]
    [InlineData("a unique name is a suggestion", false, "Jane Doe", "", "Suggested UniqueName jane")]
    [InlineData("and a match where the ruleset accepts unique names", true, "Doe, Jane", "", "Matched UniqueName jane")]
    [InlineData("also beside the attendee who is that participant", true, "Jane Doe", "||jane@contoso.example|Jane Doe", "Matched UniqueName jane")]
    [InlineData("not beside an attendee of that name who is somebody else", true, "Jane Doe", "||joe@contoso.example|Jane Doe", "Suggested UniqueName jane")]
    [InlineData("not beside two attendees of that name", true, "Jane Doe", "|||Jane Doe;|||Doe, Jane (Guest)", "Suggested UniqueName jane")]
    [InlineData("several participants of the name", true, "Ann Lee", "", "Suggested UniqueName ann otherAnn")]
    [InlineData("nobody of the roster", true, "Zoe Quux", "", "Unmatched")]
    [InlineData("text that is no name", true, "???", "", "Unmatched jane joe")]
    public void Climb_NameThatFormsWrote_WaitsUnderIt(string sentence, bool acceptUniqueNames, string name, string attendees, string expected)
    {
        var match = Climb(acceptUniqueNames, attendees, new Respondent("notused", name)).Single(match => match.Identity.AnsweredPolls);

        Expect.Equal(sentence, expected, People.Write(match));
        Expect.Equal(sentence, name, match.Identity.DisplayName);
        Expect.Holds(sentence, match.Identity.LastingKeys.Count == 0);
    }

    [Theory]
    [InlineData("the attendee is that participant, as a person said", "jane", "Matched UniqueName jane")]
    [InlineData("the attendee is somebody else, as a person said", "joe", "Suggested UniqueName jane")]
    public void Climb_NameBesideAnAttendeeOfWhomAPersonDecided_FollowsThat(string sentence, string decided, string expected)
    {
        var seen = SeenIdentity.Gather([People.Record("||j@home.example|Jane Doe", "record")], [new Respondent("notused", "Jane Doe")]);
        var attendee = seen.Single(identity => identity.Records.Count > 0);

        var matches = Ladder.Climb(People.Roster, seen, [new MatchDecision(attendee.Key, People.Id(decided))], acceptUniqueNames: true);

        Expect.Equal(sentence, expected, People.Write(matches.Single(match => match.Identity.AnsweredPolls)));
    }

    [Theory]
    [InlineData("a participant's name", "Jane Doe", null, "Suggested Resemblance jane")]
    [InlineData("a participant's address", null, "jane@contoso.example", "Suggested Resemblance jane")]
    [InlineData("one's name and another's address", "Jane Doe", "joe@contoso.example", "Suggested Resemblance jane joe")]
    [InlineData("nobody's", "Zoe Quux", "zoe@quux.example", "Unmatched")]
    public void Climb_WhatWasTyped_NeverMatchesByItself(string sentence, string? name, string? email, string expected)
    {
        var match = Climb(true, "", new Respondent(null, null) { Typed = new(name, email) }).Single();

        Expect.Equal(sentence, expected, People.Write(match));
        Expect.Equal(sentence, null, match.Identity.Email);
        Expect.Holds(sentence, match.Identity.LastingKeys.Count == 0);
    }

    [Fact]
    public void Climb_DecisionAboutWhatWasTyped_StaysAndSpeaksOfThatAlone()
    {
        Respondent[] typed = [new(null, null) { Typed = new("Jane Doe", "jane@contoso.example") }, new(null, null) { Typed = new("Jane Doe", "other@x.example") }];
        var key = SeenIdentity.Gather([], typed).Single(identity => identity.Typed!.Email == "jane@contoso.example").Key;
        Respondent[] again = [new(null, null) { Typed = new("doe,  JANE", "Jane@Contoso.example") }, typed[1]];

        var matches = Ladder.Climb(People.Roster, SeenIdentity.Gather([], again), [new MatchDecision(key, People.Id("jane"))], acceptUniqueNames: true);

        Assert.Equal(["Matched HumanDecision jane", "Suggested Resemblance jane"], matches.Select(People.Write).Order());
    }

    [Fact]
    public void Of_AccountBeforeNameBeforeWhatWasTyped() => Assert.Equal(
        (IEnumerable<string?>)["a@x.example", "respondent: ADA NORTH", "typed: b@x.example ADA", null, null],
        [
            AnsweringKey.Of("A@x.example", "Ada North", new("Ada", "b@x.example")),
            AnsweringKey.Of("notused", "North, Ada", new("Ada", "b@x.example")),
            AnsweringKey.Of(null, " ", new("Ada", "B@x.example")),
            AnsweringKey.Of(null, null, new(" ", "none")),
            AnsweringKey.Of("anonymous", null, null),
        ]);

    /// <summary>Nobody gets another match because somebody answered under a name, and nothing that was typed matches without a decision.</summary>
    [Fact]
    public void Climb_NamesWithoutAddresses_MatchNobodyElseAndNothingTypedAtAll() => Laws.Hold(Cases, generator =>
    {
        var attendees = string.Join(';', generator.Many(0, 4, () => generator.Pick(["||jane@contoso.example|Jane Doe", "|||Jane Doe", "|O-JOE||Joe Roe", "|||Ann Lee", "||x@home.example|Jane Doe", "|||Sam Poe"])));
        var respondents = generator.Many(0, 5, () => generator.Chance(50)
            ? new Respondent(generator.Pick<string?>([null, "notused"]), Name(generator))
            : new Respondent(null, null) { Typed = new(generator.Chance(70) ? Name(generator) : null, generator.Chance(50) ? generator.Pick(["jane@contoso.example", "x@home.example", "shared@contoso.example"]) : null) });
        var accept = generator.Chance(50);

        var without = Climb(accept, attendees).Select(People.Write).ToArray();
        var matches = Climb(accept, attendees, generator.Shuffled(respondents.Distinct()));
        var named = matches.Where(match => match.Identity.IsNamedByAnswers).ToArray();

        Expect.Holds("Attendees stay whose they were.", without.Select(Settled).SequenceEqual(matches.Except(named).Select(People.Write).Select(Settled)));
        Expect.Holds("Typed matches nobody.", named.Where(match => match.Identity.Typed is not null).All(match => match.ParticipantId is null));
        Expect.Holds("A name matches only where the ruleset accepts it.", accept || named.All(match => match.ParticipantId is null));
        Expect.Holds("Every key is one identity.", matches.Select(match => match.Identity.Key).Distinct().Count() == matches.Count);
        Expect.Holds("Whoever gave a name is somebody.", respondents.All(respondent => AnsweringKey.Of(respondent.Email, respondent.Name, respondent.Typed) is not { } key || named.Any(match => match.Identity.Key == key)));
    });

    private static string Name(Generator generator) => generator.Pick(["Jane Doe", "Doe, Jane", "Ann Lee", "Zoe Quux", "Joe Roe", "Bo Diaz"]);

    /// <summary>Candidates who were not seen otherwise may be others; whose an identity is may not.</summary>
    private static string Settled(string match) => match.StartsWith("Matched", StringComparison.Ordinal) ? match : match.Split(' ')[0];

    private static IReadOnlyList<IdentityMatch> Climb(bool acceptUniqueNames, string attendees, params Respondent[] respondents) => Ladder.Climb(
        People.Roster,
        SeenIdentity.Gather([.. attendees.Split(';', StringSplitOptions.RemoveEmptyEntries).Select((identity, index) => People.Record(identity, $"record {index}"))], respondents),
        [],
        acceptUniqueNames);
}
