namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Which reports a meeting shows.</summary>
internal static class MeetingReports
{
    public static List<SimulatedReport> Shown(GraphCall call, SimulatedMeeting meeting)
    {
        var oldest = call.Scenario.Answers.ReportRetentionDays is { } days ? call.Now - TimeSpan.FromDays(days) : DateTimeOffset.MinValue;
        return call.Tenant.ReportsDisabled
            ? []
            : [.. InItsThread(call.Tenant, meeting).Where(report => (report.MeetingEndDateTime ?? report.MeetingStartDateTime)?.Value is not { } time || time >= oldest)];
    }

    /// <summary>A meeting in a channel shows the reports of every meeting of the channel.</summary>
    private static IEnumerable<SimulatedReport> InItsThread(SimulatedTenant tenant, SimulatedMeeting meeting)
    {
        var thread = MeetingId.ThreadOf(meeting);
        return thread.EndsWith("@thread.tacv2", StringComparison.OrdinalIgnoreCase)
            ? tenant.Meetings.Where(other => MeetingId.ThreadOf(other) == thread).SelectMany(other => other.Reports)
            : meeting.Reports;
    }
}
