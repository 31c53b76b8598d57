using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Domain.Sessions;

namespace TeamsCpeApi.Graph;

/// <summary>What a cloud can be asked at all.</summary>
internal sealed class GraphClouds(IOptions<GraphOptions> options)
{
    private readonly FrozenSet<string> joinHosts = options.Value.Clouds.Values.SelectMany(cloud => cloud.JoinHosts).Select(host => host.ToLowerInvariant()).ToFrozenSet();

    /// <summary>Reads a join link of any cloud that this server knows.</summary>
    public JoinLinkParse ReadJoinLink(string? text) => JoinLink.Parse(text, joinHosts);

    /// <summary>Whose link it is, in words, where it is not one of this cloud; null where it is, or where nothing tells.</summary>
    public string? OtherCloudOf(JoinLink link, string cloud)
        => link.Host is not { } host || link.Kind == JoinLinkKind.Consumer || Owns(options.Value.Clouds.GetValueOrDefault(cloud), host)
            ? null
            : string.Join(" or ", options.Value.Clouds.Where(known => Owns(known.Value, host)).Select(known => $"\"{known.Key}\"").Order(StringComparer.Ordinal));

    public GraphFailure? Refusal(GraphCall call)
        => options.Value.Clouds.ContainsKey(call.Connection.Cloud)
            ? null
            : GraphFailures.Of(GraphFailureKind.CloudUnknown, call.Subject, "The provider's cloud is not defined on this server.");

    public GraphFailure? EventRefusal(GraphCall call)
        => Refusal(call) ?? (options.Value.Clouds[call.Connection.Cloud].VirtualEventsAvailable
            ? null
            : GraphFailures.Of(GraphFailureKind.WebinarsNotInCloud, call.Subject, $"The cloud \"{call.Connection.Cloud}\" has no webinars and town halls in Graph."));

    private static bool Owns(GraphCloud? cloud, string host) => cloud?.JoinHosts.Contains(host, StringComparer.OrdinalIgnoreCase) ?? false;

    public GraphFailure? MeetingRefusal(GraphCall call)
        => Refusal(call) ?? ForeignMeeting(call) ?? (options.Value.Clouds[call.Connection.Cloud].AttendanceAvailable
            ? null
            : GraphFailures.Of(GraphFailureKind.AttendanceNotInCloud, call.Subject, $"The cloud \"{call.Connection.Cloud}\" has no meetings or attendance reports in Graph."));

    /// <summary>Somebody who signed in can only reach meetings of their own: that is said before anything is asked.</summary>
    private static GraphFailure? ForeignMeeting(GraphCall call)
        => call is { OrganizerId: { } organizer, Connection.SignIn.UserId: { } user } && organizer != user
            ? GraphFailures.Of(GraphFailureKind.OrganizerMismatch, call.Subject, $"The meeting's organizer is {organizer}, but {user} has signed in.")
            : null;
}
