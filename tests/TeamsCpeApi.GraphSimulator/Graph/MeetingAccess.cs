namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>The checks before a meeting is looked at, in the order in which the service seems to make them.</summary>
internal static class MeetingAccess
{
    /// <summary>The permission, then the user in the path, whose principal name hides every other reason.</summary>
    public static (Answer? Refusal, SimulatedUser? Organizer) Check(GraphCall call, string[] roles)
    {
        if (!call.HasAnyRole(roles))
        {
            return (GraphError.MissingMeetingRole(roles, call.Token), null);
        }

        var name = call.Route("userId");
        if (!Guid.TryParse(name, out var id))
        {
            return (GraphError.UnknownUserInPath(), null);
        }

        if (call.Token.UserId is { } person && person != id)
        {
            return (GraphError.OrganizerInToken(person, id), null);
        }

        var user = call.Tenant.Users.Find(known => known.Id == id);
        return user is null ? (GraphError.ResourceNotFound(name), null) : (null, user);
    }

    /// <summary>Whether a co-organizer passes for the organizer is not documented.</summary>
    public static bool IsOrganizedBy(SimulatedMeeting meeting, Guid user, Scenario scenario) => meeting.Organizer == user
        || (scenario.Answers.CoOrganizerLookup == CoOrganizerAnswer.Allowed && meeting.CoOrganizers.Contains(user));

    public static (Answer? Refusal, SimulatedUser? Organizer, SimulatedMeeting? Meeting) CheckMeeting(GraphCall call, string[] roles)
    {
        var (refusal, organizer) = Check(call, roles);
        if ((refusal ?? AccessPolicies.Refuse(call, organizer!.Id)) is { } refused)
        {
            return (refused, null, null);
        }

        var id = call.Route("meetingId");
        var meeting = call.Tenant.Meetings.Find(known => MeetingId.Of(known) == id);
        var (named, isBase64) = MeetingId.Read(id);
        var wrongId = meeting switch
        {
            { } known when IsOrganizedBy(known, organizer!.Id, call.Scenario) => null,
            { } => GraphError.OrganizerMismatch(organizer!.Id),
            null when named is null => isBase64 ? GraphError.CorruptedMeetingId() : GraphError.InvalidMeetingId(id),
            null when named != organizer!.Id => GraphError.OrganizerMismatch(organizer.Id),
            null => GraphError.MeetingNotFound(),
        };
        return wrongId is null ? (null, organizer, meeting) : (wrongId, null, null);
    }
}
