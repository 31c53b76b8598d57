using System.Globalization;
using System.Text;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Times in every language: as browsers write them in all locales of ICU, and as .NET does in all cultures.</summary>
public class WrittenTimeTableTests
{
    private const int InstantsOfEachCulture = 40;

    /// <summary>Its default format has a clock of twelve hours and no word for the half of the day.</summary>
    private const string HalfUnknown = "es-AR";

    private static readonly IcuTable table = IcuTable.Read("written-times.tsv");

    [Fact]
    public void Table_HasEveryLocale() => Assert.True(table.Rows.SelectMany(row => row.Locales.Split(' ')).Distinct().Count() > 900);

    [Fact]
    public void Read_TimeOfEveryLocale_IsTheInstant()
    {
        var wrong = new List<string>();
        foreach (var (row, index) in Known())
        {
            var instant = Instant(table.Columns[index]);
            Note(wrong, $"{row.Locales} {row.Style}", row.Texts[index], instant, Read(row.Texts[index], instant));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n{string.Join('\n', wrong.Take(40))}");
    }

    [Fact]
    public void Read_TimeOfEveryLocaleForAnotherSession_IsTheInstantOrRefusedWithItsReadings()
    {
        var wrong = new List<string>();
        foreach (var (row, index) in Known())
        {
            var instant = Instant(table.Columns[index]);
            var reading = Read(row.Texts[index], new DateTime(2031, 5, 14, 0, 0, 0, DateTimeKind.Unspecified));
            var isUnusual = WrittenTime.Parse(row.Texts[index])!.In(DateOrder.YearDayMonth) == instant;
            if (!isUnusual && reading.Refusal?.Code != FileRefusalCodes.AttendanceDateOrder)
            {
                Note(wrong, $"{row.Locales} {row.Style}", row.Texts[index], instant, reading);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n{string.Join('\n', wrong.Take(40))}");
    }

    /// <summary>What it writes is what others write twelve hours earlier. A file over noon is refused, another one lies outside its session.</summary>
    [Fact]
    public void Table_LocaleWithoutAWordForTheHalfOfTheDay_IsOneAlone()
    {
        var texts = table.Rows.Where(row => row.Locales == HalfUnknown).SelectMany(row => row.Texts).ToArray();

        Assert.Contains("25/11/2026, 09:50:00", texts);
        Assert.DoesNotContain("25/11/2026, 21:50:00", texts);
    }

    [Fact]
    public void Read_TimeOfEveryCulture_IsTheInstant()
    {
        var random = new Random(14);
        var wrong = new List<string>();
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures).Where(culture => culture.Name.Length > 0))
        {
            for (var number = 0; number < InstantsOfEachCulture; number++)
            {
                var instant = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(random.Next(15 * 365 * 86_400));
                instant = (number % 4) switch { 0 => instant.Date.AddHours(12), 1 => instant.Date.AddMinutes(random.Next(60)), _ => instant };
                var text = $"{instant.ToString("d", culture)}{(number % 2 == 0 ? " " : ", ")}{instant.ToString("T", culture)}";
                foreach (var written in new[] { text, InNativeDigits(text, culture) }.Distinct())
                {
                    Note(wrong, culture.Name, written, instant, Read(written, instant));
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n{string.Join('\n', wrong.Take(40))}");
    }

    [Theory]
    [InlineData("half past midnight in a clock that begins with nought", "2026/2/17 午前0:30:05", "00:30:05")]
    [InlineData("half past noon in a clock that begins with nought", "2026/2/17 午後0:30:05", "12:30:05")]
    [InlineData("half past midnight in a clock that begins with twelve", "2/17/2026, 12:30:05 AM", "00:30:05")]
    [InlineData("noon", "2/17/2026, 12:00:00 PM", "12:00:00")]
    [InlineData("noon by its name", "2026/2/17 正午12:00:00", "12:00:00")]
    [InlineData("noon of Taiwan", "2026/2/17 中午12:00:00", "12:00:00")]
    [InlineData("one o'clock called noon", "2026/2/17 中午1:10:00", "13:10:00")]
    [InlineData("shortly before noon", "2026/2/17 中午11:50:00", "11:50:00")]
    [InlineData("the small hours", "2026/2/17 凌晨12:10:00", "00:10:00")]
    [InlineData("an evening of Taiwan", "2026/2/17 晚上9:50:00", "21:50:00")]
    [InlineData("twelve at night: of this day or the next?", "2026/2/17 晚上12:30:00", null)]
    [InlineData("a word that is the morning in Inari and the afternoon in Helsinki", "17.2.2026 9.58.05 ip.", null)]
    [InlineData("a word that nobody knows", "17.2.2026 9.58.05 xyz", null)]
    [InlineData("two parts of the day", "17.2.2026 AM 9.58.05 AM", null)]
    [InlineData("thirteen in the afternoon", "17.2.2026 13:58:05 PM", null)]
    [InlineData("hour 24: of this day or the next?", "17.2.2026 24:00:00", null)]
    [InlineData("another offset", "2026-02-17T09:58:05+01:00", null)]
    [InlineData("UTC said of the cell", "2026-02-17T09:58:05Z", null)]
    [InlineData("fractions of a second", "2026-02-17T09:58:05.1234567", "09:58:05")]
    [InlineData("a month in words", "17-Feb-2026 09:58:05", "09:58:05")]
    [InlineData("a month in Roman numbers", "17/ii/2026, 9:58:05 AM", "09:58:05")]
    [InlineData("a year of the Republic of China", "115/2/17 上午9:58:05", "09:58:05")]
    [InlineData("an Islamic year", "٢٩‏/٨‏/١٤٤٧ هـ، ٩:٥٨:٠٥ ص", "09:58:05")]
    [InlineData("a short Islamic year", "٢٩‏/٨‏/٤٧ هـ، ٩:٥٨:٠٥ ص", "09:58:05")]
    [InlineData("a Persian year", "۱۴۰۴/۱۱/۲۸،‏ ۹:۵۸:۰۵ قبل‌ازظهر", "09:58:05")]
    public void Read_SinglePeculiarity_IsTheInstantOrNone(string sentence, string text, string? time)
    {
        var written = WrittenTime.Parse(text);

        var dates = written is null ? [] : Enum.GetValues<DateOrder>().Select(order => written.In(order)).OfType<DateTime>();
        var read = dates.Where(at => at.Date == new DateTime(2026, 2, 17)).Select(at => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        Assert.True(time == read.FirstOrDefault(), $"{sentence}: {written}");
        Assert.True(time is not null || written is null, sentence);
    }

    private static IEnumerable<(IcuRow Row, int Index)> Known() =>
        table.Rows.Where(row => row.Locales != HalfUnknown).SelectMany(row => row.Texts.Select((_, index) => (row, index)));

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static string InNativeDigits(string text, CultureInfo culture) =>
        string.Concat(text.Select(letter => char.IsAsciiDigit(letter) ? culture.NumberFormat.NativeDigits[letter - '0'] : letter.ToString()));

    private static AttendanceReading Read(string text, DateTime session) => AttendanceFileReader.Read(
        Encoding.UTF8.GetBytes($"Full Name\tUser Action\tTimestamp\nAda North\tJoined\t{text}\n"),
        AttendanceExport.ContextOf(session.AddHours(-1), session.AddHours(1)));

    private static void Note(List<string> wrong, string where, string text, DateTime instant, AttendanceReading reading)
    {
        if (reading.Content?.People[0].Stays[0].Joined != instant)
        {
            wrong.Add($"{instant:s} {where}: \"{text}\" is {reading.Refusal?.Message ?? $"{reading.Content!.People[0].Stays[0].Joined:s}"}");
        }
    }
}
