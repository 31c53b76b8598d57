using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Credit;

public class PollRhythmTests
{
    [Theory]
    [InlineData("every twenty minutes, by the clock", "10:20|10:40|11:00", true)]
    [InlineData("to the minute, for the first answer is not the launch", "10:20:10|10:40:40|11:00:20", true)]
    [InlineData("later answers do not matter", "10:20 10:25|10:40 10:55|11:00 11:01", true)]
    [InlineData("whatever their order", "11:00|10:20|10:40", true)]
    [InlineData("one comes sooner", "10:20|10:35|11:00", false)]
    [InlineData("two questions of one form are one launch", "10:20|10:20:30|10:40|11:00", true)]
    [InlineData("two launches have one interval, which equals nothing", "10:20|10:40", false)]
    [InlineData("a poll that nobody answered may have come at any time", "10:20|10:40|11:00|", false)]
    [InlineData("no polls", "", false)]
    public void IsEqual_Launches_TellsTheClock(string sentence, string answers, bool equal) => Expect.Equal(
        sentence,
        equal,
        PollRhythm.IsEqual([.. answers.Split('|').Select(poll => new SessionPoll(
            Guid.Empty,
            [.. poll.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(at => new PollResponse(null, null, Notation.At(at), "A"))]))]));
}
