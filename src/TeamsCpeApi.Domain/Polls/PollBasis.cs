namespace TeamsCpeApi.Domain.Polls;

/// <summary>What a person had before them who decided that a poll counts. Only what speaks more against it since is a reason to look again.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="TimeZone">The zone in which its times were read.</param>
/// <param name="Outside">Responses outside the session's time and margin.</param>
/// <param name="NotOnRoster">Respondents who were no participants.</param>
/// <param name="NotSeen">Respondents who were not in the meeting; null while no attendance was known.</param>
/// <param name="WhileAbsent">Responses inside, of people whose presence was known, that were given while they were away.</param>
public sealed record PollBasis(PollFitKind Verdict, string TimeZone, int Outside, int NotOnRoster, int? NotSeen, int WhileAbsent)
{
    /// <summary>What a person sees who decides now.</summary>
    public static PollBasis Of(PollVerdict verdict) => new(
        verdict.Kind,
        verdict.Reading.TimeZone,
        verdict.Responses - verdict.Reading.Inside,
        verdict.Respondents - verdict.RespondentsOnRoster,
        verdict.IsAttendanceKnown ? verdict.Respondents - verdict.RespondentsSeen : null,
        verdict.Reading.InsideOfAttendees - verdict.Reading.WhilePresent);

    /// <summary>What speaks more against the poll than then, in words without personal data; nothing while it belongs to the session.</summary>
    public IReadOnlyList<string> WorseIn(PollVerdict verdict)
    {
        var now = Of(verdict);
        return verdict.Belongs ? [] :
        [
            .. When(now.Verdict > Verdict, $"It was judged to be {PollWords.Name(Verdict)}, now {PollWords.Name(now.Verdict)}."),
            .. When(now.TimeZone != TimeZone, $"Its times were read in {TimeZone}, now in {now.TimeZone}."),
            .. When(now.Outside > Outside, $"{Outside} of its answers lay outside the session's time, now {now.Outside}."),
            .. When(now.NotOnRoster > NotOnRoster, $"{NotOnRoster} of its respondents {Were(NotOnRoster)} not on the roster, now {now.NotOnRoster}."),
            .. When(now.NotSeen > (NotSeen ?? 0), NotSeen is null
                ? $"The attendance was not known; by now it is, and {now.NotSeen} of its respondents {Were(now.NotSeen ?? 0)} not in the meeting."
                : $"{NotSeen} of its respondents {Were(NotSeen.Value)} not seen in the meeting, now {now.NotSeen}."),
            .. When(now.WhileAbsent > WhileAbsent, $"{WhileAbsent} of its answers {Were(WhileAbsent)} given while their givers were away, now {now.WhileAbsent}."),
        ];
    }

    private static string Were(int number) => number == 1 ? "was" : "were";

    private static IEnumerable<string> When(bool holds, string words) => holds ? [words] : [];
}
