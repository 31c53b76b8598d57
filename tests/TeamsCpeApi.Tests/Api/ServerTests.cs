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

        Assert.Equal("Healthy", answer.Expect(200).Text);
    }
}
