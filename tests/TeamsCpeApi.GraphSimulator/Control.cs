using System.Text.Json;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>The switches of the executable, under /_simulator; never spoiled and never recorded.</summary>
internal static class Control
{
    public static void MapControl(this IEndpointRouteBuilder routes, SimulatorState state)
    {
        var control = routes.MapGroup("/_simulator");
        control.MapGet("/faults", (RequestDelegate)(context => WriteAsync(context, state.Faults.Rules)));
        control.MapPut("/faults", (RequestDelegate)(context => PutAsync<List<FaultRule>>(context, rules =>
        {
            if (rules.SelectMany(rule => rule.Mistakes()).ToList() is { Count: > 0 } mistakes)
            {
                throw new JsonException(string.Join(" ", mistakes));
            }

            state.Faults.Replace(rules, state.Read(scenario => scenario.Seed));
        })));
        control.MapGet("/requests", (RequestDelegate)(context =>
        {
            var (total, perRoute, requests) = state.Log.Read();
            return WriteAsync(context, new RequestsReport(total, perRoute, requests));
        }));
        control.MapGet("/clock", (RequestDelegate)(context => WriteAsync(context, new ClockSetting(Instant.From(state.Clock.GetUtcNow())))));
        control.MapPut("/clock", (RequestDelegate)(context => PutAsync<ClockSetting>(context, setting => state.Clock.Set(setting.Now.Value))));
        control.MapPut("/scenario", (RequestDelegate)(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var text = await reader.ReadToEndAsync(context.RequestAborted);
            await ChangeAsync(context, () => state.Replace(Scenario.Parse(text)));
        }));
        control.MapPost("/revoke", (RequestDelegate)(context => PutAsync<RevokedUser>(context, revoked => state.Change(_ => state.SignIns.Revoke(revoked.User, state.Clock.GetUtcNow())))));
        control.MapPost("/notifications", (RequestDelegate)(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var delivery = JsonSerializer.Deserialize<Delivery>(await reader.ReadToEndAsync(context.RequestAborted), Scenario.Json)!;
            await WriteAsync(context, await Deliveries.SendAsync(state, delivery, new Uri($"{context.Request.Scheme}://{context.Request.Host}/"), context.RequestAborted));
        }));
        control.MapPost("/reset", (RequestDelegate)(context => ChangeAsync(context, state.Reset)));
    }

    private static Task WriteAsync<T>(HttpContext context, T body) =>
        context.Response.WriteAsJsonAsync(body, Scenario.Json, context.RequestAborted);

    private static async Task PutAsync<T>(HttpContext context, Action<T> apply)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await ChangeAsync(context, () => apply(JsonSerializer.Deserialize<T>(text, Scenario.Json)
            ?? throw new JsonException("A body is needed.")));
    }

    private static async Task ChangeAsync(HttpContext context, Action change)
    {
        try
        {
            change();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException refusal)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(refusal.Message, context.RequestAborted);
        }
    }

    private sealed record RequestsReport(
        long Total, IReadOnlyDictionary<string, long> Routes, IReadOnlyList<RecordedRequest> Requests);

    private sealed record ClockSetting(Instant Now);

    private sealed record RevokedUser(Guid User);
}
