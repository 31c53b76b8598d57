using System.Diagnostics;
using System.Text;
using TeamsCpeApi.AttendanceFiles;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Any text is a time or none, and quickly so. Seeded, so a failure repeats.</summary>
public class WrittenTimeFuzzTests
{
    private const int Texts = 200_000;

    private static readonly string[] pieces =
        ["17", "2", "2026", "69", "1404", "09", "58", "05", "0", "99999", "٩", "९", "𑄷", "/", ".", "-", ":", " ", ",", "،", "\u200F", "\u202F", "AM",
        "ص", "中午", "年", "月", "日", "h", "min", "s", "г.", "هـ", "ii", "Feb", "(", ")", "#", "T", "Z",
        "+", "\uD835", "\uFFFE", "\0", "ﷺ", "K", "ß"];

    [Fact]
    public void Parse_AnyText_IsATimeOrNone()
    {
        var random = new Random(3);
        var taken = 0;
        for (var number = 0; number < Texts; number++)
        {
            var text = number % 2 == 0 ? string.Concat(random.GetItems(pieces, random.Next(1, 16))) : Likely(random);

            if (WrittenTime.Parse(text) is { } time)
            {
                taken++;
                Assert.InRange(time.TimeOfDay, TimeSpan.Zero, TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
                Assert.All(Enum.GetValues<DateOrder>(), order => Assert.True(time.In(order) is null or { Year: >= 2020 and < 2100 }, text));
            }

            Assert.True(StatedDuration.Parse(text) is null or >= 0, text);
        }

        Assert.True(taken > Texts / 1000, $"{taken} texts were times: the pieces are wrong");
    }

    [Fact]
    public void Parse_TimeOfEveryLocaleEdited_IsATimeOrNone()
    {
        var random = new Random(4);
        foreach (var text in IcuTable.Read("written-times.tsv").Rows.SelectMany(row => row.Texts))
        {
            var edited = new StringBuilder(text);
            for (var edits = random.Next(1, 4); edits > 0 && edited.Length > 0; edits--)
            {
                edited.Remove(random.Next(edited.Length), 1).Insert(random.Next(edited.Length), pieces[random.Next(pieces.Length)]);
            }

            var time = WrittenTime.Parse(edited.ToString());
            Assert.All(Enum.GetValues<DateOrder>(), order => Assert.True(time?.In(order) is null or { Year: >= 2020 and < 2100 }, edited.ToString()));
        }
    }

    /// <summary>Numbers with signs between them, a word anywhere.</summary>
    private static string Likely(Random random)
    {
        var sign = "/.-"[random.Next(3)];
        var date = $"{random.Next(1, 32)}{sign}{random.Next(1, 32)}{sign}{random.Next(random.Next(2) == 0 ? 100 : 2600)}";
        var text = $"{date} {random.Next(26)}:{random.Next(70):00}:{random.Next(70):00}";
        return random.Next(2) == 0 ? text : text.Insert(random.Next(text.Length + 1), pieces[random.Next(pieces.Length)]);
    }

    [Theory]
    [InlineData("17‏/2‏/2026، 9:58:05 ص")]
    [InlineData("2/17/26, 9:58:05 AM")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.-/.")]
    [InlineData("1 2 3 4 5ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ")]
    public void Parse_AHundredThousandTimes_IsQuick(string text)
    {
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < 100_000; number++)
        {
            _ = WrittenTime.Parse(text);
            _ = StatedDuration.Parse(text);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }
}
