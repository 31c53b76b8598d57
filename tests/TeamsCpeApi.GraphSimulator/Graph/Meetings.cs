using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Finding an online meeting: by a filter, or by its id.</summary>
internal static class Meetings
{
    private static readonly string[] Roles = ["OnlineMeetings.Read.All", "OnlineMeetings.ReadWrite.All"];

    public static Answer Find(GraphCall call)
    {
        var (refusal, organizer) = MeetingAccess.Check(call, Roles);
        if (refusal is not null)
        {
            return refusal;
        }

        var (badFilter, matches) = MeetingFilter.Read(call.Option("$filter"), call.Scenario.Answers.HexEscapes);
        if ((badFilter ?? AccessPolicies.Refuse(call, organizer!.Id)) is { } later)
        {
            return later;
        }

        return call.Tenant.Meetings.Find(meeting => IsFindable(meeting, call.Now) && matches!(meeting)) switch
        {
            null when call.Scenario.Answers.UnknownMeeting == UnknownMeetingAnswer.EmptyList => Listed(call, organizer!.Id, null),
            null => GraphError.MeetingNotFound(),
            var meeting when !MeetingAccess.IsOrganizedBy(meeting, organizer!.Id, call.Scenario) => GraphError.NotCovered(),
            var meeting => Listed(call, organizer!.Id, ToJson(meeting, call.Tenant, organizer)),
        };
    }

    public static Answer Get(GraphCall call)
    {
        var (refusal, organizer, meeting) = MeetingAccess.CheckMeeting(call, Roles);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!IsFindable(meeting!, call.Now))
        {
            return GraphError.MeetingNotFound();
        }

        var body = ToJson(meeting!, call.Tenant, organizer!);
        body.Insert(0, "@odata.context", call.Context($"users('{organizer!.Id}')/onlineMeetings/$entity"));
        return Answer.Ok(body);
    }

    /// <summary>Every other address below online meetings.</summary>
    public static Answer Unknown(GraphCall call) => GraphError.UnknownMeetingUrl();

    private static bool IsFindable(SimulatedMeeting meeting, DateTimeOffset now) =>
        meeting.LookupUntil is null || now <= meeting.LookupUntil.Value;

    private static Answer Listed(GraphCall call, Guid organizer, JsonObject? meeting) => Answer.Ok(new JsonObject
    {
        ["@odata.context"] = call.Context($"users('{organizer}')/onlineMeetings"),
        ["value"] = meeting is null ? [] : new JsonArray(meeting),
    });

    public static JsonObject ToJson(SimulatedMeeting meeting, SimulatedTenant tenant, SimulatedUser organizer) => new()
    {
        ["id"] = MeetingId.Of(meeting),
        ["creationDateTime"] = (meeting.CreationDateTime ?? meeting.StartDateTime)?.Text,
        ["startDateTime"] = meeting.StartDateTime?.Text,
        ["endDateTime"] = meeting.EndDateTime?.Text,
        ["joinWebUrl"] = meeting.JoinWebUrl,
        ["subject"] = meeting.Subject,
        ["meetingType"] = meeting.MeetingType,
        ["externalId"] = meeting.ExternalId,
        ["chatInfo"] = new JsonObject
        {
            ["threadId"] = MeetingId.ThreadOf(meeting),
            ["messageId"] = "0",
            ["replyChainMessageId"] = null,
        },
        ["participants"] = new JsonObject
        {
            ["organizer"] = new JsonObject
            {
                ["upn"] = organizer.UserPrincipalName,
                ["role"] = "presenter",
                ["identity"] = new JsonObject
                {
                    ["user"] = new JsonObject
                    {
                        ["id"] = organizer.Id.ToString(),
                        ["displayName"] = null,
                        ["tenantId"] = tenant.Id.ToString(),
                        ["identityProvider"] = "AAD",
                    },
                },
            },
            ["attendees"] = new JsonArray(),
        },
        ["joinMeetingIdSettings"] = meeting.JoinMeetingId is null
            ? null
            : new JsonObject
            {
                ["isPasscodeRequired"] = false,
                ["joinMeetingId"] = meeting.JoinMeetingId,
                ["passcode"] = null,
            },
    };
}
