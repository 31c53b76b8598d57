using System.Globalization;
using System.Text.RegularExpressions;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Numbered sections (formats.md §2.3): 1 summary, 2 participants, 3 stays; what follows is of no use here. The sections are told by
/// their numbers and the columns by words or places, so that a language or a release that nobody has seen reads as well.
/// </summary>
internal static class NumberedSectionsSheet
{
    private const int Participants = 2;
    private const int Stays = 3;

    /// <summary>Name, join, leave, duration, e-mail, role: without known words only exactly these are believed.</summary>
    private const int StayColumns = 6;

    /// <summary>The place of the sign-in name among the participants' columns, in every language seen.</summary>
    private const int SignInNamePlace = 5;

    private static readonly Regex s_heading = new(@"^(?<number>[0-9]{1,2})\. ?[^0-9\s]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Somebody may have removed what stands above the stays.</summary>
    public static bool IsFirst(GridRow row) => NumberOf(row) is >= 1 and <= Stays;

    public static FileRefusal? Read(IReadOnlyList<GridRow> rows, WrittenTimes times, out WrittenSheet sheet)
    {
        var sections = Sections(rows);
        var summary = sections.GetValueOrDefault(1) ?? [];
        foreach (var row in summary.Where(row => !HeaderWords.IsTitleLabel(row.Cells[0])))
        {
            times.Look(row, 1);
        }

        var notes = new List<string>(Banner.Notes(rows.TakeWhile(row => !IsFirst(row))));
        var participants = Body(sections, Participants, notes);
        sheet = new(AttendanceDialect.NumberedSections)
        {
            Title = summary.FirstOrDefault(row => row.Cells.Count > 1 && HeaderWords.IsTitleLabel(row.Cells[0]))?.Cell(1),
            Participants = ReadParticipants(participants, times, notes),
            Notes = notes,
        };
        var stays = Body(sections, Stays, notes);
        if (stays.Count == 0)
        {
            return NoStays(sheet, sections.ContainsKey(Stays));
        }

        if (ColumnsOfStays(stays[0]) is not { } columns)
        {
            return new(
                FileRefusalCodes.NotAnAttendanceFile,
                $"The header of section 3 in row {stays[0].Number} is not one that Teams writes: name, join time, leave time, duration, e-mail, role. {AttendanceText.Advice}",
                Row: stays[0].Number);
        }

        if (Totals.AreNamedBy(columns.TimeHeaders))
        {
            return Totals.Refusal(stays[0], columns.TimeHeaders);
        }

        var zones = columns.TimeHeaders
            .Concat(participants.Take(1).SelectMany(header => ColumnsOfParticipants(header)?.TimeHeaders ?? []))
            .Concat(summary.Where(row => row.Cell(1) is { } value && WrittenTime.Parse(value) is not null).Select(row => row.Cells[0]))
            .Select(HeaderZone.Of).OfType<TimeZoneInfo>().DistinctBy(zone => zone.BaseUtcOffset).ToArray();
        if (zones.Length > 1)
        {
            return HeaderZone.Several(zones, stays[0]);
        }

        sheet = sheet with { Stays = [.. stays.Skip(1).Select(row => columns.Stay(row, times.Need))], Zone = zones.SingleOrDefault() };
        return null;
    }

    /// <summary>The rows of each section without its heading and without blank rows.</summary>
    private static Dictionary<int, List<GridRow>> Sections(IReadOnlyList<GridRow> rows)
    {
        var sections = new Dictionary<int, List<GridRow>>();
        var current = 0;
        for (var index = 0; index < rows.Count; index++)
        {
            if (NumberOf(rows[index]) is { } number && IsNext(number, current) && (current == 0 || rows[index - 1].IsBlank || IsBeforeHeader(rows, index) || IsLast(rows, index, number)))
            {
                sections[current = number] = [];
            }
            else if (current > 0 && !rows[index].IsBlank)
            {
                sections[current].Add(rows[index]);
            }
        }

        return sections;
    }

    /// <summary>Whoever tidies a report up removes the summary or the participants.</summary>
    private static bool IsNext(int number, int current) => number == current + 1 || (number is Participants or Stays && number > current);

    /// <summary>A heading with nothing behind it heads an empty section; of the sections that are read, nobody who is called so is lost by that.</summary>
    private static bool IsLast(IReadOnlyList<GridRow> rows, int index, int number) => number <= Stays && rows.Skip(index + 1).All(row => row.IsBlank);

    /// <summary>The rows of a section from its header on; what stands above the header is told.</summary>
    private static List<GridRow> Body(Dictionary<int, List<GridRow>> sections, int number, List<string> notes)
    {
        var rows = sections.GetValueOrDefault(number) ?? [];
        var above = rows.TakeWhile(row => row.Cells.Count == 1).Count();
        notes.AddRange(Banner.Notes(rows.Take(above)));
        return rows[above..];
    }

    /// <summary>A person may be called "4. x": a heading has a header behind it, and a header holds no time.</summary>
    private static bool IsBeforeHeader(IReadOnlyList<GridRow> rows, int index) =>
        index + 1 < rows.Count && rows[index + 1].Cells.Count >= 3 && rows[index + 1].Cells.All(cell => WrittenTime.Parse(cell) is null);

    private static int? NumberOf(GridRow row) =>
        row.Cells.Count == 1 && s_heading.Match(row.Cells[0]) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static TableColumns? ColumnsOfStays(GridRow header)
    {
        var named = TableColumns.ByName(header);
        return named.Has(AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left) ? named
            : header.Cells.Count == StayColumns ? TableColumns.InOrder(header, AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Duration, AttendanceColumn.Email, AttendanceColumn.Role)
            : null;
    }

    /// <summary>Places are the stronger key here: the same Japanese word heads the first join in one release and the last leave in another.</summary>
    private static TableColumns? ColumnsOfParticipants(GridRow header)
    {
        if (header.Cells.Count > SignInNamePlace + 1 && HeaderWords.ColumnOf(header.Cells[SignInNamePlace]) == AttendanceColumn.SignInName)
        {
            return TableColumns.InOrder(
                header, AttendanceColumn.Name, AttendanceColumn.Joined, AttendanceColumn.Left, AttendanceColumn.Duration, AttendanceColumn.Email, AttendanceColumn.SignInName, AttendanceColumn.Role);
        }

        var named = TableColumns.ByName(header);
        return named.Has(AttendanceColumn.Name) ? named : null;
    }

    private static StayRow[] ReadParticipants(List<GridRow> section, WrittenTimes times, List<string> notes)
    {
        if (section.Count == 0)
        {
            return [];
        }

        if (ColumnsOfParticipants(section[0]) is not { } columns)
        {
            notes.Add($"The participants' section (row {section[0].Number}) has columns that are not known; it was only to add sign-in names and checks.");
            return [];
        }

        return [.. section.Skip(1).Select(row => columns.Stay(row, times.Look))];
    }

    private static FileRefusal NoStays(WrittenSheet sheet, bool hasSection) => sheet.Participants.Count > 0 && sheet.Participants.All(row => row is { Joined: null, Left: null })
        ? AttendanceFileReader.TimesWithheld(sheet.Participants)
        : new(
            FileRefusalCodes.AttendanceNoActivities,
            $"The report has no {(hasSection ? "row in its section 3, where each stay has one" : "section 3 with a row for each stay")}, and the totals of section 2 do not say when somebody was there. {AttendanceText.Advice}");
}
