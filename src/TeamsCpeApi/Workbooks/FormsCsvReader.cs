using CsvHelper;

namespace TeamsCpeApi.Workbooks;

/// <summary>
/// Reads a Forms export that was saved as CSV: commas, semicolons or tabs, UTF-8, UTF-16 or Windows-1252, dates in whatever order
/// the computer of whoever saved it writes them. The order is decided once for the whole file.
/// </summary>
internal static class FormsCsvReader
{
    private const string Name = "CSV";

    /// <summary>Returns null for text that is no Forms export at all.</summary>
    public static FormsReading? Read(ReadOnlySpan<byte> file, string fileName, DateOnly? sessionDay, FormsQuestionChoice choice)
    {
        if (file.IsEmpty || RosterText.Decode(file, out var text) is not null)
        {
            return null;
        }

        var broken = Rows(text, out var rows);
        if (rows.Count == 0 || Columns(rows) is not { } times)
        {
            return null;
        }

        return broken is { } refusal ? refusal : Parse(rows, times, fileName, sessionDay, choice);
    }

    private static FormsReading Parse(List<SheetRow> rows, (int? Started, int Completed) times, string fileName, DateOnly? sessionDay, FormsQuestionChoice choice)
    {
        var written = rows.Skip(1)
            .SelectMany(row => new[] { times.Started is { } started ? row[started] : null, row[times.Completed] })
            .OfType<string>()
            .ToList();
        if (CsvDates.Decide(written, sessionDay, out var order) is { } ambiguous)
        {
            return ambiguous with { Sheet = Name, Column = times.Completed };
        }

        var sheet = WithTimes(rows, times, order);
        if (FormsColumns.Recognize(sheet, []) is not { } columns)
        {
            return new FileRefusal(FileRefusalCodes.Time, "The times of the responses cannot be read. Upload the workbook as Forms made it.", Name, 2, times.Completed);
        }

        var reading = FormsWorkbookReader.Parse(sheet, columns, new WorkbookFacts(CountsFrom1904: false, CreatedAt: null, []), fileName, choice);
        return reading.Export is { } export
            ? export with { Notes = [$"The export was saved as CSV; its dates were read as {CsvDates.Words(order)}.", .. export.Notes] }
            : reading;
    }

    /// <summary>The columns of the times: by name, else the second and third, where every language has them.</summary>
    private static (int? Started, int Completed)? Columns(List<SheetRow> rows)
    {
        var sheet = new SheetTable(Name, rows[0], rows[1..], new HashSet<int>());
        if (FormsColumns.Recognize(sheet, []) is { } named)
        {
            return (named.Started, named.Completed);
        }

        return sheet.Width > 5 && sheet.Rows.Count > 0 && sheet.Rows.All(row => CellValues.ResponseId(row[1]) is not null && row[3] is string text && CsvDates.IsTime(text))
            ? (2, 3)
            : null;
    }

    private static SheetTable WithTimes(List<SheetRow> rows, (int? Started, int Completed) times, CsvDateOrder order)
    {
        var timeColumns = new HashSet<int> { times.Completed };
        if (times.Started is { } started)
        {
            timeColumns.Add(started);
        }

        // "Last modified time" is told by its times where its header is not known; in a quiz it does not stand at once behind the name.
        for (var column = 1; column <= rows[0].Values.Count; column++)
        {
            var written = rows.Skip(1).Select(row => row[column]).OfType<string>().ToArray();
            if (written.Length > 0 && written.All(value => CsvDates.Read(value, order) is not null))
            {
                timeColumns.Add(column);
            }
        }

        object? Value(object? value, int column) => timeColumns.Contains(column) && value is string text && CsvDates.Read(text, order) is { } time ? time : value;
        return new SheetTable(
            Name,
            rows[0],
            [.. rows.Skip(1).Select(row => row with { Values = [.. row.Values.Select((value, index) => Value(value, index + 1))] })],
            timeColumns);
    }

    private static FileRefusal? Rows(string text, out List<SheetRow> rows)
    {
        rows = [];
        var malformed = false;
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = RosterCsvReader.Separator(text),
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            PoolStrings = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = _ => malformed = true,
        });
        for (var number = 1; csv.Read(); number++)
        {
            var refusal = malformed ? new FileRefusal(FileRefusalCodes.CsvQuotes, $"A quoted field in row {number} is not closed, or a quote stands inside an unquoted one. Save the file again.", Name, number)
                : number > FileLimits.Rows ? new FileRefusal(FileRefusalCodes.TooManyRows, "The file has more than 100,000 rows. Split the export.", Name, number)
                : csv.FieldCount > FileLimits.Columns ? new FileRefusal(FileRefusalCodes.TooManyColumns, "The file has more than 1,000 columns. Remove what does not belong to the export.", Name, number)
                : null;
            if (refusal is not null)
            {
                return refusal;
            }

            var values = new object?[csv.FieldCount];
            for (var column = 0; column < values.Length; column++)
            {
                var field = csv.GetString(column);
                if (field.Length > FileLimits.CellLength)
                {
                    return new FileRefusal(FileRefusalCodes.CellTooLong, "A cell holds more than 32,767 characters, more than Excel allows. Shorten it.", Name, number, column + 1);
                }

                values[column] = field.Length == 0 ? null : field;
            }

            var row = new SheetRow(number, values);
            if (!row.IsEmpty)
            {
                rows.Add(row);
            }
        }

        Widen(rows);
        return null;
    }

    /// <summary>Rows of one width, so that a value behind the last header is refused and not lost.</summary>
    private static void Widen(List<SheetRow> rows)
    {
        var filled = rows.Count == 0 ? 0 : rows.Max(row => Enumerable.Range(1, row.Values.Count).LastOrDefault(column => row[column] is not null));
        for (var index = 0; index < rows.Count; index++)
        {
            var values = rows[index].Values;
            rows[index] = rows[index] with { Values = [.. Enumerable.Range(0, filled).Select(column => column < values.Count ? values[column] : null)] };
        }
    }
}
