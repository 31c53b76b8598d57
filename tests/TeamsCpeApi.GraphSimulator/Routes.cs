using TeamsCpeApi.GraphSimulator.Graph;

namespace TeamsCpeApi.GraphSimulator;

internal static partial class Routes
{
    private const string Owner = "/v1.0/users/{userId}/";
    private const string Meeting = Owner + "onlineMeetings/{meetingId}";
    private const string Report = Meeting + "/attendanceReports/{reportId}";

    public static void MapGraph(this IEndpointRouteBuilder routes, Exchange exchange)
    {
        Get("/v1.0/users", Users.List);
        Get("/v1.0/users/{userId}", Users.Get);
        Get("/v1.0/users/{userId}/onlineMeetings", Meetings.Find);
        Get(Meeting, Meetings.Get);
        Get(Meeting + "/attendanceReports", Reports.List);
        Get(Report, Reports.Get);
        Get(Report + "/attendanceRecords", Reports.ListRecords);
        MapMeetingChanges(routes, exchange);
        MapVirtualEvents(routes, exchange);
        MapSubscriptions(routes, exchange);
        Any("/v1.0/users/{userId}/onlineMeetings/{**rest}", Meetings.Unknown);
        Get("/v1.0/me", Users.Me);
        Any("/v1.0/me/{**rest}", Mine(call => GraphError.UnknownSegment(call.Route("rest"))));
        Any("/v1.0/{segment?}/{**rest}", call => GraphError.UnknownSegment(call.Route("segment")));

        void Get(string pattern, Func<GraphCall, Answer> handler) => MapOwned(routes, exchange, "GET", pattern, handler);

        void Any(string pattern, Func<GraphCall, Answer> handler) =>
            routes.Map(pattern, context => exchange.GraphAsync(context, pattern, handler));
    }

    /// <summary>What belongs to a person is found below /users and, in that person's own name, below /me.</summary>
    private static void MapOwned(IEndpointRouteBuilder routes, Exchange exchange, string method, string pattern, Func<GraphCall, Answer> handler)
    {
        routes.MapMethods(pattern, [method], context => exchange.GraphAsync(context, pattern, handler));
        if (pattern.StartsWith(Owner, StringComparison.Ordinal))
        {
            var mine = $"/v1.0/me/{pattern[Owner.Length..]}";
            routes.MapMethods(mine, [method], context => exchange.GraphAsync(context, mine, Mine(handler)));
        }
    }

    /// <summary>In the name of a person; an app by itself is nobody.</summary>
    private static Func<GraphCall, Answer> Mine(Func<GraphCall, Answer> handler) => call => call.Token.UserId is null ? GraphError.DelegatedOnly() : handler(call);

    public static void MapEntra(this IEndpointRouteBuilder routes, Exchange exchange)
    {
        const string Token = "/{tenant}/oauth2/v2.0/token";
        const string Configuration = "/{tenant}/v2.0/.well-known/openid-configuration";
        const string Keys = "/{tenant}/discovery/v2.0/keys";
        const string Instance = "/common/discovery/instance";
        const string Authorize = "/{tenant}/oauth2/v2.0/authorize";
        const string AdminConsent = "/{tenant}/adminconsent";
        routes.MapMethods(Authorize, ["GET", "POST"], context => exchange.AuthorizeAsync(context, Authorize));
        routes.MapMethods(AdminConsent, ["GET", "POST"], context => exchange.AdminConsentAsync(context, AdminConsent));
        routes.MapPost(Token, context => exchange.TokenAsync(context, Token));
        routes.MapGet(Configuration, context => exchange.OpenIdConfigurationAsync(context, Configuration));
        routes.MapGet(Keys, context => exchange.KeysAsync(context, Keys));
        routes.MapGet(Instance, context => exchange.InstanceAsync(context, Instance));
    }

    public static void MapIssuers(this IEndpointRouteBuilder routes, Exchange exchange)
    {
        const string Token = "/issuers/{name}/token";
        const string Configuration = "/issuers/{name}/.well-known/openid-configuration";
        const string Keys = "/issuers/{name}/keys";
        const string Identity = "/identity/token";
        routes.MapPost(Token, context => exchange.IssuerTokenAsync(context, Token));
        routes.MapGet(Configuration, context => exchange.IssuerConfigurationAsync(context, Configuration));
        routes.MapGet(Keys, context => exchange.IssuerKeysAsync(context, Keys));
        routes.MapGet(Identity, context => exchange.IdentityTokenAsync(context, Identity));
    }
}
