using TeamsCpeApi.Domain.Sessions;

namespace TeamsCpeApi.Graph;

/// <summary>One way to find a meeting: by a filter, or by its id.</summary>
internal sealed record MeetingLookup(MeetingFoundBy By, string? Filter, string? MeetingId)
{
    /// <summary>Reads a link for this connection; a link of another tenant, or without attendance behind it, is refused before anything is asked.</summary>
    public static (JoinLink? Link, GraphFailure? Refusal) Read(GraphCall call, string joinUrl, GraphClouds clouds)
    {
        var (link, refusal) = clouds.ReadJoinLink(joinUrl);
        if (link is null)
        {
            return (null, GraphFailures.Of(GraphFailureKind.JoinLinkRefused, call.Subject, $"{refusal!.Message} ({refusal.Code})"));
        }

        return (link, link switch
        {
            { Kind: JoinLinkKind.Consumer } => GraphFailures.Of(
                GraphFailureKind.JoinLinkRefused, call.Subject, "The link leads to a meeting of a personal account, for which Microsoft has no attendance reports."),
            { Kind: JoinLinkKind.Broadcast } => GraphFailures.Of(
                GraphFailureKind.JoinLinkRefused, call.Subject, "The link leads to a town hall or live event, which is no ordinary meeting."),
            _ when clouds.OtherCloudOf(link, call.Connection.Cloud) is { } other => GraphFailures.Of(
                GraphFailureKind.CloudMismatch, call.Subject, $"The link belongs to the cloud {other}, the provider to \"{call.Connection.Cloud}\"."),
            { TenantId: { } tenant } when tenant != call.Connection.TenantId => GraphFailures.Of(
                GraphFailureKind.TenantMismatch, call.Subject, $"The link belongs to tenant {tenant}, the provider to tenant {call.Connection.TenantId}."),
            _ => null,
        });
    }

    /// <summary>The ways to try, in order: the documented ones first.</summary>
    public static IEnumerable<MeetingLookup> For(JoinLink link)
    {
        if (link.JoinMeetingId is { } digits)
        {
            yield return new(MeetingFoundBy.JoinMeetingId, $"joinMeetingIdSettings/joinMeetingId eq {GraphPath.Literal(digits)}", null);
        }

        foreach (var candidate in link.Candidates)
        {
            yield return new(MeetingFoundBy.JoinUrl, $"JoinWebUrl eq {GraphPath.Literal(candidate)}", null);
        }

        if (link.DerivedMeetingId is { } meetingId)
        {
            yield return new(MeetingFoundBy.DerivedId, null, meetingId);
        }
    }

    /// <summary>Not found, or a form of link that the service could not make sense of: another form may do.</summary>
    public static bool MayBeFoundOtherwise(GraphFailure failure)
        => failure.Kind is GraphFailureKind.MeetingNotFound or GraphFailureKind.RequestRefused or GraphFailureKind.MeetingIdInvalid;

    /// <summary>Adds what the link itself tells about the likely reason.</summary>
    public static GraphFailure Explained(GraphFailure failure, JoinLink link, Guid organizerId)
        => link.OrganizerId is { } named && named != organizerId
            ? failure with { Message = $"{failure.Message} The link names another organizer: {named}." }
            : failure;
}
