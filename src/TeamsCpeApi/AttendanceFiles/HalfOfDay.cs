using System.Globalization;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Some browsers write a clock of twelve hours without a word for the half of the day (Spanish of Argentina). One cell does not show it;
/// a file over noon does, in which it would be in the small hours what happened in the session's afternoon.
/// </summary>
internal static class HalfOfDay
{
    private static readonly TimeSpan half = TimeSpan.FromHours(12);

    /// <summary>People come before a session begins and go after its end.</summary>
    private static readonly TimeSpan around = TimeSpan.FromHours(2);

    public static FileRefusal? Refuse(DatesOfWriting way, ReadingContext context)
    {
        if (way.Writing.HasDayPeriod || way.Times.Any(time => time.TimeOfDay.Hours is 0 or > 12))
        {
            return null;
        }

        var (start, end) = (context.SessionStart - around, context.SessionEnd + around);
        var dated = way.Times.Select(time => (Time: time, At: time.In(way.Order!.Value)!.Value)).ToArray();
        var early = dated.Where(entry => entry.At < start && entry.At + half >= context.SessionStart && entry.At + half <= end).ToArray();
        return early.Length > 0 && dated.Any(entry => entry.At >= start && entry.At <= end) ? Unclear(early[0].Time, early[0].At) : null;
    }

    private static FileRefusal Unclear(WrittenTime time, DateTime at) => new(
        FileRefusalCodes.AttendanceTime,
        "The file's clock has twelve hours, it seems, and no word for morning or afternoon: "
        + $"{at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}{(time.Row > 0 ? $" in row {time.Row}" : "")} "
        + "is long before the session, and twelve hours later is within it. "
        + "If the clock is right and another zone's, send the form field timeZone; "
        + $"else correct those cells, as {WrittenTime.Example} (24 hours), and upload the file again, "
        + "or fetch Microsoft's attendance report of the meeting instead.",
        Row: time.Row > 0 ? time.Row : null);
}
