using CsvHelper;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>A row of a file.</summary>
/// <param name="Number">The 1-based row as a spreadsheet shows it.</param>
/// <param name="Cells">Its cells without the empty ones with which Excel pads it; none in a blank row.</param>
internal sealed record GridRow(int Number, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.Count == 0;

    /// <summary>The trimmed text of a 0-based column, or null when it is empty or missing.</summary>
    public string? Cell(int? column) => column is { } index && index < Cells.Count && Cells[index].Length > 0 ? Cells[index] : null;
}

/// <summary>Splits an attendance file into rows, within limits that are checked while it is read.</summary>
internal static class AttendanceGrid
{
    /// <summary>Lines after which the separator is known.</summary>
    private const int LinesLookedAt = 1_000;

    public static FileRefusal? Split(string text, out IReadOnlyList<GridRow> rows)
    {
        var read = new List<GridRow>();
        rows = read;
        var malformed = new List<CsvMalformedRecord>();
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = Separator(text),
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            PoolStrings = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = malformed.Add,
        });
        var cells = 0;
        for (var number = 1; csv.Read(); number++)
        {
            if (Refuse(csv, number, cells += csv.FieldCount) is { } refusal)
            {
                return refusal;
            }

            var row = new GridRow(number, Cells(csv));
            if (malformed.Any(record => Swallows(record, row)))
            {
                return new(
                    FileRefusalCodes.AttendanceQuotes,
                    $"A quotation mark in row {number} is not closed, so that what follows cannot be told apart. {AttendanceText.Advice}",
                    Row: number);
            }

            if (row.Cells.Any(cell => cell.Length > FileLimits.CellLength))
            {
                return new(FileRefusalCodes.CellTooLong, $"A field of row {number} holds more than 32,767 characters. {AttendanceText.Advice}", Row: number);
            }

            malformed.Clear();
            read.Add(row);
        }

        return null;
    }

    private static FileRefusal? Refuse(CsvReader csv, int number, int cells) => (number, csv.FieldCount, cells) switch
    {
        ( > FileLimits.Rows, _, _) => new(FileRefusalCodes.TooManyRows, "The file has more than 100,000 rows: no attendance report has.", Row: number),
        (_, > FileLimits.Columns, _) => new(FileRefusalCodes.TooManyColumns, $"Row {number} has more than 1,000 fields: no attendance report has.", Row: number),
        (_, _, > FileLimits.Cells) => new(FileRefusalCodes.TooManyCells, "The file has more than 2,000,000 fields: no attendance report has.", Row: number),
        _ => null,
    };

    /// <summary>A quotation mark within a name is a letter like others; one that takes in the rows behind it would lose people.</summary>
    private static bool Swallows(CsvMalformedRecord malformed, GridRow row) =>
        malformed.Reason != CsvMalformedReason.StrayQuote || row.Cells.Any(cell => cell.AsSpan().ContainsAny('\r', '\n'));

    private static List<string> Cells(CsvReader csv)
    {
        var cells = new List<string>(csv.FieldCount);
        for (var index = 0; index < csv.FieldCount; index++)
        {
            cells.Add(CellCleaning.Clean(csv.GetString(index)));
        }

        var used = cells.FindLastIndex(cell => cell.Length > 0) + 1;
        cells.RemoveRange(used, cells.Count - used);
        return cells;
    }

    /// <summary>
    /// Tabs, as Teams writes; else semicolons; else commas, of which every file has some within its timestamps. Two in one line are
    /// needed, outside of quotation marks.
    /// </summary>
    private static char Separator(string text)
    {
        var (most, inLine) = ((Tabs: 0, Semicolons: 0), (Tabs: 0, Semicolons: 0));
        var isQuoted = false;
        var lines = 0;
        foreach (var character in text)
        {
            isQuoted ^= character == '"';
            if (isQuoted)
            {
                continue;
            }

            switch (character)
            {
                case '\t':
                    inLine.Tabs++;
                    break;
                case ';':
                    inLine.Semicolons++;
                    break;
                case '\n' when ++lines == LinesLookedAt:
                    return Choice(most);
                case '\n':
                    inLine = (0, 0);
                    break;
            }

            most = (Math.Max(most.Tabs, inLine.Tabs), Math.Max(most.Semicolons, inLine.Semicolons));
        }

        return Choice(most);

        static char Choice((int Tabs, int Semicolons) most) => most switch
        {
            { Tabs: >= 2 } => '\t',
            { Semicolons: >= 2 } => ';',
            _ => ',',
        };
    }
}
