using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.Tests.Support;

/// <summary>An answer, read whole.</summary>
public sealed record Answer(int Status, string? MediaType, byte[] Content, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Content);

    public JsonNode Json => JsonNode.Parse(Content)!;

    public string? Code => MediaType == "application/problem+json" ? (string?)Json["code"] : null;

    /// <summary>"pointer-or-file code" of every error of a problem.</summary>
    public IReadOnlyList<string> Errors =>
        [.. Json["errors"]!.AsArray().Select(error => $"{error!["pointer"] ?? error["file"]} {error["code"]}".Trim())];

    public string? ETag => Headers.GetValueOrDefault("ETag");

    public Guid Id => (Guid)Json["id"]!;

    /// <summary>The answer itself when it has this status, else a failure that shows what came instead.</summary>
    public Answer Expect(int status)
    {
        Assert.True(status == Status, $"{Status} instead of {status}: {Text}");
        return this;
    }
}

/// <summary>Requests as an LMS writes them.</summary>
public static class Calls
{
    public static async Task<Answer> CallAsync(
        this HttpClient client, string method, string address, HttpContent? content = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), $"The header {name} cannot be sent.");
        }

        using var response = await client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsByteArrayAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public static Task<Answer> JsonAsync(this HttpClient client, string method, string address, JsonNode? body, params IEnumerable<(string Name, string Value)> headers) =>
        client.CallAsync(method, address, Body.Json(body?.ToJsonString() ?? "null"), headers);
}

/// <summary>Bodies.</summary>
public static class Body
{
    public static StringContent Json(string json) => new(json, new MediaTypeHeaderValue("application/json"));

    public static StringContent Text(string text, string mediaType) => new(text, Encoding.UTF8, mediaType);

    public static MultipartFormDataContent Files(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "files", name);
        }

        return form;
    }
}
