using System.Globalization;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>Generated files of one or several ways of writing, seeded: what is read is right, and what a refusal offers helps.</summary>
public class DateOrderLaws
{
    private const int Cases = 20_000;

    private static readonly (string Date, string Time, DateOrder Order)[] formats =
    [
        ("M/d/yyyy", "h:mm:ss tt", DateOrder.MonthDayYear),
        ("d/M/yyyy", "HH:mm:ss", DateOrder.DayMonthYear),
        ("dd.MM.yyyy", "HH:mm:ss", DateOrder.DayMonthYear),
        ("yyyy-MM-dd", "HH:mm:ss", DateOrder.YearMonthDay),
        ("yyyy-dd-MM", "HH:mm:ss", DateOrder.YearDayMonth),
        ("M/d/yy", "h:mm tt", DateOrder.MonthDayYear),
        ("d-M-yy", "HH.mm.ss", DateOrder.DayMonthYear),
        ("yy/M/d", "H:mm:ss", DateOrder.YearMonthDay),
        ("MM-dd-yyyy", "hh:mm:ss tt", DateOrder.MonthDayYear),
    ];

    [Fact]
    public void Of_FileOfTheSession_ReadsEachWayInItsOrder()
    {
        var random = new Random(17);
        for (var number = 0; number < Cases; number++)
        {
            var start = Start(random);
            var written = Written(random, start);

            var session = AttendanceExport.ContextOf(start, start.AddHours(2));

            var refusal = DateOrderChoice.Of([.. written.Select(time => time.Time)], session, out var choice);

            Assert.True(refusal is null, $"{number}: {refusal?.Message}");
            Assert.All(written, time => Assert.Equal(time.At, time.Time.In(choice)));
            Assert.EndsWith(".", choice.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_FileOfAnotherDay_IsReadInOneRunOrWhatTheRefusalOffersHelps()
    {
        var random = new Random(18);
        var offered = 0;
        for (var number = 0; number < Cases; number++)
        {
            var written = Written(random, Start(random)).Select(time => time.Time).ToArray();
            var other = AttendanceExport.ContextOf(new(2033, 6, 20), new(2033, 6, 21));
            if (DateOrderChoice.Of(written, other, out _) is not { } refusal)
            {
                continue;
            }

            Assert.Equal(FileRefusalCodes.AttendanceDateOrder, refusal.Code);
            foreach (var order in Offered(refusal))
            {
                offered++;
                var still = DateOrderChoice.Of(written, other with { DateOrder = order }, out var choice);
                Assert.True(still is null, $"{number}: {refusal.Message}");
                Assert.All(written, time => Assert.NotNull(time.In(choice)));
            }
        }

        Assert.True(offered > Cases / 10, $"{offered}");
    }

    [Theory]
    [InlineData("one way that no order fits", "3/14/26 14:00:00|14/3/26 14:00:00", null, "The dates are no dates of Teams' time in any one order: 14/3/26 in row 2 is none as month/day/year, 3/14/26 in row 1 is none as day/month/year, 3/14/26 in row 1 is none as year/month/day.")]
    [InlineData("one of two ways that no order fits", "17.02.2026, 10:00:05|30/30/2026, 10:00:05 AM", null, "The dates with slashes, the year at the end, a clock of 12 hours are no dates")]
    [InlineData("a named order that no value fits", "3/14/26 14:00:00", DateOrder.DayMonthYear, "read as day/month/year, as dateOrder says: 3/14/26 in row 1 is none as day/month/year. Leave dateOrder out, so that the file decides, or send monthDayYear.")]
    internal void Of_DatesThatAreNone_SaysWhichAndWhatCanBeDone(string sentence, string times, DateOrder? named, string message)
    {
        var written = times.Split('|').Select((text, index) => WrittenTime.Parse(text, index + 1)!).ToArray();

        var refusal = DateOrderChoice.Of(written, AttendanceExport.ContextOf(new(2026, 3, 14), new(2026, 3, 15), named), out _);

        Assert.Equal(FileRefusalCodes.AttendanceDates, refusal?.Code);
        Assert.True(refusal!.Message.Contains(message, StringComparison.Ordinal), $"{sentence}: {refusal.Message}");
        Assert.DoesNotContain("ownload", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_DatesOfThePersianCalendar_SaysSo()
    {
        var session = AttendanceExport.ContextOf(new(2026, 2, 17), new(2026, 2, 18));

        Assert.Null(DateOrderChoice.Of([WrittenTime.Parse("۱۴۰۴/۱۱/۲۸, ۹:۵۸:۰۵")!], session, out var choice));

        Assert.Equal("Dates are read as year/month/day of the Persian calendar: no other order fits all of the file's values.", choice.Reason);
    }

    private static DateTime Start(Random random) =>
        new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(random.Next(8 * 365 * 1440));

    private static (WrittenTime Time, DateTime At)[] Written(Random random, DateTime start)
    {
        var chosen = random.GetItems(formats, random.Next(1, 4))
            .DistinctBy(format => WrittenTime.Parse(new DateTime(2026, 2, 17).ToString($"{format.Date} {format.Time}", CultureInfo.InvariantCulture))!.Writing)
            .ToArray();
        return [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ =>
        {
            var format = chosen[random.Next(chosen.Length)];
            var at = start.AddMinutes(random.Next(120));
            return (WrittenTime.Parse(at.ToString($"{format.Date} {format.Time}", CultureInfo.InvariantCulture))!, at.AddSeconds(-at.Second));
        })];
    }

    private static IEnumerable<DateOrder> Offered(FileRefusal refusal)
    {
        const string Offer = "send the form field dateOrder: ";
        var at = refusal.Message.IndexOf(Offer, StringComparison.Ordinal);
        return at < 0 ? [] : refusal.Message[(at + Offer.Length)..^1].Split(" or ").Select(name => Enum.Parse<DateOrder>(name, ignoreCase: true));
    }
}
