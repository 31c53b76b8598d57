namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// A timestamp as a file writes it, before anybody knows which of its numbers is the month: "2/11/26, 9:04:01 PM",
/// "18.10.2021, 09:43:33", "13/04/2021 à 09:01:31", "22/7/11 18:29:28", "09:58:05 17/2/69", "١٧‏/٢‏/٢٠٢٦، ٩:٥٨:٠٥ ص".
/// </summary>
/// <param name="First">The first number of the date.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
/// <param name="TimeOfDay">The time of day.</param>
/// <param name="HasSeconds">False for a time that Excel has shortened.</param>
/// <param name="Writing">How it is written.</param>
internal sealed record WrittenTime(int First, int Second, int Third, TimeSpan TimeOfDay, bool HasSeconds, DateWriting Writing)
{
    /// <summary>No timestamp is longer.</summary>
    private const int Longest = 60;

    /// <summary>How a cell can be corrected, so that no order is in question.</summary>
    public const string Example = "2026-02-17 09:58:05";

    /// <summary>What can be done about a cell after the meeting.</summary>
    public const string Advice =
        $"If it is one, correct the cell, as {Example} (year-month-day, 24 hours), and upload the file again, "
        + "or fetch Microsoft's attendance report of the meeting instead.";

    /// <summary>The calendar where a word for its era stands beside the date.</summary>
    public WrittenCalendar? Era { get; init; }

    /// <summary>The 1-based row.</summary>
    public int Row { get; init; }

    public static WrittenTime? Parse(string text, int row = 0) => text.Length <= Longest && HasDigits(text) ? TimeText.Read(text, row) : null;

    /// <summary>The instant on the file's clock if the date is written in this order; null when that makes no date of Teams' time.</summary>
    public DateTime? In(DateOrder order) => Writing.Allows(order) && Ordered(order) is var (year, month, day)
        ? WrittenDay.Of(year, month, day, Era) + TimeOfDay
        : null;

    /// <summary>The same in the order that was chosen for dates that are written like this one.</summary>
    public DateTime? In(DateOrderChoice choice) => In(choice.OrderOf(Writing));

    /// <summary>The calendar of the date if it is written in this order.</summary>
    public WrittenCalendar? CalendarIn(DateOrder order) => WrittenDay.CalendarOf(Ordered(order).Year, Era);

    /// <summary>The date's numbers and where they stand, for a sentence.</summary>
    public string Numbers => $"{First}/{Second}/{Third}{(Row > 0 ? $" in row {Row}" : "")}";

    /// <summary>Three numbers of a date and two of a time have five digits. Names and headers have fewer, and need no closer look.</summary>
    private static bool HasDigits(string text)
    {
        var digits = 0;
        foreach (var character in text)
        {
            digits += char.IsDigit(character) || char.IsSurrogate(character) ? 1 : 0;
        }

        return digits >= 5;
    }

    private (int Year, int Month, int Day) Ordered(DateOrder order) => order switch
    {
        DateOrder.MonthDayYear => (Third, First, Second),
        DateOrder.DayMonthYear => (Third, Second, First),
        DateOrder.YearMonthDay => (First, Second, Third),
        _ => (First, Third, Second),
    };
}
