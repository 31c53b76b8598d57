using System.Globalization;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The calendars in which browsers write dates.</summary>
internal enum WrittenCalendar
{
    Gregorian,

    /// <summary>Thailand: 2569 is 2026.</summary>
    Buddhist,

    /// <summary>Iran and Afghanistan: 1404 ends in March 2026.</summary>
    Persian,

    /// <summary>Saudi Arabia's Umm al-Qura: 1447 ends in June 2026.</summary>
    Islamic,

    /// <summary>The Republic of China's: 115 is 2026.</summary>
    Minguo,
}

/// <summary>Makes days of years, months and days. A year tells its calendar, for Teams' time is short.</summary>
internal static class WrittenDay
{
    /// <summary>Teams has written attendance files since 2020; an order that makes earlier dates is the wrong one.</summary>
    private const int FirstYear = 2020;

    private const int LastYear = 2099;

    private const int BuddhistAhead = 543;
    private const int MinguoBehind = 1911;

    /// <summary>Of two digits, those from here on are a Buddhist year since 2020, and the others a Gregorian one until 2062.</summary>
    private const int FirstShortBuddhist = 63;

    private static readonly PersianCalendar persian = new();
    private static readonly UmAlQuraCalendar islamic = new();

    /// <summary>The calendar in which the year lies in Teams' time. Words for the era come first.</summary>
    public static WrittenCalendar? CalendarOf(int year, WrittenCalendar? era) => era ?? year switch
    {
        >= FirstShortBuddhist and < 100 => WrittenCalendar.Buddhist,
        < 100 => WrittenCalendar.Gregorian,
        >= FirstYear - MinguoBehind and < 200 => WrittenCalendar.Minguo,
        >= 1398 and <= 1440 => WrittenCalendar.Persian,
        >= 1441 and <= 1500 => WrittenCalendar.Islamic,
        >= FirstYear and <= LastYear => WrittenCalendar.Gregorian,
        >= FirstYear + BuddhistAhead and <= LastYear + BuddhistAhead => WrittenCalendar.Buddhist,
        _ => null,
    };

    /// <summary>The day, or null when there is none or it is not of Teams' time.</summary>
    public static DateTime? Of(int year, int month, int day, WrittenCalendar? era)
    {
        var written = month is >= 1 and <= 12 && day >= 1 ? CalendarOf(year, era) : null;
        var found = written switch
        {
            WrittenCalendar.Gregorian => Gregorian(year + (year < 100 ? 2000 : 0), month, day),
            WrittenCalendar.Buddhist => Gregorian(year + (year < 100 ? 2500 : 0) - BuddhistAhead, month, day),
            WrittenCalendar.Minguo => Gregorian(year + MinguoBehind, month, day),
            WrittenCalendar.Persian => In(persian, year + (year < 100 ? 1400 : 0), month, day),
            WrittenCalendar.Islamic => In(islamic, year + (year < 100 ? 1400 : 0), month, day),
            _ => null,
        };
        return found is { Year: >= FirstYear and <= LastYear } ? found : null;
    }

    private static DateTime? Gregorian(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified)
            : null;

    /// <summary>Both calendars know their years from 1398 to 1500, which are more than Teams' time.</summary>
    private static DateTime? In(Calendar calendar, int year, int month, int day) =>
        year is >= 1398 and <= 1500 && day <= calendar.GetDaysInMonth(year, month)
            ? calendar.ToDateTime(year, month, day, 0, 0, 0, 0)
            : null;
}
