using System.Text.Json.Nodes;
using TeamsCpeApi.GraphSimulator.Entra;
using TeamsCpeApi.GraphSimulator.Graph;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>What a fault makes of an answer; how bytes are spoiled is the writer's business.</summary>
internal static class FaultEffect
{
    private const string DefaultOrigin = "https://elsewhere.example";

    /// <summary>The answer that stands in for the real one; null when the request is to be answered.</summary>
    public static Answer? Instead(FaultRule rule, Guid app, Scenario scenario, bool atTokenEndpoint, DateTimeOffset now) => rule.Kind switch
    {
        FaultKind.Refusal => GraphError.WithRetryAfter(
            atTokenEndpoint ? new StsError(rule.Number, rule.Status, rule.Code, rule.Message).ToAnswer(now, null) : GraphError.Of(rule.Status, rule.Code, rule.Message),
            rule.RetryAfterSeconds),
        FaultKind.ReportsNotReady or FaultKind.EmptyList => Answer.Ok(new JsonObject { ["value"] = new JsonArray() }),
        FaultKind.ExpiredToken => GraphError.ExpiredToken(),
        FaultKind.NoPolicy => GraphError.NoPolicy(scenario.Answers.PolicyRefusal, app),
        FaultKind.NotCovered => GraphError.NotCovered(),
        FaultKind.MissingRole => GraphError.MissingMeetingRole(["OnlineMeetingArtifact.Read.All"], []),
        FaultKind.Forbidden => GraphError.Forbidden(),
        FaultKind.MeetingNotFound => GraphError.MeetingNotFound(),
        FaultKind.Throttled => Backend(rule, StatusCodes.Status429TooManyRequests, atTokenEndpoint, now),
        FaultKind.InternalServerError => Backend(rule, StatusCodes.Status500InternalServerError, atTokenEndpoint, now),
        FaultKind.BadGateway => Backend(rule, StatusCodes.Status502BadGateway, atTokenEndpoint, now),
        FaultKind.ServiceUnavailable => Backend(rule, StatusCodes.Status503ServiceUnavailable, atTokenEndpoint, now),
        FaultKind.GatewayTimeout => Backend(rule, StatusCodes.Status504GatewayTimeout, atTokenEndpoint, now),
        _ => null,
    };

    /// <summary>Changes the real answer.</summary>
    public static void Alter(FaultRule rule, Answer answer, HttpRequest request, Uri root)
    {
        switch (rule.Kind)
        {
            case FaultKind.NextLinkLoop:
                answer.Body["@odata.nextLink"] = Paging.Link(request, root, Paging.StartOf(request));
                break;
            case FaultKind.NextLinkElsewhere:
                answer.Body["@odata.nextLink"] =
                    $"{(rule.Origin ?? DefaultOrigin).TrimEnd('/')}{request.Path.ToUriComponent()}?$skiptoken=00";
                break;
            case FaultKind.EmptyPageWithNextLink:
                answer.Body["value"] = new JsonArray();
                answer.Body["@odata.nextLink"] = Paging.Link(request, root, Paging.StartOf(request), $"{rule.Applied}");
                break;
            case FaultKind.UnknownProperties:
                AddUnknown(answer.Body);
                break;
        }
    }

    private static Answer Backend(FaultRule rule, int status, bool atTokenEndpoint, DateTimeOffset now) =>
        atTokenEndpoint ? GraphError.WithRetryAfter(StsError.Transient(status).ToAnswer(now, null), rule.RetryAfterSeconds)
        : status == StatusCodes.Status429TooManyRequests ? GraphError.Throttled(rule.RetryAfterSeconds)
        : GraphError.Backend(status, rule.RetryAfterSeconds);

    private static void AddUnknown(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members.ToList())
                {
                    AddUnknown(member);
                }

                members["futureText"] = "unheard of";
                members["futureObject"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.futureType", ["values"] = new JsonArray(1, null) };
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    AddUnknown(item);
                }

                break;
        }
    }
}
