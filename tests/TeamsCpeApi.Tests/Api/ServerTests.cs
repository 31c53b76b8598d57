using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

[Collection(OneServer.Name)]
public class ServerTests(CpeServer server)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_Asked_IsHealthyWithoutAKey(string address)
    {
        var answer = await server.Anonymous.CallAsync("GET", address);

        Assert.Equal("Healthy", (string?)answer.Expect(200).Json["status"]);
    }

    [Theory]
    [InlineData("a page of the LMS", CpeServer.LmsOrigin, CpeServer.LmsOrigin)]
    [InlineData("a page of somebody else", "https://elsewhere.example", null)]
    [InlineData("the same host without TLS", "http://lms.example.com", null)]
    public async Task Browser_OfAnotherOrigin_IsAllowedOnlyWhenNamed(string row, string origin, string? allowed)
    {
        using var question = new HttpRequestMessage(HttpMethod.Options, "/api/v1/sessions");
        question.Headers.Add("Origin", origin);
        question.Headers.Add("Access-Control-Request-Method", "POST");
        question.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key,if-match");

        using var answer = await server.Anonymous.SendAsync(question);

        var named = answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
        Assert.True(named == allowed, row);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }
}
