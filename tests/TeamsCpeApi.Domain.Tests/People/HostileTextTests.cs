using System.Diagnostics;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.People;

/// <summary>Names and addresses come from strangers: no text makes the domain throw or hang.</summary>
public class HostileTextTests
{
    private static readonly string[] Pieces =
        ["\uD800", "\uDC00", "\uDFFF\uD800", "\u202E", "\u200F", "\0", "\uFFFF", "\uFFFE", "\uFEFF", "(Guest)", "(", ")", "[", "]", "@", " ", "\t", "é", "e\u0301", "\u0301", "ﷺ", "İ", "ß", "王", "😀", "+1", "**", "a", "Jane", ","];

    public static TheoryData<string> Long => new()
    {
        "Jane Doe", " ", "(", "[", "(Guest)", "e\u0301", "\u0301", "\uD800", "\uFFFE", "ﷺ", "1", "@", "😀", "\u202E", "a ",
    };

    [Fact]
    public void AnyText_NeverThrows() => Laws.Hold(3_000, generator =>
    {
        var text = string.Concat(generator.Many(0, 12, () => generator.Pick(Pieces)));

        Consume(text);
    });

    [Theory]
    [MemberData(nameof(Long))]
    public void HundredThousandCharacters_TakeNoNoticeableTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        Consume(text);
        Consume($"[{text}");
        Consume($"{text}]");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void Key_LongerThanAName_IsEmpty(int length, bool empty) => Assert.Equal(empty, PersonName.Key(new string('a', length)).Length == 0);

    [Fact]
    public void LoneSurrogates_DoNotMakeTwoNamesOne()
    {
        Assert.NotEqual(PersonName.Key("Jane Doe"), PersonName.Key("Jane\uD800 Doe\uDC00 X"));
        Assert.Null(EmailAddress.Key("\uD800"));
        Assert.NotNull(EmailAddress.Key("\uD800@contoso.com"));
    }

    private static void Consume(string text)
    {
        _ = PersonName.Key(text);
        _ = PersonName.IsTelephoneNumber(text);
        _ = EmailAddress.Key(text);
        _ = EmailAddress.HasShape(text);
        var identities = SeenIdentity.Gather(
            [new AttendanceRecord(text, text, null, text, text, text, text, null, []), new AttendanceRecord("r", "", text, null, text, text, text, null, [])],
            [new Respondent(text, text)]);
        var roster = new RosterEntry(new Guid(1, 0, 0, new byte[8]), text, text, [text], text, text);
        Assert.Equal(identities.Count, Ladder.Climb([roster], identities, [new MatchDecision(text, null)], acceptUniqueNames: true).Count);
    }
}
