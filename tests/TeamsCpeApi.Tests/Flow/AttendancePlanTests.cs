using TeamsCpeApi.Attendance;

namespace TeamsCpeApi.Tests.Flow;

public class AttendancePlanTests
{
    private static readonly DateTimeOffset End = new(2026, 10, 20, 19, 40, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("during the session, the first attempt", "-01:00:00", "00:05:00")]
    [InlineData("at the end, the first attempt", "00:00:00", "00:05:00")]
    [InlineData("a moment before the first attempt, that one", "00:04:59.999", "00:05:00")]
    [InlineData("at the first attempt, the second", "00:05:00", "00:15:00")]
    [InlineData("after the second, the third", "00:15:01", "00:45:00")]
    [InlineData("after the third, the fourth", "00:45:00", "02:00:00")]
    [InlineData("after the fourth, the fifth", "03:00:00", "06:00:00")]
    [InlineData("after the fifth, the last", "06:00:00", "1.00:00:00")]
    [InlineData("at the last, none", "1.00:00:00", null)]
    [InlineData("days later, none", "5.00:00:00", null)]
    public void Next_AtThatTimeAfterTheEnd_IsTheFirstAttemptStillAhead(string row, string now, string? next) =>
        Assert.True(AttendancePlan.Next(End, End + Offset(now)) == (next is null ? null : End + Offset(next)), row);

    private static TimeSpan Offset(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
