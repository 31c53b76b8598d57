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

    /// <summary>Why polls of a file do not count while nobody has decided: null when it belongs to the session.</summary>
    public static string? WaitingReason(PollVerdict verdict)
    {
        if (verdict.Kind is PollFitKind.Fits or PollFitKind.FitsAfterShift)
        {
            return null;
        }

        var reason = $"{Waits}{verdict.Evidence}";
        return reason.Length <= Poll.ReasonMaxLength ? reason : $"{reason[..(Poll.ReasonMaxLength - 1)]}…";
    }
}
