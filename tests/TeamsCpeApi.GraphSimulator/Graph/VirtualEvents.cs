using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Webinars and town halls: the same tree under two names.</summary>
internal static class VirtualEvents
{
    private static readonly string[] Roles = ["VirtualEvent.Read.All", "VirtualEvent.ReadWrite.All"];

    public static Answer List(GraphCall call) => call.HasAnyRole(Roles)
        ? Paging.Page(call, PathOf(call), EventsOf(call), call.Scenario.PageSize, known => ToJson(call, known))
        : GraphError.MissingMeetingRole(Roles, call.Token.Roles);

    public static Answer ListByRole(GraphCall call)
    {
        if (!call.HasAnyRole(Roles))
        {
            return GraphError.MissingMeetingRole(Roles, call.Token.Roles);
        }

        if (!Guid.TryParse(call.Route("userId"), out var user) || call.Route("role") is not ("organizer" or "coOrganizer"))
        {
            return GraphError.BadRequest("Invalid user id or role.");
        }

        return AccessPolicies.Refuse(call, user) ?? Paging.Page(
            call,
            PathOf(call),
            EventsOf(call).FindAll(known => call.Route("role") == "organizer" ? known.Organizer == user : known.CoOrganizers.Contains(user)),
            call.Scenario.PageSize,
            known => ToJson(call, known));
    }

    public static Answer Get(GraphCall call)
    {
        var (refusal, found) = Find(call, Roles);
        return refusal ?? Answer.Ok(ToJson(call, found!));
    }

    public static Answer ListSessions(GraphCall call)
    {
        var (refusal, found) = Find(call, Roles);
        return refusal ?? Paging.Page(call, PathOf(call) + "/sessions", found!.Sessions, call.Scenario.PageSize, session => ToJson(call, found, session));
    }

    public static Answer GetSession(GraphCall call)
    {
        var (refusal, found, session) = FindSession(call, Roles);
        return refusal ?? Answer.Ok(ToJson(call, found!, session!));
    }

    /// <summary>The permission, then the event, then the policy of its organizer.</summary>
    public static (Answer? Refusal, SimulatedVirtualEvent? Found) Find(GraphCall call, string[] roles)
    {
        if (!call.HasAnyRole(roles))
        {
            return (GraphError.MissingMeetingRole(roles, call.Token.Roles), null);
        }

        var found = EventsOf(call).Find(known => string.Equals(known.Id, call.Route("eventId"), StringComparison.OrdinalIgnoreCase));
        return found is null ? (GraphError.NotFound("Event not found."), null)
            : AccessPolicies.Refuse(call, found.Organizer) is { } noPolicy ? (noPolicy, null)
            : (null, found);
    }

    public static (Answer? Refusal, SimulatedVirtualEvent? Found, SimulatedEventSession? Session) FindSession(GraphCall call, string[] roles)
    {
        var (refusal, found) = Find(call, roles);
        var session = found?.Sessions.Find(known => string.Equals(known.Id.ToString(), call.Route("sessionId"), StringComparison.OrdinalIgnoreCase));
        return refusal is null && session is null ? (GraphError.NotFound("Session not found."), null, null) : (refusal, found, session);
    }

    public static string PathOf(GraphCall call) => $"solutions/virtualEvents/{call.Route("kind")}";

    private static List<SimulatedVirtualEvent> EventsOf(GraphCall call) => call.Route("kind") switch
    {
        "webinars" => call.Tenant.Webinars,
        "townhalls" => call.Tenant.TownHalls,
        _ => [],
    };

    private static JsonObject ToJson(GraphCall call, SimulatedVirtualEvent known) => new()
    {
        ["id"] = known.Id,
        ["status"] = known.Status,
        ["displayName"] = known.DisplayName,
        ["description"] = new JsonObject { ["contentType"] = "html", ["content"] = "" },
        ["startDateTime"] = Time(known.StartDateTime, known.TimeZone),
        ["endDateTime"] = Time(known.EndDateTime, known.TimeZone),
        ["createdBy"] = new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["@odata.type"] = "#microsoft.graph.communicationsUserIdentity",
                ["id"] = known.Organizer.ToString(),
                ["displayName"] = call.Tenant.Users.Find(user => user.Id == known.Organizer)?.DisplayName,
                ["tenantId"] = call.Tenant.Id.ToString(),
            },
        },
        ["coOrganizers"] = new JsonArray([.. known.CoOrganizers.Select(id => new JsonObject { ["id"] = id.ToString() })]),
        ["audience"] = "everyone",
        ["isRegistrationRequired"] = true,
    };

    private static JsonObject ToJson(GraphCall call, SimulatedVirtualEvent known, SimulatedEventSession session) => new()
    {
        ["id"] = session.Id.ToString(),
        ["subject"] = session.Subject,
        ["joinWebUrl"] = session.JoinWebUrl,
        ["startDateTime"] = call.Scenario.Answers.EventTimes == EventTimeForm.Plain ? session.StartDateTime?.Text : Time(session.StartDateTime, known.TimeZone),
        ["endDateTime"] = call.Scenario.Answers.EventTimes == EventTimeForm.Plain ? session.EndDateTime?.Text : Time(session.EndDateTime, known.TimeZone),
    };

    private static JsonObject? Time(Instant? instant, string zone) => instant is null ? null : new JsonObject
    {
        ["dateTime"] = TimeZoneInfo.ConvertTime(instant.Value, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        ["timeZone"] = zone,
    };
}
