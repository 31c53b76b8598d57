using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>All that one participant answered to one poll.</summary>
internal sealed record GivenAnswers(Guid PollId, IReadOnlyList<PollResponse> Responses)
{
    /// <summary>The one answer that is looked at: the first in time while they were there, else the first in time, else the first.</summary>
    internal CountedAnswer Counted(SessionEvidence evidence, Presence presence)
    {
        var accepted = evidence.Answerable;
        bool IsInTime(PollResponse response) => accepted is { } span && span.Contains(response.At);
        bool IsAbsent(PollResponse response) => evidence.Records.Count > 0 && IsAbsentAt(response.At, evidence, presence);

        var chosen = Responses.Count == 1
            ? Responses[0]
            : Responses.OrderByDescending(IsInTime).ThenBy(IsAbsent).ThenBy(response => response.At).First();
        var (inTime, absent) = (IsInTime(chosen), IsAbsent(chosen));
        return new CountedAnswer(PollId, chosen, inTime, absent, inTime && !(absent && evidence.Ruleset.AnswersWhileAbsent == WhileAbsent.DoesNotCount));
    }

    /// <summary>The margin is there for answers after the end, when the meeting may be over: whoever was there in the time before it has not been away.</summary>
    private static bool IsAbsentAt(DateTimeOffset at, SessionEvidence evidence, Presence presence)
    {
        var isAfterTheEnd = evidence.Window is { } window && window.Scheduled.End <= at && evidence.Answerable?.Contains(at) == true;
        return isAfterTheEnd
            ? presence.Instants.Intersect(IntervalSet.Of(new Interval(at - evidence.Ruleset.PollMarginAfter, at))).Intervals.Count == 0
            : presence.IsAbsentAt(at);
    }
}
