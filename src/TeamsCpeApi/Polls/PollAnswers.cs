using System.Globalization;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Polls;

/// <summary>Turns the rows of a file into the answers of its polls.</summary>
internal static class PollAnswers
{
    private const string Waits = "waits for a person: ";

    /// <summary>The answers to one question with their instants; unanswered rows are left out.</summary>
    public static List<PollResponse> Of(IEnumerable<FormsResponse> responses, int question, TimeZoneInfo zone, Interval accepted) =>
    [
        .. responses
            .Where(response => response.Answers[question] is not null)
            .Select(response => new PollResponse(response.Email, response.Name, PollClock.ToInstant(response.CompletedAt, zone, accepted), response.Answers[question]!)),
    ];

    /// <summary>
    /// Why polls of a file do not count while nobody has decided: null when it belongs to the session. An evaluation may be handed in
    /// days later, so its respondents alone tell whose session it is.
    /// </summary>
    public static string? WaitingReason(PollVerdict verdict, PollPurpose purpose)
    {
        var belongs = purpose == PollPurpose.Evaluation
            ? verdict.Respondents > 0 && Math.Max(verdict.RespondentsOnRoster, verdict.RespondentsSeen) * 2 >= verdict.Respondents
            : verdict.Belongs;
        if (belongs)
        {
            return null;
        }

        var evidence = purpose == PollPurpose.Evaluation
            ? string.Create(CultureInfo.InvariantCulture, $"Of {verdict.Respondents} respondents who are named {verdict.RespondentsOnRoster} are on the roster and {verdict.RespondentsSeen} were seen in the meeting.")
            : verdict.Evidence;
        var reason = $"{Waits}{evidence}";
        return reason.Length <= Poll.ReasonMaxLength ? reason : $"{reason[..(Poll.ReasonMaxLength - 1)]}…";
    }
}
