using System.Globalization;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Polls;

/// <summary>Turns the rows of a file into the answers of its polls.</summary>
internal static class PollAnswers
{
    private const string Waits = "waits for a person: ";

    /// <summary>Whether it was asked at all only a person knows; counted, it would be a poll that everybody missed.</summary>
    private const string Unanswered = $"{Waits}nobody answered it. If it was asked and is to count, include it: it is a poll that everybody missed then.";

    /// <summary>The answers to one question with their instants; unanswered rows are left out.</summary>
    public static List<PollResponse> Of(IEnumerable<FormsResponse> responses, int question, TimeZoneInfo zone, Interval accepted) =>
    [
        .. responses
            .Where(response => response.Answers[question] is not null)
            .Select(response => new PollResponse(response.Email, response.Name, PollClock.ToInstant(response.CompletedAt, zone, accepted), response.Answers[question]!) { Typed = response.Typed }),
    ];

    /// <summary>
    /// Why polls of a file do not count while nobody has decided: null when it belongs to the session. An evaluation may be handed in
    /// days later, so its respondents alone tell whose session it is.
    /// </summary>
    /// <param name="verdict">Whether the file belongs to the session.</param>
    /// <param name="purpose">What the poll is for.</param>
    /// <param name="isUnanswered">True when no response of the file answers the question.</param>
    public static string? WaitingReason(PollVerdict verdict, PollPurpose purpose, bool isUnanswered) =>
        WaitingReason(verdict, purpose) ?? (isUnanswered && purpose == PollPurpose.Monitoring ? Unanswered : null);

    private static string? WaitingReason(PollVerdict verdict, PollPurpose purpose)
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
