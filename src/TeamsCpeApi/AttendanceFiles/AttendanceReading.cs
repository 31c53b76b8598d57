using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The kinds of attendance file that Teams has written over the years (formats.md §2).</summary>
internal enum AttendanceDialect
{
    /// <summary>The list of 2020, still downloadable during a meeting: who joined and left, when.</summary>
    AttendanceList,

    /// <summary>The meeting summary of 2021 and 2022: one row a stay.</summary>
    MeetingSummary,

    /// <summary>Numbered sections, since July 2022: summary, participants, stays.</summary>
    NumberedSections,

    /// <summary>The report of a live event: who joined and left, when, in UTC.</summary>
    LiveEvent,
}

/// <summary>In which order a file writes its dates.</summary>
internal enum DateOrder
{
    /// <summary>3/14/26.</summary>
    MonthDayYear,

    /// <summary>14/3/26.</summary>
    DayMonthYear,

    /// <summary>26/3/14.</summary>
    YearMonthDay,

    /// <summary>2026-14-3, as Kyrgyz and Uyghur have it.</summary>
    YearDayMonth,
}

/// <summary>What is known before a file is read.</summary>
/// <param name="Zone">The time zone of the file's clock, unless its kind is always written in UTC.</param>
/// <param name="Session">The session, from its start to its end.</param>
/// <param name="Window">The time of the session that counts.</param>
/// <param name="DateOrder">The order that the uploader names; null when the file shall decide.</param>
internal sealed record ReadingContext(TimeZoneInfo Zone, Interval Session, Interval Window, DateOrder? DateOrder)
{
    /// <summary>The session's start on the file's clock.</summary>
    public DateTime SessionStart => TimeZoneInfo.ConvertTime(Session.Start, Zone).DateTime;

    /// <summary>Its end on the same clock.</summary>
    public DateTime SessionEnd => TimeZoneInfo.ConvertTime(Session.End, Zone).DateTime;

    /// <summary>The words that mean joining in a list of joins and leaves, as the uploader names them; none when the file shall decide.</summary>
    public IReadOnlyList<string> JoinedWords { get; init; } = [];

    /// <summary>The zone in which a file is read: what its headers say, before what its kind or the uploader does.</summary>
    public TimeZoneInfo ZoneOf(AttendanceDialect dialect, TimeZoneInfo? stated) => stated ?? (dialect == AttendanceDialect.LiveEvent ? TimeZoneInfo.Utc : Zone);
}

/// <summary>One stay, in wall-clock times without a zone (in a live event's report: UTC). Either end is null where the file has none.</summary>
/// <param name="Row">The 1-based row.</param>
/// <param name="Joined">Joined.</param>
/// <param name="Left">Left.</param>
/// <param name="StatedSeconds">The duration that the file states; a check, never counted.</param>
internal sealed record FileStay(int Row, DateTime? Joined, DateTime? Left, long? StatedSeconds)
{
    /// <summary>True when the end is the last instant of a list in which the person had not left.</summary>
    public bool EndIsPresumed { get; init; }
}

/// <summary>What a file says of one identity in one role, under one sign-in name.</summary>
/// <param name="Key">Stable when the same report is saved again in another form: never the name itself.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Email">The e-mail address, else the sign-in name; null when there is none.</param>
/// <param name="Role">The role in English where its word is known, else as written.</param>
/// <param name="Stays">The stays in the order of the file.</param>
internal sealed record FilePerson(string Key, string? Name, string? Email, string? Role, IReadOnlyList<FileStay> Stays)
{
    /// <summary>The sign-in name where it is another address than the e-mail address.</summary>
    public string? SignInName { get; init; }
}

/// <summary>An attendance file, read.</summary>
/// <param name="Dialect">Its kind.</param>
/// <param name="Encoding">The encoding in which it was read.</param>
/// <param name="Title">The meeting's title, where the file has one.</param>
/// <param name="DateOrder">The order in which its dates were read.</param>
/// <param name="People">Identities and their stays.</param>
/// <param name="Notes">What a person should know of it, in words with row numbers.</param>
internal sealed record AttendanceFileContent(
    AttendanceDialect Dialect,
    string Encoding,
    string? Title,
    DateOrder DateOrder,
    IReadOnlyList<FilePerson> People,
    IReadOnlyList<string> Notes)
{
    /// <summary>The zone that the file itself names; null where it names none.</summary>
    public TimeZoneInfo? StatedZone { get; init; }
}

/// <summary>What came of reading a file: its content, or why it was not taken.</summary>
internal sealed record AttendanceReading(AttendanceFileContent? Content, FileRefusal? Refusal)
{
    public static implicit operator AttendanceReading(FileRefusal refusal) => new(null, refusal);

    public static implicit operator AttendanceReading(AttendanceFileContent content) => new(content, null);
}
