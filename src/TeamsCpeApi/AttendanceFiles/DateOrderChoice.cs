using System.Globalization;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The order of a file's dates, and why it is that one.</summary>
internal sealed record DateOrderChoice(DateOrder Order, string Reason)
{
    /// <summary>The file's clock may be a day ahead of the session's or behind it.</summary>
    private static readonly TimeSpan s_otherZones = TimeSpan.FromDays(1);

    /// <summary>A file tells of one run of a meeting: an order that tears its times apart is the wrong one, if another one does not.</summary>
    private static readonly TimeSpan s_longestRun = TimeSpan.FromHours(72);

    private static readonly DateOrder[] s_orders = Enum.GetValues<DateOrder>();

    /// <summary>Decides once for the whole file: from all of its values, then from the session's date; never by a guess.</summary>
    public static FileRefusal? Of(IReadOnlyList<WrittenTime> times, ReadingContext context, out DateOrderChoice choice)
    {
        var possible = s_orders.Select(order => Reading.Of(order, times)).OfType<Reading>().ToArray();
        choice = new(default, "");
        if (context.DateOrder is { } named)
        {
            choice = new(named, $"Dates are read as {Words(named)}, as the upload says.");
            return possible.Any(reading => reading.Order == named) ? null : Impossible($"as {Words(named)}");
        }

        if (possible.Length == 0)
        {
            return Impossible("in any order");
        }

        var likely = possible.Any(reading => reading.Run <= s_longestRun) ? possible.Where(reading => reading.Run <= s_longestRun).ToArray() : possible;
        if (likely is [var only])
        {
            choice = new(only.Order, $"Dates are read as {Words(only.Order)}: no other order fits all of the file's values.");
            return null;
        }

        var fitting = likely.Where(reading => reading.IsNear(context)).DistinctBy(reading => (reading.First, reading.Last)).ToArray();
        if (fitting is [var one])
        {
            choice = new(one.Order, $"Dates are read as {Words(one.Order)}: of the possible orders only this gives the session's date.");
            return null;
        }

        return new(
            FileRefusalCodes.AttendanceDateOrder,
            $"The dates can be read in several ways: {string.Join("; ", likely.Select(reading => $"as {Words(reading.Order)} from {Shown(reading.First)} to {Shown(reading.Last)}"))}. "
            + $"The session is on {context.SessionStart.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, which {(fitting.Length == 0 ? "none of them is" : "several of them fit")}. "
            + "If the file is this session's, send the form field dateOrder: monthDayYear, dayMonthYear or yearMonthDay.");
    }

    private static string Words(DateOrder order) => order switch
    {
        DateOrder.MonthDayYear => "month/day/year",
        DateOrder.DayMonthYear => "day/month/year",
        _ => "year/month/day",
    };

    private static FileRefusal Impossible(string how) => new(
        FileRefusalCodes.AttendanceDates, $"The file's dates are no dates when read {how}. {AttendanceText.Advice}");

    private static string Shown(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed record Reading(DateOrder Order, DateTime First, DateTime Last)
    {
        public TimeSpan Run => Last - First;

        public static Reading? Of(DateOrder order, IReadOnlyList<WrittenTime> times)
        {
            var (first, last) = (DateTime.MaxValue, DateTime.MinValue);
            foreach (var time in times)
            {
                if (time.In(order) is not { } at)
                {
                    return null;
                }

                (first, last) = (at < first ? at : first, at > last ? at : last);
            }

            return new(order, first, last);
        }

        public bool IsNear(ReadingContext context) => First <= context.SessionEnd + s_otherZones && context.SessionStart - s_otherZones <= Last;
    }
}
