using TeamsCpeApi.AttendanceFiles;

namespace TeamsCpeApi.Tests.AttendanceFiles;

public class StatedDurationTests
{
    [Theory]
    [InlineData("1h 2m 3s", 3723L)]
    [InlineData("52 分", 3120L)]
    [InlineData("1 時間 2 分 3 秒", 3723L)]
    [InlineData("1小时2分钟3秒", 3723L)]
    [InlineData("2 godz. 19 min 19 s", 8359L)]
    [InlineData("59 Min. 0 Sek.", 3540L)]
    [InlineData("1 Std. 2 Min. 3 Sek.", 3723L)]
    [InlineData("1 ч 2 мин 5 с", 3725L)]
    [InlineData("1 ó 2 p 3 mp", 3723L)]
    [InlineData("saa 1 dak 2 sek 3", 3723L)]
    [InlineData("١ س ٢ د", 3720L)]
    [InlineData("1 ชม. 2 นาที", 3720L)]
    [InlineData("1 hr, 2 mins", 3720L)]
    [InlineData("1 t 2 min", null)]
    [InlineData("2m 1h", null)]
    [InlineData("1h 2h", null)]
    [InlineData("-1h", null)]
    [InlineData("1,5 h", null)]
    [InlineData("eine Stunde", null)]
    [InlineData("ساعتان", null)]
    [InlineData("h", null)]
    [InlineData("60", null)]
    [InlineData("1h 2", null)]
    [InlineData("9999999h", null)]
    [InlineData("1d 2h 3m 4s 5s", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Parse_Text_IsSecondsOrNothing(string? text, long? seconds) => Assert.Equal(seconds, StatedDuration.Parse(text));

    /// <summary>Nothing is misread. What stays unread, such as a dual without a number, costs a check and no credit.</summary>
    [Fact]
    public void Parse_DurationOfEveryLocale_IsRightOrNothing()
    {
        var table = IcuTable.Read("written-durations.tsv");
        var (read, all) = (0, 0);
        foreach (var (row, index) in table.Rows.SelectMany(row => row.Texts.Select((_, index) => (row, index))))
        {
            var parts = table.Columns[index].Split(' ').Select(long.Parse).ToArray();
            var seconds = StatedDuration.Parse(row.Texts[index]);
            var locales = row.Locales.Split(' ').Length;
            (read, all) = (read + (seconds is null ? 0 : locales), all + locales);

            var right = (parts[0] * 3600) + (parts[1] * 60) + parts[2];
            Assert.True(seconds is null || seconds == right, $"{row.Locales} {row.Style}: {row.Texts[index]} is {seconds}");
        }

        Assert.True(read > all * 0.9, $"{read} of {all}");
    }
}
