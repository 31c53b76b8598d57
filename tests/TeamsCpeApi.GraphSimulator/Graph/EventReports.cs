namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Attendance reports of a webinar's or town hall's session.</summary>
internal static class EventReports
{
    private static readonly string[] Roles = ["OnlineMeetingArtifact.Read.All"];

    public static Answer List(GraphCall call)
    {
        var (refusal, _, session) = VirtualEvents.FindSession(call, Roles);
        return refusal ?? Reports.ListOf(call, ContextOf(call), session!.Reports);
    }

    public static Answer Get(GraphCall call) => With(call, report => Reports.GetOf(call, ContextOf(call), report));

    public static Answer ListRecords(GraphCall call) => With(call, report => Reports.RecordsOf(call, ContextOf(call), report));

    private static Answer With(GraphCall call, Func<SimulatedReport, Answer> handler)
    {
        var (refusal, _, session) = VirtualEvents.FindSession(call, Roles);
        return refusal ?? (Reports.FindIn(call, session!.Reports) is { } report ? handler(report) : GraphError.ReportNotFound());
    }

    private static string ContextOf(GraphCall call) => $"{VirtualEvents.PathOf(call)}('{call.Route("eventId")}')/sessions('{call.Route("sessionId")}')";
}
