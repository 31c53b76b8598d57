namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The dates of a file if they are written in this order.</summary>
internal sealed record DatedReading(DateOrder Order, WrittenCalendar Calendar, DateTime First, DateTime Last)
{
    /// <summary>The file's clock may be a day ahead of the session's or behind it.</summary>
    private static readonly TimeSpan otherZones = TimeSpan.FromDays(1);

    /// <summary>A file tells of one run of a meeting: an order that tears it apart is the wrong one, if another does not.</summary>
    private static readonly TimeSpan longestRun = TimeSpan.FromHours(72);

    public bool IsOneRun => Last - First <= longestRun;

    public static DatedReading? Of(DateOrder order, IReadOnlyList<WrittenTime> times)
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

        return new(order, times[0].CalendarIn(order)!.Value, first, last);
    }

    public bool IsNear(ReadingContext context) => First <= context.SessionEnd + otherZones && context.SessionStart - otherZones <= Last;

    public bool IsOneRunWith(IEnumerable<DatedReading> others) =>
        others.All(other => (Last > other.Last ? Last : other.Last) - (First < other.First ? First : other.First) <= longestRun);
}

/// <summary>Those dates of a file that are written alike, the orders in which they may be, and the one that was chosen.</summary>
internal sealed class DatesOfWriting
{
    private static readonly DateOrder[] allOrders = Enum.GetValues<DateOrder>();

    private readonly IReadOnlyList<WrittenTime> times;

    private string why = "";

    public DatesOfWriting(DateWriting writing, IReadOnlyList<WrittenTime> times)
    {
        this.times = times;
        Writing = writing;
        Possible = [.. allOrders.Select(order => DatedReading.Of(order, times)).OfType<DatedReading>()];
        Likely = Possible.Any(reading => reading.IsOneRun) ? [.. Possible.Where(reading => reading.IsOneRun)] : Possible;
    }

    private DatesOfWriting(DatesOfWriting other) =>
        (times, Writing, Possible, Likely) = (other.times, other.Writing, other.Possible, other.Likely);

    public DateWriting Writing { get; }

    /// <summary>Every order in which all values are dates.</summary>
    public IReadOnlyList<DatedReading> Possible { get; }

    /// <summary>Those of them that make one run of a meeting, if there is one.</summary>
    public IReadOnlyList<DatedReading> Likely { get; }

    public DatedReading? Decided { get; private set; }

    public DateOrder? Order => Decided?.Order;

    public int Count => times.Count;

    public IReadOnlyList<WrittenTime> Times => times;

    public int? FirstRow => times[0].Row > 0 ? times[0].Row : null;

    public bool CanBe(DateOrder order) => Possible.Any(reading => reading.Order == order);

    /// <summary>The same before anything was decided.</summary>
    public DatesOfWriting Undecided() => new(this);

    /// <summary>The likely readings at the session's date, each once.</summary>
    public IReadOnlyList<DatedReading> Near(ReadingContext context) =>
        [.. Likely.Where(reading => reading.IsNear(context)).DistinctBy(reading => (reading.First, reading.Last))];

    /// <summary>
    /// By all values, then by the session's date. Who names an order means it for a file that is written in one way; where it is written
    /// in several, one order is seldom that of all, and the name settles what the session's date leaves open.
    /// </summary>
    public void Decide(ReadingContext context, bool isOneOfSeveral)
    {
        var named = Possible.FirstOrDefault(reading => reading.Order == context.DateOrder);
        if (named is not null && !isOneOfSeveral)
        {
            Choose(named, ", as the upload says");
        }
        else if (Likely is [var only])
        {
            Choose(only, $": no other order fits all of {(isOneOfSeveral ? "their" : "the file's")} values");
        }
        else if (Near(context) is [var near])
        {
            Choose(near, ": of the possible orders only this gives the session's date");
        }
        else if (named is not null)
        {
            Choose(named, ", as the upload says");
        }
        else if (Near(context).Count == 0 && UsualYearFirst() is [var usual])
        {
            Choose(usual, ": the usual order of dates with the year in front");
        }
    }

    /// <summary>By the dates of the file that are decided: it tells of one run of a meeting.</summary>
    public void DecideBeside(IReadOnlyList<DatedReading> others)
    {
        var beside = Likely.Where(reading => reading.IsOneRunWith(others)).DistinctBy(reading => (reading.First, reading.Last));
        if (others.Count > 0 && beside.ToArray() is [var one])
        {
            Choose(one, ": only this gives the date of the file's other times");
        }
    }

    public string Reason(bool isOneOfSeveral)
    {
        var calendar = Decided!.Calendar == WrittenCalendar.Gregorian ? "" : $" of the {Decided.Calendar} calendar";
        return $"Dates {(isOneOfSeveral ? $"with {Writing.Words} " : "")}are read as {DateOrderChoice.Words(Decided.Order)}{calendar}{why}.";
    }

    /// <summary>For each order that the writing allows, the first value that is no date in it.</summary>
    public IEnumerable<string> AgainstAll() => allOrders.Where(Writing.Allows).Select(Against);

    public string Against(DateOrder order) => times.FirstOrDefault(time => time.In(order) is null) is { } time
        ? $"{time.Numbers} is none as {DateOrderChoice.Words(order)}"
        : $"all are dates as {DateOrderChoice.Words(order)}";

    /// <summary>Year, day, month is the order of four languages, believed where values or the session's date say so.</summary>
    private DatedReading[] UsualYearFirst() => [.. Likely.Where(reading => reading.Order != DateOrder.YearDayMonth)];

    private void Choose(DatedReading reading, string reason) => (Decided, why) = (reading, reason);
}
