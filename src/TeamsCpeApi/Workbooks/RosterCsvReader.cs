using CsvHelper;

namespace TeamsCpeApi.Workbooks;

/// <summary>Reads a roster as CSV. The file is taken whole or refused whole, with every row that has to be corrected.</summary>
internal static class RosterCsvReader
{
    public static RosterReading Read(ReadOnlyMemory<byte> file)
    {
        if (RosterText.Decode(file.Span, out var text) is { } encoding)
        {
            return encoding;
        }

        var malformed = new List<CsvMalformedRecord>();
        var options = new CsvReaderOptions
        {
            Separator = Separator(text),
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            PoolStrings = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = malformed.Add,
        };
        using var csv = CsvReader.FromText(text, options);
        return Read(csv, malformed);
    }

    private static RosterReading Read(CsvReader csv, List<CsvMalformedRecord> malformed)
    {
        RosterColumns? columns = null;
        RosterRowParser? rows = null;
        for (var row = 1; rows is not { IsFull: true } && csv.Read(); row++)
        {
            if (row > FileLimits.Rows)
            {
                return new FileRefusal(FileRefusalCodes.TooManyRows, "The roster has more than 100,000 rows. Split it.", Row: row);
            }

            var fields = Fields(csv);
            if (malformed.Count > 0)
            {
                return Quotes(row);
            }

            if (fields.Count > FileLimits.Columns)
            {
                return new FileRefusal(FileRefusalCodes.TooManyColumns, $"Row {row} has more than 1,000 fields. Remove what does not belong to a roster.", Row: row);
            }

            if (fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (rows is not null)
            {
                rows.Add(row, fields);
            }
            else if (RosterColumns.Find(fields, out columns) is { } header)
            {
                return header with { Row = row };
            }
            else
            {
                rows = new(columns);
            }
        }

        return rows is null || (rows.Rows.Count == 0 && rows.Refusals.Count == 0)
            ? new FileRefusal(FileRefusalCodes.RosterNoRows, "The roster has no participants: a header line and at least one row are needed.")
            : new RosterReading(rows.Refusals.Count == 0 ? rows.Rows : [], rows.Refusals, columns?.Ignored ?? []);
    }

    private static FileRefusal Quotes(int row) => new(
        FileRefusalCodes.RosterQuotes,
        $"A quoted field in row {row} is not closed, or a quote stands inside an unquoted one. Put the field in quotes and double the quotes inside it.",
        Row: row);

    private static List<string> Fields(CsvReader csv)
    {
        var fields = new List<string>(csv.FieldCount);
        for (var index = 0; index < Math.Min(csv.FieldCount, FileLimits.Columns + 1); index++)
        {
            fields.Add(csv.GetString(index));
        }

        return fields;
    }

    /// <summary>The separator that the header line holds most of, outside of quotes; a single column has none.</summary>
    internal static char Separator(string text)
    {
        Dictionary<char, int> counts = new() { [','] = 0, [';'] = 0, ['\t'] = 0 };
        var isQuoted = false;
        foreach (var character in text.AsSpan().TrimStart("\r\n"))
        {
            if (!isQuoted && character is ('\r' or '\n'))
            {
                break;
            }

            isQuoted ^= character == '"';
            if (!isQuoted && counts.TryGetValue(character, out var count))
            {
                counts[character] = count + 1;
            }
        }

        return counts.MaxBy(pair => pair.Value).Key;
    }
}
