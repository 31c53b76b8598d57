using TeamsCpeApi.GraphSimulator.Entra;
using TeamsCpeApi.GraphSimulator.Graph;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>One request from arrival to answer: record it, see whether a fault spoils it, answer it, write it.</summary>
internal sealed class Exchange(SimulatorState state)
{
    public async Task GraphAsync(HttpContext context, string route, Func<GraphCall, Answer> handler)
    {
        var body = await RequestBody.ReadAsync(context.Request);
        await RunAsync(context, route, atTokenEndpoint: false, () => Graph(context, call => handler(call with { Body = body })));
    }

    /// <summary>A subscription is made after a handshake with its address.</summary>
    public async Task SubscribeAsync(HttpContext context, string route)
    {
        var body = await RequestBody.ReadAsync(context.Request);
        var address = Authentication.Token(context.Request, state.Tokens) is null ? null : body.Text("notificationUrl");
        var shaken = address is not null && await Deliveries.ShakeHandsAsync(address, state.Read(scenario => scenario.DeliverTo), context.RequestAborted);
        await RunAsync(context, route, atTokenEndpoint: false, () => Graph(context, call => Subscriptions.Create(call with { Body = body }, shaken)));
    }

    public async Task TokenAsync(HttpContext context, string route)
    {
        var form = await TokenRequest.ReadAsync(context.Request);
        await RunAsync(context, route, atTokenEndpoint: true, () => state.Read(scenario => TokenEndpoint.Answer(
            scenario,
            (string)context.Request.RouteValues["tenant"]!,
            form,
            Root(context),
            state,
            state.Clock.GetUtcNow(),
            context.Request.Headers["client-request-id"].FirstOrDefault())));
    }

    public Task OpenIdConfigurationAsync(HttpContext context, string route) => PlainAsync(context, route, scenario =>
    {
        var name = (string)context.Request.RouteValues["tenant"]!;
        return TokenEndpoint.RefuseTenant(scenario, name, "invalid_tenant")?.ToAnswer(state.Clock.GetUtcNow(), null)
            ?? Answer.Ok(Discovery.OpenIdConfiguration(Root(context), scenario.FindTenant(name)!.Id));
    });

    public Task KeysAsync(HttpContext context, string route) =>
        PlainAsync(context, route, _ => Answer.Ok(state.Tokens.PublicKeys()));

    public Task InstanceAsync(HttpContext context, string route) =>
        PlainAsync(context, route, _ => Answer.Ok(Discovery.Instance(Root(context))));

    public async Task IssuerTokenAsync(HttpContext context, string route)
    {
        var form = await TokenRequest.ReadAsync(context.Request);
        var audience = context.Request.HasFormContentType ? context.Request.Form["audience"].FirstOrDefault() : null;
        await PlainAsync(context, route, scenario => state.Issuers.Token(
            scenario, (string)context.Request.RouteValues["name"]!, form, audience, Root(context), state.Clock.GetUtcNow()));
    }

    public Task IssuerConfigurationAsync(HttpContext context, string route) =>
        PlainAsync(context, route, _ => Answer.Ok(Issuers.Configuration((string)context.Request.RouteValues["name"]!, Root(context))));

    public Task IssuerKeysAsync(HttpContext context, string route) =>
        PlainAsync(context, route, _ => Answer.Ok(state.Issuers.PublicKeys((string)context.Request.RouteValues["name"]!)));

    public Task IdentityTokenAsync(HttpContext context, string route) => PlainAsync(context, route, scenario => state.Issuers.IdentityToken(
        scenario,
        context.Request.Query["resource"].FirstOrDefault(),
        context.Request.Query["client_id"].FirstOrDefault(),
        context.Request.Headers["X-IDENTITY-HEADER"] == SimulatorServer.IdentityHeader,
        Root(context),
        state.Clock.GetUtcNow()));

    public Task AuthorizeAsync(HttpContext context, string route) => PageAsync(context, route, (scenario, form) => SignInPages.Authorize(
        scenario, (string)context.Request.RouteValues["tenant"]!, context.Request, form, state.SignIns, state.Clock.GetUtcNow()));

    public Task AdminConsentAsync(HttpContext context, string route) => PageAsync(context, route, (scenario, form) => SignInPages.AdminConsent(
        scenario, (string)context.Request.RouteValues["tenant"]!, context.Request, form));

    /// <summary>A page for a browser; its buttons post to the same address.</summary>
    private async Task PageAsync(HttpContext context, string route, Func<Scenario, IFormCollection?, PageAnswer> handler)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var recorded = state.Log.Add(context.Request, $"{context.Request.Method} {route}", state.Clock.GetUtcNow(), null);
        var answer = state.Read(scenario => handler(scenario, form));
        recorded.Status = answer.Status;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (answer.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        await context.Response.WriteAsync(answer.Html, context.RequestAborted);
    }

    private static Uri Root(HttpContext context) => new($"{context.Request.Scheme}://{context.Request.Host}/");

    private Task PlainAsync(HttpContext context, string route, Func<Scenario, Answer> handler) =>
        RunAsync(context, route, atTokenEndpoint: true, () => state.Read(handler));

    private Answer Graph(HttpContext context, Func<GraphCall, Answer> handler) => state.Read(scenario =>
    {
        var (root, now) = (Root(context), state.Clock.GetUtcNow());
        var (refusal, token) = Authentication.Check(scenario, context.Request, state.Tokens, root, now);
        if (refusal is not null)
        {
            return refusal;
        }

        if (scenario.Throttle is { } throttle && state.CountAgainstThrottle(throttle, token!) is { } wait)
        {
            return GraphError.Throttled(throttle.RetryAfter ? wait : null);
        }

        var tenant = scenario.FindTenant(token!.TenantId.ToString());
        return tenant is null
            ? GraphError.MalformedToken()
            : handler(new GraphCall(scenario, tenant, token, context.Request, root, now));
    });

    private async Task RunAsync(HttpContext context, string route, bool atTokenEndpoint, Func<Answer> handler)
    {
        var request = context.Request;
        var token = Authentication.Token(request, state.Tokens);
        var recorded = state.Log.Add(request, $"{request.Method} {route}", state.Clock.GetUtcNow(), token?.Id);
        var fault = state.Faults.Take($"{request.Method} {request.Path.Value}");
        recorded.Fault = fault?.Kind;

        if (fault?.Kind == FaultKind.ConnectionAborted)
        {
            context.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.SlowAnswer)
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), context.RequestAborted);
        }

        var instead = fault is null
            ? null
            : state.Read(scenario => FaultEffect.Instead(fault, token?.AppId ?? Guid.Empty, scenario, atTokenEndpoint, state.Clock.GetUtcNow()));
        var answer = instead ?? handler();
        if (fault is not null && answer.Status == StatusCodes.Status200OK)
        {
            FaultEffect.Alter(fault, answer, request, Root(context));
        }

        recorded.Status = answer.Status;
        await AnswerWriter.WriteAsync(context, answer, fault, state.Clock.GetUtcNow());
    }
}
