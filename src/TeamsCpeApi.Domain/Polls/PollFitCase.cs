using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>When one response was given, and by whom.</summary>
/// <param name="CompletedAt">Wall-clock time as the export has it, zone unknown.</param>
/// <param name="Address">The key of the respondent's address, or of a name of which is known whose it is; else null.</param>
public sealed record ResponseTime(DateTime CompletedAt, string? Address)
{
    /// <summary>True when the response carries a name of which is not known whose it is: it is not anonymous.</summary>
    public bool IsNamed { get; init; }
}

/// <summary>Everything from which it is judged whether a Forms export belongs to a session.</summary>
/// <param name="Responses">The export's responses, at least one; their order means nothing.</param>
/// <param name="Window">The session as scheduled.</param>
/// <param name="Margin">How long after the window, and unless <see cref="MarginBefore"/> is given before it, an answer still counts; zero or more.</param>
/// <param name="Presence">When the owner of each known address was in the meeting; empty while no attendance is known.</param>
/// <param name="AttendeesWithoutAddress">Attendees whom no address tells: any respondent may be one of them.</param>
/// <param name="Roster">Keys of the addresses of all participants; may be empty.</param>
/// <param name="ExportedAt">When the export was made (UTC), where the file says so.</param>
/// <param name="Zone">The zone in which the times are to be read.</param>
/// <param name="IsDeclared">True when a person declared the zone for this file, false when it is only the session's.</param>
/// <param name="Zones">All zones that there are, from which a better one is looked for.</param>
public sealed record PollFitCase(
    IReadOnlyList<ResponseTime> Responses,
    Interval Window,
    TimeSpan Margin,
    IReadOnlyDictionary<string, IntervalSet> Presence,
    int AttendeesWithoutAddress,
    IReadOnlySet<string> Roster,
    DateTimeOffset? ExportedAt,
    TimeZoneInfo Zone,
    bool IsDeclared,
    IReadOnlyCollection<TimeZoneInfo> Zones)
{
    /// <summary>True when the times were stored as they are read in the zone: they are shifted no more, whatever is known since.</summary>
    public bool IsStored { get; init; }

    /// <summary>How long before the window an answer counts, where that is another time than after it.</summary>
    public TimeSpan? MarginBefore { get; init; }

    /// <summary>The window with its margins: an answer in it counts.</summary>
    public Interval Accepted => new(Window.Start - (MarginBefore ?? Margin), Window.End + Margin);
}

/// <summary>Whether an export belongs to a session.</summary>
public enum PollFitKind
{
    /// <summary>It does, read in the zone that was given.</summary>
    Fits,

    /// <summary>It does, read in another zone, which the export itself or the attendance speaks for.</summary>
    FitsAfterShift,

    /// <summary>It may or may not: a person has to say.</summary>
    Doubtful,

    /// <summary>It does not, in whatever zone it is read.</summary>
    WrongSession,
}

/// <summary>The figures of one way to read an export's times.</summary>
/// <param name="TimeZone">The zone.</param>
/// <param name="UtcOffsetMinutes">Its offset from UTC at the session's start, minutes, east of Greenwich above zero.</param>
/// <param name="Inside">Responses within the session's time and margin.</param>
/// <param name="InsideOfAttendees">How many of these come from people whose presence is known.</param>
/// <param name="WhilePresent">How many of these were given while the respondent was in the meeting.</param>
/// <param name="FirstAt">The first response, UTC.</param>
/// <param name="LastAt">The last response, UTC.</param>
/// <param name="SecondsBeforeExport">From the last response to the export; below zero is impossible but for clocks. Null where the export's instant is unknown.</param>
public sealed record PollReading(
    string TimeZone,
    int UtcOffsetMinutes,
    int Inside,
    int InsideOfAttendees,
    int WhilePresent,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    long? SecondsBeforeExport)
{
    /// <summary>Clocks differ a little; a response later than the export by more than this cannot be.</summary>
    private const long ClockToleranceSeconds = 300;

    /// <summary>Exports taken at once follow the last answer within a minute (14 to 41 s in genuine files).</summary>
    private const long SoonSeconds = 120;

    private const long SoonToleranceSeconds = 60;

    /// <summary>False when responses would have been given after they were exported.</summary>
    public bool IsPossible => SecondsBeforeExport is not < -ClockToleranceSeconds;

    /// <summary>True when the export followed the last response so soon that another offset could hardly give the same.</summary>
    public bool IsExportedSoon => SecondsBeforeExport is >= -SoonToleranceSeconds and <= SoonSeconds;
}

/// <summary>The verdict with its evidence.</summary>
/// <param name="Kind">Whether the export belongs to the session.</param>
/// <param name="Reading">The reading that the verdict is about: in the zone to use.</param>
/// <param name="Better">Another zone in which more responses would lie in the session's time, where there is one.</param>
/// <param name="Responses">All responses.</param>
/// <param name="Anonymous">Responses with neither an address nor a name.</param>
/// <param name="Respondents">Different addresses, and names of which is known whose they are.</param>
/// <param name="RespondentsSeen">How many of these were in the meeting at any time.</param>
/// <param name="RespondentsOnRoster">How many of these are participants'.</param>
/// <param name="IsAttendanceKnown">False while nobody's presence is known: then nobody can have been seen.</param>
/// <param name="Evidence">The reasoning in one sentence, without personal data.</param>
public sealed record PollVerdict(
    PollFitKind Kind,
    PollReading Reading,
    PollReading? Better,
    int Responses,
    int Anonymous,
    int Respondents,
    int RespondentsSeen,
    int RespondentsOnRoster,
    bool IsAttendanceKnown,
    string Evidence)
{
    /// <summary>True when the export may count without a person's word.</summary>
    public bool Belongs => Kind is PollFitKind.Fits or PollFitKind.FitsAfterShift;
}
