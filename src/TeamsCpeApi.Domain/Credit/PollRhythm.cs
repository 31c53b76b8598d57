namespace TeamsCpeApi.Domain.Credit;

/// <summary>Whether polls came as by the clock (16 CCR §88.1(b)(1): of three monitoring events an hour "at least one … at an irregular interval").</summary>
public static class PollRhythm
{
    /// <summary>The first answer comes some seconds after the launch, one time sooner than another: within a minute gaps are equal.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>
    /// True when the polls were all launched at equal intervals. The first answer stands for the launch; first
    /// answers within a minute of one another are one launch, for a form may ask several questions. With less than three launches, or with a poll that nobody answered, it cannot be told.
    /// </summary>
    public static bool IsEqual(IReadOnlyList<SessionPoll> polls)
    {
        if (polls.Any(poll => poll.Responses.Count == 0))
        {
            return false;
        }

        var firsts = polls.Select(poll => poll.Responses.Min(response => response.At)).Order().ToArray();
        var launches = firsts.Where((first, index) => index == 0 || first - firsts[index - 1] > Tolerance).ToArray();
        var gaps = launches.Skip(1).Zip(launches, (later, earlier) => later - earlier).ToArray();
        return gaps.Length >= 2 && gaps.Max() - gaps.Min() <= Tolerance;
    }
}
