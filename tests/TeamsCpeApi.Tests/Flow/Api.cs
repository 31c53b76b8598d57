using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The API as an LMS or an administrator calls it: over HTTP, with a key, in JSON.</summary>
internal sealed class Api(HttpClient http)
{
    private const string Root = "/api/v1";

    public HttpClient Http => http;

    public Task<JsonNode> GetAsync(string path) => CallAsync(HttpMethod.Get, path);

    public Task<JsonNode> PostAsync(string path, object? body = null) => CallAsync(HttpMethod.Post, path, body is null ? null : Json(body));

    public Task<JsonNode> PutAsync(string path, object body, string ifMatch) => CallAsync(HttpMethod.Put, path, Json(body), ifMatch);

    /// <summary>Calls and requires success; a refusal is shown in the API's own words.</summary>
    public async Task<JsonNode> CallAsync(HttpMethod method, string path, HttpContent? content = null, string? ifMatch = null)
    {
        using var answer = await SendAsync(method, path, content, ifMatch);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} was answered with {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? ifMatch = null, string? accept = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("/verify", StringComparison.Ordinal) ? path : Root + path) { Content = content };
        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", ifMatch);
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await http.SendAsync(request);
    }

    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path} was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>All entries of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>The job once it is over, however it ended.</summary>
    public Task<JsonNode> OverAsync(string jobId) => Wait.ForAsync($"job {jobId} is over", async () =>
    {
        var job = await GetAsync($"/jobs/{jobId}");
        return (string?)job["state"] is "succeeded" or "failed" or "cancelled" ? job : null;
    });

    public async Task<JsonNode> SucceededAsync(JsonNode accepted)
    {
        var job = await OverAsync(accepted.Id());
        Assert.True((string?)job["state"] == "succeeded", job.ToJsonString());
        return job;
    }

    public async Task<JsonNode> RefreshAsync(string sessionId) =>
        await OverAsync((await PostAsync($"/sessions/{sessionId}/attendance/refresh")).Id());

    public static StringContent Json(object body) =>
        new(body as string ?? (body as JsonNode)?.ToJsonString() ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
}

internal static class JsonReading
{
    public static string Id(this JsonNode node) => (string)node["id"]!;

    public static string Text(this JsonNode node, string name) => (string)node[name]!;
}
