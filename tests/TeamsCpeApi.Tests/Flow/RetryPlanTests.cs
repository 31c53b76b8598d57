using System.Globalization;
using TeamsCpeApi.Attendance;
using TeamsCpeApi.Graph;

namespace TeamsCpeApi.Tests.Flow;

public class RetryPlanTests
{
    private static readonly DateTimeOffset Begun = new(2026, 10, 20, 19, 40, 0, TimeSpan.Zero);
    private static readonly GraphSubject Subject = new(new("test", Guid.NewGuid(), Guid.NewGuid(), new GraphSecret("secret")));

    [Theory]
    [InlineData("a fault of the service is over soon", "Unavailable", null, 1, "00:00", "00:01")]
    [InlineData("or later", "Timeout", null, 4, "00:10", "00:15")]
    [InlineData("or much later", "Unavailable", null, 40, "20:00", "01:00")]
    [InlineData("a pause that the service names is kept", "Throttled", "00:10", 1, "00:00", "00:10")]
    [InlineData("a missing policy is mended slowly", "NoAccessPolicy", null, 1, "00:00", "00:30")]
    [InlineData("and slower", "OrganizerNotCovered", null, 5, "04:00", "04:00")]
    [InlineData("an expired secret too", "SecretExpired", null, 1, "00:00", "00:30")]
    [InlineData("days later nobody asks any more", "NoAccessPolicy", null, 20, "72:00", null)]
    [InlineData("a link of another tenant mends itself never", "TenantMismatch", null, 1, "00:00", null)]
    [InlineData("an unknown meeting waits for the plan", "MeetingNotFound", null, 1, "00:00", null)]
    public void Next_AfterThatFailure_IsThen(string row, string kind, string? retryAfter, int attempts, string since, string? pause)
    {
        var failure = GraphFailures.Of(Enum.Parse<GraphFailureKind>(kind), Subject, "It failed.", retryAfter: Hours(retryAfter));
        var now = Begun + Hours(since)!.Value;
        Assert.True(RetryPlan.Next(failure, Begun, now, attempts) == (Hours(pause) is { } wait ? now + wait : null), row);
    }

    private static TimeSpan? Hours(string? text) => text?.Split(':') is [var hours, var minutes]
        ? new TimeSpan(int.Parse(hours, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture), 0)
        : null;
}
