using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Graph;

/// <summary>What a cloud can be asked at all.</summary>
internal sealed class GraphClouds(IOptions<GraphOptions> options)
{
    public GraphFailure? Refusal(GraphCall call)
        => options.Value.Clouds.ContainsKey(call.Connection.Cloud)
            ? null
            : GraphFailures.Of(GraphFailureKind.CloudUnknown, call.Subject, "The provider's cloud is not defined on this server.");

    public GraphFailure? EventRefusal(GraphCall call)
        => Refusal(call) ?? (options.Value.Clouds[call.Connection.Cloud].VirtualEventsAvailable
            ? null
            : GraphFailures.Of(GraphFailureKind.WebinarsNotInCloud, call.Subject, $"The cloud \"{call.Connection.Cloud}\" has no webinars and town halls in Graph."));

    public GraphFailure? MeetingRefusal(GraphCall call)
        => Refusal(call) ?? (options.Value.Clouds[call.Connection.Cloud].AttendanceAvailable
            ? null
            : GraphFailures.Of(GraphFailureKind.AttendanceNotInCloud, call.Subject, $"The cloud \"{call.Connection.Cloud}\" has no meetings or attendance reports in Graph."));
}
