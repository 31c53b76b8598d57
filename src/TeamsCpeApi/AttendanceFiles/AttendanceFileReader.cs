using TeamsCpeApi.Domain.People;
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
        if (AttendanceWorkbook.IsOne(file))
        {
            return AttendanceWorkbook.Open(file, out var sheets) is { } broken ? broken : ReadSheets(sheets, context);
        }

        if (AttendanceText.Decode(file, out var decoded) is { } encoding)
        {
            return encoding;
        }

        return AttendanceGrid.Split(decoded.Text, out var grid) is { } split ? split : Read(grid, decoded.Encoding, context);
    }

    /// <summary>What stands beside the table of attendance in a workbook is stepped over; two such tables are two files.</summary>
    private static AttendanceReading ReadSheets(IReadOnlyList<WorkbookSheet> sheets, ReadingContext context)
    {
        var known = sheets
            .Select(sheet => (sheet.Name, sheet.Notes, Reading: Read(sheet.Rows, AttendanceWorkbook.Encoding, context)))
            .Where(sheet => sheet.Reading.Refusal?.Code != FileRefusalCodes.NotAnAttendanceFile)
            .ToArray();
        return known switch
        {
            [] => NotRecognized,
            [{ Reading.Content: { } content, Notes: { Count: > 0 } notes }] => content with { Notes = [.. content.Notes, .. notes] },
            [var only] => only.Reading,
            _ => new FileRefusal(
                FileRefusalCodes.NotAnAttendanceFile,
                $"The workbook holds attendance in several sheets: {string.Join(", ", known.Select(sheet => Quoted.Of(sheet.Name, 40)))}. Upload each as a file of its own."),
        };
    }

    private static AttendanceReading Read(IReadOnlyList<GridRow> grid, string encoding, ReadingContext context)
    {
        var times = new WrittenTimes();
        if ((Recognize(grid, times, out var sheet) ?? times.Refusal) is { } unread)
        {
            return unread;
        }

        return sheet.Stays.Count + sheet.Events.Count == 0
            ? new FileRefusal(FileRefusalCodes.AttendanceNoRows, "Nobody is in the file: there is a header and no row below it. If people came, download the report again.")
            : sheet.Events.Count == 0 && sheet.Stays.All(stay => stay is { Joined: null, Left: null }) ? TimesWithheld(sheet.Stays)
            : Date(encoding, sheet, times, context);
    }

    internal static FileRefusal TimesWithheld(IReadOnlyCollection<StayRow> rows)
    {
        var people = rows.Select(row => EmailAddress.Key(PeopleOfFile.OwnAddress(row)) ?? row.Name);
        return rows.Any(row => row.HasDuration)
            ? new(
                FileRefusalCodes.AttendanceTimesWithheld,
                $"The file names {People(people)} and how long they were there, and not when: from totals no credit can be worked out, because nobody knows which part of them lies within the session. "
                + "Download the whole report again, with its times of joining and leaving, and upload that .csv file as it is.")
            : TimesWithheld(people);
    }

    internal static FileRefusal TimesWithheld(IEnumerable<string?> people) => new(
        FileRefusalCodes.AttendanceTimesWithheld,
        $"The file names {People(people)} and no times: the tenant's policy shows only who attended. Without join and leave times no credit can be worked out; "
        + "ask the Teams administrator to let reports show full information, and download the report again.");

    private static string People(IEnumerable<string?> people) => Count.Of(people.Distinct(StringComparer.Ordinal).Count(), "person", "people");

    private static AttendanceReading Date(string encoding, WrittenSheet sheet, WrittenTimes times, ReadingContext context)
    {
        if (DateOrderChoice.Of(times.All, context with { Zone = context.ZoneOf(sheet.Dialect, sheet.Zone) }, out var choice) is { } undecided)
        {
            return undecided;
        }

        var clock = new FileClock(sheet.Dialect, context.ZoneOf(sheet.Dialect, sheet.Zone), context.Window);
        if ((sheet.Events.Count > 0 ? ActionWords.Settle(sheet, choice, context.JoinedWords, out sheet) : Totals.RefuseByDurations(sheet, choice, clock)) is { } unsure)
        {
            return unsure;
        }

        var notes = new List<string>(sheet.Notes) { choice.Reason };
        if (sheet.Zone is { } zone)
        {
            notes.Add($"The header says that the times are {zone.Id}: they were read so, whatever the zone of the session or of the upload.");
        }

        if (times.All.Any(time => !time.HasSeconds))
        {
            notes.Add("Some times have no seconds: the file was saved again by another program. What Teams wrote is exact to the second.");
        }

        var people = PeopleOfFile.Of(sheet, choice, clock, notes);
        return new AttendanceFileContent(sheet.Dialect, encoding, sheet.Title, choice.Order, people, notes) { StatedZone = sheet.Zone };
    }

    private static FileRefusal? Recognize(IReadOnlyList<GridRow> grid, WrittenTimes times, out WrittenSheet sheet)
    {
        sheet = new(AttendanceDialect.NumberedSections);
        var rows = grid.Where(row => !row.IsBlank).ToArray();
        var begin = Banner.RowsAbove(rows);
        if (begin < rows.Length && NumberedSectionsSheet.IsFirst(rows[begin]))
        {
            return NumberedSectionsSheet.Read(grid, times, out sheet);
        }

        if (EventSheets.Recognize(rows) is { } events)
        {
            return EventSheets.Read(rows, events, times, out sheet);
        }

        return MeetingSummarySheet.Recognize(rows) is { } table ? MeetingSummarySheet.Read(rows, table, times, out sheet) : NotRecognized;
    }

    private static FileRefusal NotRecognized => new(
        FileRefusalCodes.NotAnAttendanceFile,
        "The columns of a Teams attendance file were not found: neither the sections 1, 2 and 3 of an attendance report, nor a meeting summary, nor a list of joins and leaves, nor a live event's report. "
        + AttendanceText.Advice);
}
