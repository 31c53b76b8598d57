namespace TeamsCpeApi.Domain.Polls;

/// <summary>Who answered, as far as addresses tell, whatever the zone.</summary>
/// <param name="Responses">All responses.</param>
/// <param name="Anonymous">Responses with neither an address nor a name.</param>
/// <param name="Respondents">Different addresses.</param>
/// <param name="Seen">How many of these were in the meeting at any time.</param>
/// <param name="OnRoster">How many of these are participants'.</param>
/// <param name="IsAttendanceKnown">True when the presence of anybody is known.</param>
/// <param name="Doubt">Why these can hardly be this session's people, as a clause; else null.</param>
internal sealed record PollPeople(int Responses, int Anonymous, int Respondents, int Seen, int OnRoster, bool IsAttendanceKnown, string? Doubt)
{
    /// <summary>Of fewer people a poll says nothing about who was invited.</summary>
    private const int Crowd = 3;

    /// <summary>A roster says less than attendance: people answer under addresses that no roster has.</summary>
    private const int LargeCrowd = 5;

    public static PollPeople Of(PollFitCase subject)
    {
        var addresses = subject.Responses.Select(response => response.Address).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var seen = addresses.Count(address => subject.Presence.TryGetValue(address, out var presence) && presence.Intervals.Count > 0);
        var onRoster = addresses.Count(subject.Roster.Contains);
        return new PollPeople(
            subject.Responses.Count,
            subject.Responses.Count(response => response is { Address: null, IsNamed: false }),
            addresses.Count,
            seen,
            onRoster,
            subject.Presence.Count > 0,
            DoubtOf(subject, addresses.Count, seen, onRoster));
    }

    public PollVerdict Verdict(PollFitKind kind, PollReading reading, PollReading? better, string evidence) =>
        new(kind, reading, better, Responses, Anonymous, Respondents, Seen, OnRoster, IsAttendanceKnown, evidence);

    private static string? DoubtOf(PollFitCase subject, int respondents, int seen, int onRoster)
    {
        if (subject.Presence.Count >= Crowd && respondents >= Crowd && seen * 5 < respondents && subject.AttendeesWithoutAddress < respondents - seen)
        {
            return seen == 0
                ? $"none of the {respondents} respondents was in the meeting at any time"
                : $"of {respondents} respondents only {seen} {(seen == 1 ? "was" : "were")} in the meeting at any time";
        }

        return subject.Presence.Count == 0 && respondents >= LargeCrowd && subject.Roster.Count >= LargeCrowd && onRoster == 0
            ? $"none of the {respondents} respondents is on the roster"
            : null;
    }
}
