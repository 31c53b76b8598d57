using System.Globalization;
using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>Exports of one poll, and of two. Responses are written as "1 10:05 ann Yes": number, time, respondent ("-" for nobody), answer.</summary>
public class SamePollTests
{
    private const string Former = "1 10:05 ann Yes, 2 10:06 bo No, 4 10:07 - Yes";

    [Theory]
    [InlineData("one more answer", "POLL", "1 10:05 ann Yes, 2 10:06 bo No, 4 10:07 - Yes, 5 10:08 cy Yes", 3, 1, 0, true)]
    [InlineData("nothing new", "POLL", Former, 3, 0, 0, true)]
    [InlineData("a response was deleted in Forms", "POLL", "1 10:05 ann Yes, 4 10:07 - Yes", 2, 0, 1, true)]
    [InlineData("exported in another zone", "POLL", "1 09:05 ann Yes, 2 09:06 bo No, 4 09:07 - Yes, 5 09:08 cy Yes", 3, 1, 0, false)]
    [InlineData("renamed, but every response agrees", "COPY", "1 10:05 ann Yes, 2 10:06 bo No, 4 10:07 - Yes, 5 10:08 cy Yes", 3, 1, 0, true)]
    [InlineData("the other part of an export cut in two", "POLL", "7 10:15 cy Yes, 8 10:16 di No", 0, 2, 3, false)]
    [InlineData("an address in another case", "POLL", "1 10:05 ANN Yes, 2 10:06 bo No, 4 10:07 - Yes", 3, 0, 0, true)]
    [InlineData("another name, and one response of somebody known", "OTHER", "2 10:06 bo No", 1, 0, 2, true)]
    [InlineData("another name, and the only response left is of nobody known", "OTHER", "4 10:07 - Yes", 1, 0, 2, true)]
    [InlineData("another name, and the numbers were typed anew", "OTHER", "1 10:06 bo No, 2 10:05 ann Yes", 2, 0, 1, true)]
    [InlineData("another name, and the names were emptied", "OTHER", "1 10:05 - Yes, 2 10:06 - No, 4 10:07 - Yes", 3, 0, 0, true)]
    [InlineData("another name, and the answers were edited", "OTHER", "1 10:05 ann No, 2 10:06 bo Yes, 4 10:07 - No", 3, 0, 0, true)]
    [InlineData("another name, and other responses beside", "OTHER", "1 10:05 ann Yes, 9 10:20 cy No", 1, 1, 2, true)]
    public void Of_AnotherExportOfThePoll_SaysHowTheyDiffer(string sentence, string title, string later, int common, int added, int missing, bool haveSameClock) =>
        Expect.Equal(sentence, new SamePollFinding(common, added, missing, haveSameClock), SamePoll.Of(Export("POLL", Former), Export(title, later))!);

    [Theory]
    [InlineData("the same question asked again: other people in another order", "POLL", "1 10:35 bo Yes, 2 10:36 ann No, 4 10:37 - Yes")]
    [InlineData("the same people in the same order, but at other intervals", "POLL", "1 10:35 ann Yes, 2 10:38 bo No, 4 10:39 - Yes")]
    [InlineData("no response in common under another name", "OTHER", "7 10:25 ann Yes, 8 10:26 bo No")]
    [InlineData("another name, and a minute later", "OTHER", "1 10:06 ann Yes, 2 10:07 bo No, 4 10:08 - Yes")]
    [InlineData("another name, and one anonymous answer by chance at one time", "OTHER", "4 10:07 - Yes, 5 10:40 - Yes, 6 10:41 - No, 7 10:42 - No")]
    [InlineData("another name and another clock", "OTHER", "1 09:05 ann Yes, 2 09:06 bo No, 4 09:07 - Yes")]
    public void Of_AnotherPoll_IsNone(string sentence, string title, string later) => Expect.Equal(sentence, null, SamePoll.Of(Export("POLL", Former), Export(title, later)));

    [Theory]
    [InlineData("the id of the form decides", "F1", "F1", true)]
    [InlineData("but not against the same responses: nobody hands in two forms at once", "F1", "F2", true)]
    [InlineData("a download has none, so its responses decide", "F1", null, true)]
    public void Of_FormIds_DecideWhereBothAreKnown(string sentence, string? former, string? later, bool same) =>
        Expect.Equal(sentence, same, SamePoll.Of(Export("POLL", Former) with { FormId = former }, Export("POLL", Former) with { FormId = later }) is not null);

    [Theory]
    [InlineData("too few people to be sure", Former, Former, false)]
    [InlineData("the same people, seconds and words: the question was edited", "1 10:05 ann Yes, 2 10:06 bo No, 3 10:07 cy Yes", "1 10:05 ann Yes, 2 10:06 bo No, 3 10:07 cy Yes, 4 10:08 di No", true)]
    [InlineData("one answers in other words", "1 10:05 ann Yes, 2 10:06 bo No, 3 10:07 cy Yes", "1 10:05 ann Yes, 2 10:06 bo No, 3 10:07 cy No", false)]
    [InlineData("at another time", "1 10:05 ann Yes, 2 10:06 bo No, 3 10:07 cy Yes", "1 10:15 ann Yes, 2 10:16 bo No, 3 10:17 cy Yes", false)]
    public void Of_OtherQuestions_IsAnotherPollUnlessEveryResponseIsTheSame(string sentence, string former, string later, bool same) =>
        Expect.Equal(sentence, same, SamePoll.Of(Export("POLL", former), Export("POLL", later) with { Questions = [new("OTHER?", 7)] }) is not null);

    [Theory]
    [InlineData("the very responses", "1 10:05 ann Yes, 2 10:06 bo No, 4 10:07 - Yes", true)]
    [InlineData("one of them", "2 10:06 bo No", true)]
    [InlineData("one of them beside others", "2 10:06 bo No, 7 10:30 cy Yes", true)]
    [InlineData("other answers: a person may know that it is another poll", "1 10:05 ann No, 2 10:06 bo Yes, 4 10:07 - No", false)]
    [InlineData("other times", "1 10:25 ann Yes, 2 10:26 bo No, 4 10:27 - Yes", false)]
    public void Repeats_ResponsesThatAreThere_EvenAgainstAPersonsWord(string sentence, string later, bool repeats) =>
        Expect.Equal(sentence, repeats, SamePoll.Repeats(Export("POLL", Former), Export("OTHER", later)));

    [Fact]
    public void Of_SavedAsTextWithoutSeconds_IsTheSame()
    {
        var exact = Export("POLL", "1 10:05:07 ann 4.5, 2 10:06:59 bo 2026-03-04");
        var coarse = Export("OTHER", "1 10:05 ann 4,5, 2 10:06 bo 3/4/2026");

        Assert.Equal(new SamePollFinding(2, 0, 0, true), SamePoll.Of(exact, coarse));
        Assert.True(SamePoll.Repeats(exact, coarse));
        Assert.Null(SamePoll.Of(exact, Export("OTHER", "1 10:35 ann 4, 2 10:36 bo 3/4/2026")));
    }

    private static FormsExport Export(string title, string responses) => new(title, null, null, [new("READY?", 7)], [.. responses.Split(", ").Select(Response)]);

    private static FormsResponse Response(string text, int index)
    {
        var parts = text.Split(' ');
        var at = new DateTime(2026, 3, 4) + TimeSpan.Parse(parts[1], CultureInfo.InvariantCulture);
        return new FormsResponse(index + 2, long.Parse(parts[0], CultureInfo.InvariantCulture), at, at, parts[2] == "-" ? null : $"{parts[2]}@contoso.example", null, [parts[3]]);
    }
}
