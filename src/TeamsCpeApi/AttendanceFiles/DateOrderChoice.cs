using System.Globalization;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The order of a file's dates, and why it is that one. Two programs may have written in one file, each in its own way.</summary>
internal sealed record DateOrderChoice
{
    private readonly Dictionary<DateWriting, DateOrder> orders;

    private DateOrderChoice(DatesOfWriting[] ways)
    {
        orders = ways.ToDictionary(way => way.Writing, way => way.Order!.Value);
        Order = ways.Length == 0 ? default : ways.MaxBy(way => way.Count)!.Order!.Value;
        Reason = string.Join(' ', ways.Select(way => way.Reason(IsOneOf(ways))).Distinct(StringComparer.Ordinal));
    }

    /// <summary>The order of most of the dates.</summary>
    public DateOrder Order { get; }

    public string Reason { get; }

    public DateOrder OrderOf(DateWriting writing) => orders[writing];

    /// <summary>
    /// Decides for each way of writing once for the whole file: from all of its values, then from the session's date, then from the
    /// file's other dates; never by a guess.
    /// </summary>
    public static FileRefusal? Of(IReadOnlyList<WrittenTime> times, ReadingContext context, out DateOrderChoice choice)
    {
        choice = new([]);
        var ways = times.GroupBy(time => time.Writing).Select(group => new DatesOfWriting(group.Key, [.. group])).ToArray();
        if (ways.FirstOrDefault(way => way.Possible.Count == 0) is { } impossible)
        {
            return Impossible(impossible, ways);
        }

        if (context.DateOrder is { } named && ways.All(way => !way.CanBe(named)))
        {
            return NotAsNamed(named, ways);
        }

        if (Decide(ways, context) is { } undecided)
        {
            return Ambiguous(undecided, ways, context);
        }

        choice = new(ways);
        return ways.Select(way => HalfOfDay.Refuse(way, context)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>The order in the words of the notes.</summary>
    internal static string Words(DateOrder order) => order switch
    {
        DateOrder.MonthDayYear => "month/day/year",
        DateOrder.DayMonthYear => "day/month/year",
        DateOrder.YearMonthDay => "year/month/day",
        _ => "year/day/month",
    };

    /// <summary>The first way whose order stays open, or null when all are decided.</summary>
    private static DatesOfWriting? Decide(DatesOfWriting[] ways, ReadingContext context)
    {
        foreach (var way in ways)
        {
            way.Decide(context, IsOneOf(ways));
        }

        foreach (var way in ways.Where(way => way.Order is null))
        {
            way.DecideBeside([.. ways.Select(other => other.Decided).OfType<DatedReading>()]);
        }

        return ways.FirstOrDefault(way => way.Order is null);
    }

    private static bool IsOneOf(DatesOfWriting[] ways) => ways.Length > 1;

    private static FileRefusal Ambiguous(DatesOfWriting way, DatesOfWriting[] ways, ReadingContext context)
    {
        var readings = way.Likely.Select(reading => $"as {Words(reading.Order)} from {Shown(reading.First)} to {Shown(reading.Last)}");
        var helpful = Enum.GetValues<DateOrder>()
            .Where(order => ways.Any(other => other.CanBe(order)) && Helps(order, ways, context))
            .Select(QueryName)
            .ToArray();
        return new(
            FileRefusalCodes.AttendanceDateOrder,
            $"{Subject(way, ways)} can be read in several ways: {string.Join("; ", readings)}. "
            + $"The session is on {context.SessionStart.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, "
            + $"which {(way.Near(context).Count == 0 ? "none of them is" : "several of them fit")}. "
            + (helpful.Length > 0
                ? $"If the file is this session's, send the form field dateOrder: {string.Join(" or ", helpful)}."
                : $"No single dateOrder settles it, because the file writes dates in {ways.Length} ways: "
                    + $"write those of one way as {WrittenTime.Example}, or fetch Microsoft's attendance report instead."),
            Row: way.FirstRow);
    }

    /// <summary>True when the file is read once the uploader names this order.</summary>
    private static bool Helps(DateOrder order, DatesOfWriting[] ways, ReadingContext context) =>
        Decide([.. ways.Select(way => way.Undecided())], context with { DateOrder = order }) is null;

    private static FileRefusal NotAsNamed(DateOrder named, DatesOfWriting[] ways)
    {
        var others = ways.SelectMany(way => way.Possible).Select(reading => reading.Order).Distinct().Order().Select(QueryName);
        return new(
            FileRefusalCodes.AttendanceDates,
            $"The file's dates are no dates when read as {Words(named)}, as dateOrder says: {ways[0].Against(named)}. "
            + $"Leave dateOrder out, so that the file decides, or send {string.Join(" or ", others)}.");
    }

    private static FileRefusal Impossible(DatesOfWriting way, DatesOfWriting[] ways) => new(
        FileRefusalCodes.AttendanceDates,
        $"{Subject(way, ways)} are no dates of Teams' time in any one order: {string.Join(", ", way.AgainstAll())}. "
        + $"If another program changed the file, upload it as Teams wrote it; else correct those cells, as {WrittenTime.Example}, "
        + "and upload it again, or fetch Microsoft's attendance report instead.",
        Row: way.FirstRow);

    private static string Subject(DatesOfWriting way, DatesOfWriting[] ways) =>
        IsOneOf(ways) ? $"The dates with {way.Writing.Words}" : "The dates";

    private static string QueryName(DateOrder order) => char.ToLowerInvariant(order.ToString()[0]) + order.ToString()[1..];

    private static string Shown(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
