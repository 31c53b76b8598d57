using System.Globalization;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>Says in one sentence why an export belongs to a session or not.</summary>
public static class PollWords
{
    /// <summary>An offset as people write it: "UTC-04:00".</summary>
    public static string Offset(int minutes) => string.Create(CultureInfo.InvariantCulture, $"UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");

    /// <summary>What an export is by a verdict: "doubtful".</summary>
    public static string Name(PollFitKind kind) => kind switch
    {
        PollFitKind.Fits => "this session's",
        PollFitKind.FitsAfterShift => "this session's, read in another zone",
        PollFitKind.Doubtful => "doubtful",
        PollFitKind.WrongSession => "another session's",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such verdict."),
    };

    internal static string Belongs(PollFitKind kind, PollReading reading, PollReading? other, PollPeople people)
    {
        var parts = new List<string> { $"read in {Zone(reading)}, {Inside(reading, people.Responses)}" };
        if (kind == PollFitKind.FitsAfterShift)
        {
            parts.Add($"read in {Zone(other!)}, the session's own zone, {other!.Inside} would");
        }

        parts.AddRange(People(reading, people));
        if (Export(reading) is { } export)
        {
            parts.Add(export);
        }

        if (kind == PollFitKind.Fits && other is not null)
        {
            parts.Add($"read in {Zone(other)}, {other.Inside} would lie in the session's time");
        }

        return Sentence(parts);
    }

    internal static string Strangers(PollReading reading, PollPeople people, string doubt) =>
        Sentence([$"read in {Zone(reading)}, {Inside(reading, people.Responses)}", $"but {doubt}", "this may be the poll of a session held at the same time"]);

    internal static string WrongSession(PollReading own, PollFitCase subject) => Sentence(
    [
        own.FirstAt == own.LastAt
            ? $"read in {Zone(own)}, the answers lie at {Utc(own.FirstAt)}, the session between {Utc(subject.Window.Start)} and {Utc(subject.Window.End)}"
            : $"read in {Zone(own)}, the answers lie between {Utc(own.FirstAt)} and {Utc(own.LastAt)}, the session between {Utc(subject.Window.Start)} and {Utc(subject.Window.End)}",
        "in no time zone on earth does an answer come near it: this is the poll of another session",
    ]);

    /// <param name="own">The reading in the zone that is in force.</param>
    /// <param name="better">Another one in which more answers lie in the session's time, if there is one.</param>
    /// <param name="candidates">How many offsets would do.</param>
    /// <param name="isFound">True when the other one alone does by what is known now.</param>
    /// <param name="subject">What is judged.</param>
    internal static string Doubtful(PollReading own, PollReading? better, int candidates, bool isFound, PollFitCase subject)
    {
        var parts = new List<string> { $"read in {Zone(own)}, {Inside(own, subject.Responses.Count)}" };
        if (!own.IsPossible)
        {
            parts.Add($"the last answer ({Utc(own.LastAt)}) would have been given after the export itself ({Utc(subject.ExportedAt!.Value)})");
        }

        if (better is not null)
        {
            parts.Add($"read in {Zone(better)}, {better.Inside} would lie in the session's time");
            parts.Add(subject.IsDeclared ? "but a zone that was given is not shifted: a person has to give the other one"
                : isFound ? "by what is known now that is its zone, but times that are stored already are not shifted by themselves: a person has to name the zone"
                : candidates > 1 ? $"{candidates} different offsets would do, and nothing settles which one is right: a person has to name the zone"
                : own.IsExportedSoon ? "but the export followed the last answer at once in the session's own zone, which speaks for another session"
                : "but neither the instant of the export nor the attendance settles that: a person has to name the zone");
        }

        return Sentence(parts);
    }

    private static IEnumerable<string> People(PollReading reading, PollPeople people)
    {
        if (people.Respondents == 0)
        {
            yield return (people.Responses, people.Anonymous) switch
            {
                (1, 1) => "it is anonymous",
                (_, 0) => "no answer carries an address, only names",
                var (all, anonymous) when all == anonymous => "all answers are anonymous",
                var (all, anonymous) => $"no answer carries an address, and {anonymous} of {all} no name either",
            };
        }
        else if (people.IsAttendanceKnown)
        {
            yield return people.Respondents == 1
                ? $"the only respondent who is known was {(people.Seen == 1 ? "" : "not ")}in the meeting"
                : $"{people.Seen} of {people.Respondents} respondents {Were(people.Seen)} in the meeting";
            if (reading.InsideOfAttendees > 0)
            {
                yield return reading.InsideOfAttendees == 1
                    ? $"the one answer of theirs was given while they were {(reading.WhilePresent == 1 ? "there" : "away")}"
                    : $"{reading.WhilePresent} of their {reading.InsideOfAttendees} answers {Were(reading.WhilePresent)} given while they were there";
            }
        }
        else
        {
            yield return people.Respondents == 1
                ? $"the only respondent who is known is {(people.OnRoster == 1 ? "" : "not ")}on the roster; attendance is not known yet"
                : $"{people.OnRoster} of {people.Respondents} respondents {(people.OnRoster == 1 ? "is" : "are")} on the roster; attendance is not known yet";
        }
    }

    private static string Were(int number) => number == 1 ? "was" : "were";

    private static string? Export(PollReading reading) => reading.SecondsBeforeExport is not { } seconds ? null
        : seconds < 0 ? "it was exported with the last answer"
        : $"it was exported {Words.Duration(seconds)} after the last answer";

    private static string Inside(PollReading reading, int responses) => responses == 1
        ? reading.Inside == 1 ? "the only answer lies in the session's time" : "the only answer does not lie in the session's time"
        : string.Create(CultureInfo.InvariantCulture, $"{reading.Inside} of {responses} answers {(reading.Inside == 1 ? "lies" : "lie")} in the session's time");

    private static string Zone(PollReading reading) => $"{reading.TimeZone} ({Offset(reading.UtcOffsetMinutes)})";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Sentence(List<string> clauses) => $"{char.ToUpperInvariant(clauses[0][0])}{string.Join("; ", clauses)[1..]}.";
}
