using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>Puts an answer on the wire with Graph's headers, spoiled where a fault says so.</summary>
internal static class AnswerWriter
{
    // Graph sends names as plain UTF-8, without escapes.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] NotJson = "<html><head><title>502</title></head><body>Our services aren't available right now</body></html>"u8.ToArray();

    public static async Task WriteAsync(HttpContext context, Answer answer, FaultRule? fault, DateTimeOffset now)
    {
        var requestId = Guid.NewGuid().ToString();
        var clientRequestId = context.Request.Headers["client-request-id"].FirstOrDefault() ?? requestId;
        AddInnerError(answer.Body, requestId, clientRequestId, now);

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = fault?.Kind == FaultKind.NotJson ? "text/html" : "application/json; charset=utf-8";
        response.Headers.Date = now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-cache";
        response.Headers.StrictTransportSecurity = "max-age=31536000";
        response.Headers["request-id"] = requestId;
        response.Headers["client-request-id"] = clientRequestId;
        response.Headers["x-ms-ags-diagnostic"] =
            """{"ServerInfo":{"DataCenter":"Simulator","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"SIM0"}}""";
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            response.ContentType = null;
            return;
        }

        var body = fault?.Kind == FaultKind.NotJson ? NotJson : JsonSerializer.SerializeToUtf8Bytes(answer.Body, Unescaped);
        await WriteBodyAsync(context, fault?.Kind == FaultKind.TruncatedJson ? body[..(body.Length / 2)] : body, fault);
    }

    private static async Task WriteBodyAsync(HttpContext context, byte[] body, FaultRule? fault)
    {
        var response = context.Response;
        response.ContentLength = body.Length;
        var half = body.Length / 2;
        await response.Body.WriteAsync(body.AsMemory(0, half), context.RequestAborted);
        switch (fault?.Kind)
        {
            case FaultKind.TruncatedBody:
                // The server closes the connection of an answer that is shorter than announced, after what was written is sent.
                return;
            case FaultKind.SlowBody:
                await response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), context.RequestAborted);
                break;
        }

        await response.Body.WriteAsync(body.AsMemory(half), context.RequestAborted);
    }

    /// <summary>Graph's errors are objects; the token endpoint's are words and stay as they are.</summary>
    private static void AddInnerError(JsonObject body, string requestId, string clientRequestId, DateTimeOffset now)
    {
        if (body["error"] is JsonObject error)
        {
            error["innerError"] = new JsonObject
            {
                ["date"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                ["request-id"] = requestId,
                ["client-request-id"] = clientRequestId,
            };
        }
    }
}
