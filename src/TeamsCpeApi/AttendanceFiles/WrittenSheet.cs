using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>A row that holds a stay, or a participant of whom no stay is known, with its times as written.</summary>
internal sealed record StayRow(int Row, string? Name, string? Email, string? SignInName, string? Role, WrittenTime? Joined, WrittenTime? Left, long? StatedSeconds)
{
    /// <summary>True when a duration stands in the row, in words that are known or not.</summary>
    public bool HasDuration { get; init; }
}

/// <summary>A row that holds one event. <paramref name="Visit"/> tells the events of one visit, as a live event's report numbers them.</summary>
internal sealed record EventRow(int Row, string? Name, string? PersonId, string? Visit, string? Role, string Action, WrittenTime At)
{
    /// <summary>True when its word means that somebody joined; known once all of the file's words are.</summary>
    public bool IsJoin { get; init; }
}

/// <summary>A file, recognised and taken apart, before it is known how its dates read.</summary>
internal sealed record WrittenSheet(AttendanceDialect Dialect)
{
    public string? Title { get; init; }

    /// <summary>One row a stay; empty where the dialect writes events.</summary>
    public IReadOnlyList<StayRow> Stays { get; init; } = [];

    /// <summary>One row an event; empty where the dialect writes stays.</summary>
    public IReadOnlyList<EventRow> Events { get; init; } = [];

    /// <summary>The participants' section: it adds sign-in names and checks, and no instant of presence.</summary>
    public IReadOnlyList<StayRow> Participants { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The zone that the headers name for the times; null where they name none.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>True when the places of the columns tell what they hold, and not their words.</summary>
    public bool IsByPlace { get; init; }

    /// <summary>The 0-based column of the actions.</summary>
    public int? ActionColumn { get; init; }
}

/// <summary>Reads times and keeps them all: together they tell the order of the dates.</summary>
internal sealed class WrittenTimes
{
    private readonly List<WrittenTime> _all = [];

    public IReadOnlyList<WrittenTime> All => _all;

    /// <summary>The first cell that should hold a time and holds something else.</summary>
    public FileRefusal? Refusal { get; private set; }

    /// <summary>The time of a cell on which credit may rest: empty is null, unreadable refuses the file.</summary>
    public WrittenTime? Need(GridRow row, int? column)
    {
        var time = Look(row, column);
        if (time is null && row.Cell(column) is { } text)
        {
            Refusal ??= new(
                FileRefusalCodes.AttendanceTime,
                $"{Quoted.Of(text)} in row {row.Number}, column {column + 1} is not a date and time that is known, or its word for the part of the day leaves the hour open. {WrittenTime.Advice}",
                Row: row.Number,
                Column: column + 1);
        }

        return time;
    }

    /// <summary>The time of a cell on which nothing rests, or null.</summary>
    public WrittenTime? Look(GridRow row, int? column)
    {
        var time = row.Cell(column) is { } text ? WrittenTime.Parse(text, row.Number) : null;
        if (time is not null)
        {
            _all.Add(time);
        }

        return time;
    }
}

/// <summary>The columns of one table of a file, by the words of its header or by their places.</summary>
internal sealed class TableColumns
{
    private static readonly AttendanceColumn[] timeColumns = [AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Timestamp];

    private readonly Dictionary<AttendanceColumn, int> _indexes = [];
    private readonly GridRow header;

    private TableColumns(GridRow header) => this.header = header;

    /// <summary>Columns whose headers are known; others, such as those that a webinar adds, are stepped over.</summary>
    public static TableColumns ByName(GridRow header)
    {
        var columns = new TableColumns(header);
        for (var index = 0; index < header.Cells.Count; index++)
        {
            if (HeaderWords.ColumnOf(header.Cells[index]) is { } column)
            {
                columns._indexes.TryAdd(column, index);
            }
        }

        return columns;
    }

    /// <summary>Columns in an order that held in every language seen.</summary>
    public static TableColumns InOrder(GridRow header, params AttendanceColumn[] order)
    {
        var columns = new TableColumns(header);
        for (var index = 0; index < order.Length; index++)
        {
            columns._indexes[order[index]] = index;
        }

        return columns;
    }

    public int? this[AttendanceColumn column] => _indexes.TryGetValue(column, out var index) ? index : null;

    public bool Has(params AttendanceColumn[] columns) => columns.All(_indexes.ContainsKey);

    /// <summary>The words above the columns of times.</summary>
    public IEnumerable<string> TimeHeaders => timeColumns.Select(column => header.Cell(this[column])).OfType<string>();

    public string? Value(GridRow row, AttendanceColumn column) => row.Cell(this[column]);

    public StayRow Stay(GridRow row, Func<GridRow, int?, WrittenTime?> time) => new(
        row.Number,
        Value(row, AttendanceColumn.Name),
        Value(row, AttendanceColumn.Email),
        Value(row, AttendanceColumn.SignInName),
        Value(row, AttendanceColumn.Role),
        time(row, this[AttendanceColumn.Joined]),
        time(row, this[AttendanceColumn.Left]),
        StatedDuration.Parse(Value(row, AttendanceColumn.Duration)))
    {
        HasDuration = Value(row, AttendanceColumn.Duration) is not null,
    };
}
