using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Reads an attendance file that Teams wrote, in any dialect, language and encoding in which one was seen. The file is taken whole or
/// refused whole; nothing in it is guessed, and no row is dropped without a note.
/// </summary>
internal static class AttendanceFileReader
{
    public static AttendanceReading Read(ReadOnlySpan<byte> file, ReadingContext context)
    {
        if (AttendanceText.Decode(file, out var decoded) is { } encoding)
        {
            return encoding;
        }

        if (AttendanceGrid.Split(decoded.Text, out var grid) is { } split)
        {
            return split;
        }

        var times = new WrittenTimes();
        if ((Recognize(grid, times, out var sheet) ?? times.Refusal) is { } unread)
        {
            return unread;
        }

        return sheet.Stays.Count + sheet.Events.Count == 0
            ? new FileRefusal(FileRefusalCodes.AttendanceNoRows, "Nobody is in the file: there is a header and no row below it. If people came, download the report again.")
            : sheet.Events.Count == 0 && sheet.Stays.All(stay => stay is { Joined: null, Left: null }) ? TimesWithheld(sheet.Stays.Count)
            : Date(decoded, sheet, times, context);
    }

    internal static FileRefusal TimesWithheld(int people) => new(
        FileRefusalCodes.AttendanceTimesWithheld,
        $"The file names {Count.Of(people, "person", "people")} and no times: the tenant's policy shows only who attended. Without join and leave times no credit can be worked out; "
        + "ask the Teams administrator to let reports show full information, and download the report again.");

    private static AttendanceReading Date(DecodedText decoded, WrittenSheet sheet, WrittenTimes times, ReadingContext context)
    {
        if (DateOrderChoice.Of(times.All, context with { Zone = context.ZoneOf(sheet.Dialect) }, out var choice) is { } undecided)
        {
            return undecided;
        }

        var notes = new List<string>(sheet.Notes) { choice.Reason };
        if (times.All.Any(time => !time.HasSeconds))
        {
            notes.Add("Some times have no seconds: the file was saved again by another program. What Teams wrote is exact to the second.");
        }

        var people = PeopleOfFile.Of(sheet, choice, new(sheet.Dialect, context.ZoneOf(sheet.Dialect), context.Window), notes);
        return new AttendanceFileContent(sheet.Dialect, decoded.Encoding, sheet.Title, choice.Order, people, notes);
    }

    private static FileRefusal? Recognize(IReadOnlyList<GridRow> grid, WrittenTimes times, out WrittenSheet sheet)
    {
        sheet = new(AttendanceDialect.NumberedSections);
        var rows = grid.Where(row => !row.IsBlank).ToArray();
        if (rows.Length == 0)
        {
            return NotRecognized;
        }

        if (NumberedSectionsSheet.IsFirst(rows[0]))
        {
            return NumberedSectionsSheet.Read(grid, times, out sheet);
        }

        if (EventSheets.Recognize(rows) is { } events)
        {
            return EventSheets.Read(rows, events.Columns, events.Dialect, times, out sheet);
        }

        if (MeetingSummarySheet.Recognize(rows) is { } table)
        {
            sheet = MeetingSummarySheet.Read(rows, table.Header, table.Columns, times);
            return null;
        }

        return NotRecognized;
    }

    private static FileRefusal NotRecognized => new(
        FileRefusalCodes.NotAnAttendanceFile,
        "The columns of a Teams attendance file were not found: neither the sections 1, 2 and 3 of an attendance report, nor a meeting summary, nor a list of joins and leaves, nor a live event's report. "
        + AttendanceText.Advice);
}
