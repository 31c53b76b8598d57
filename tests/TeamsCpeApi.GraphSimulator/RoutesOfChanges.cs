using TeamsCpeApi.GraphSimulator.Graph;

namespace TeamsCpeApi.GraphSimulator;

internal static partial class Routes
{
    private const string Event = "/v1.0/solutions/virtualEvents/{kind}/{eventId}";
    private const string EventReport = Event + "/sessions/{sessionId}/attendanceReports";

    private static void MapMeetingChanges(IEndpointRouteBuilder routes, Exchange exchange)
    {
        const string Events = Owner + "events";
        Map("POST", Owner + "onlineMeetings", MeetingChanges.Create);
        Map("POST", Owner + "onlineMeetings/createOrGet", MeetingChanges.CreateOrGet);
        Map("PATCH", Meeting, MeetingChanges.Change);
        Map("DELETE", Meeting, MeetingChanges.Remove);
        Map("GET", Events, CalendarEvents.Find);
        Map("POST", Events, CalendarEvents.Create);
        Map("GET", Events + "/{eventId}", CalendarEvents.Get);
        Map("PATCH", Events + "/{eventId}", CalendarEvents.Change);
        Map("DELETE", Events + "/{eventId}", CalendarEvents.Remove);

        void Map(string method, string pattern, Func<GraphCall, Answer> handler) => MapOwned(routes, exchange, method, pattern, handler);
    }

    private static void MapSubscriptions(IEndpointRouteBuilder routes, Exchange exchange)
    {
        foreach (var version in new[] { "v1.0", "beta" })
        {
            var all = $"/{version}/subscriptions";
            routes.MapPost(all, context => exchange.SubscribeAsync(context, all));
            Map("GET", all, Subscriptions.List);
            Map("PATCH", all + "/{subscriptionId}", Subscriptions.Renew);
            Map("POST", all + "/{subscriptionId}/reauthorize", Subscriptions.Reauthorize);
            Map("DELETE", all + "/{subscriptionId}", Subscriptions.Remove);
        }

        void Map(string method, string pattern, Func<GraphCall, Answer> handler) =>
            routes.MapMethods(pattern, [method], context => exchange.GraphAsync(context, pattern, handler));
    }

    private static void MapVirtualEvents(IEndpointRouteBuilder routes, Exchange exchange)
    {
        Map("GET", "/v1.0/solutions/virtualEvents/{kind}", VirtualEvents.List);
        Map("GET", "/v1.0/solutions/virtualEvents/{kind}/getByUserIdAndRole(userId='{userId}',role='{role}')", VirtualEvents.ListByRole);
        Map("GET", Event, VirtualEvents.Get);
        Map("GET", Event + "/sessions", VirtualEvents.ListSessions);
        Map("GET", Event + "/sessions/{sessionId}", VirtualEvents.GetSession);
        Map("GET", EventReport, EventReports.List);
        Map("GET", EventReport + "/{reportId}", EventReports.Get);
        Map("GET", EventReport + "/{reportId}/attendanceRecords", EventReports.ListRecords);
        Map("GET", Event + "/registrations", Registrations.List);
        Map("POST", Event + "/registrations", Registrations.Create);
        Map("GET", Event + "/registrations/{registrationId}", Registrations.Get);

        void Map(string method, string pattern, Func<GraphCall, Answer> handler) =>
            routes.MapMethods(pattern, [method], context => exchange.GraphAsync(context, pattern, handler));
    }
}
