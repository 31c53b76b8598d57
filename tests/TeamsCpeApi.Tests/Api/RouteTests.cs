using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>Deny by default: every endpoint, every role, every foreign id.</summary>
[Collection(OneServer.Name)]
public class RouteTests(CpeServer server)
{
    public static IEnumerable<object[]> Routes => RouteTable.Rows.Select(row => new object[] { row.Method, row.Address });

    public static IEnumerable<object[]> RoutesOfSessionsForAnLms => RouteTable.Rows
        .Where(row => row.Address.Contains("{sessionId}", StringComparison.Ordinal) && row.Roles.Contains("integrator", StringComparison.Ordinal))
        .Select(row => new object[] { row.Method, row.Address });

    public static IEnumerable<object[]> RoutesWithTwoIds => RouteTable.Rows
        .Where(row => row.Address.Count(letter => letter == '{') >= 2)
        .Select(row => new object[] { row.Method, row.Address });

    [Fact]
    public void Table_Compared_NamesEveryEndpointAndNoOther()
    {
        var mapped = RouteTable.Mapped(server);

        Assert.Equal(RouteTable.Rows.Select(row => $"{row.Method} {row.Address}").Order(StringComparer.Ordinal), mapped.Where(row => !row.IsAnonymous).Select(row => row.Route).Order(StringComparer.Ordinal));
        Assert.Equal(RouteTable.Anonymous.Order(StringComparer.Ordinal), mapped.Where(row => row.IsAnonymous).Select(row => row.Route.Replace("GET ", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/openapi.yaml", 200)]
    [InlineData("/openapi.json", 200)]
    [InlineData("/swagger/index.html", 200)]
    [InlineData("/verify/UNKNOWN", 404)]
    public async Task OpenAddress_WithoutKey_Answers(string address, int status) =>
        (await server.Anonymous.CallAsync("GET", address)).Expect(status);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Endpoint_WithoutAValidKey_IsRefused(string method, string address)
    {
        var row = Row(method, address);
        foreach (var client in await StrangersAsync())
        {
            var answer = await client.CallAsync(method, RouteTable.WithIds(address), RouteTable.ContentOf(row));

            Assert.Equal("unauthenticated", answer.Expect(401).Code);
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Endpoint_CalledByEachRole_IsForbiddenExactlyToThoseNotNamed(string method, string address)
    {
        var row = Row(method, address);
        (string Role, HttpClient Client)[] callers = [("admin", server.Admin), ("operator", server.Operator), ("integrator", server.Integrator), ("auditor", server.Auditor)];
        foreach (var (role, client) in callers)
        {
            var answer = await client.CallAsync(method, RouteTable.WithIds(address), RouteTable.ContentOf(row));

            Assert.Equal((role, !row.Roles.Split(' ').Contains(role)), (role, answer.Status == 403));
            Assert.True(answer.Status is < 500 and not 401, $"{role}: {answer.Status} {answer.Text}");
            Assert.True(answer.Status != 403 || answer.Code == "forbidden", answer.Text);
            Assert.True(!address.Contains('{', StringComparison.Ordinal) || answer.Status is 403 or 404, $"{role}: {answer.Status} {answer.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(RoutesOfSessionsForAnLms))]
    public async Task Endpoint_OfAnotherLms_IsNotFound(string method, string address)
    {
        var row = Row(method, address);
        var (session, participant, poll, attendee) = await FilledAsync();
        var foreign = RouteTable.WithIds(address, ("sessionId", session), ("participantId", participant), ("pollId", poll), ("attendeeId", attendee));
        var missing = await server.OtherIntegrator.CallAsync(method, RouteTable.WithIds(address), RouteTable.ContentOf(row));
        var answer = await server.OtherIntegrator.CallAsync(method, foreign, RouteTable.ContentOf(row));

        Assert.Equal("not-found", answer.Expect(404).Code);
        Assert.Equal((string?)missing.Json["detail"], (string?)answer.Json["detail"]);
    }

    [Theory]
    [MemberData(nameof(RoutesWithTwoIds))]
    public async Task Child_UnderAnotherSession_IsNotFound(string method, string address)
    {
        var row = Row(method, address);
        var (_, participant, poll, attendee) = await FilledAsync();
        var other = await Sample.NewSessionAsync(server, server.Operator);
        var crossed = RouteTable.WithIds(address, ("sessionId", other), ("participantId", participant), ("pollId", poll), ("attendeeId", attendee));
        var answer = await server.Admin.CallAsync(method, crossed, RouteTable.ContentOf(row), ("If-Match", "*"));

        Assert.Equal("not-found", answer.Expect(404).Code);
    }

    [Fact]
    public async Task Sessions_ListedByAnLms_AreItsOwn()
    {
        var mine = await Sample.NewSessionAsync(server, server.Integrator);
        var theirs = await Sample.NewSessionAsync(server, server.OtherIntegrator);
        var ids = (await server.Integrator.CallAsync("GET", "/api/v1/sessions?limit=200")).Expect(200).Json["items"]!.AsArray().Select(item => (Guid)item!["id"]!).ToArray();

        Assert.Contains(mine, ids);
        Assert.DoesNotContain(theirs, ids);
    }

    [Fact]
    public async Task Token_OfARevokedKey_OpensNothing()
    {
        var (id, secret) = await server.NewKeyAsync("operator");
        var token = (string)(await server.ClientWith(secret).CallAsync("POST", "/api/v1/tokens")).Expect(200).Json["accessToken"]!;
        var bearer = server.ClientWith(token);
        (await bearer.CallAsync("GET", "/api/v1/sessions")).Expect(200);

        (await server.Admin.CallAsync("DELETE", $"/api/v1/keys/{id}", null, ("If-Match", "*"))).Expect(204);

        (await bearer.CallAsync("GET", "/api/v1/sessions")).Expect(401);
    }

    private static (string Method, string Address, string Roles, string? Body) Row(string method, string address) =>
        RouteTable.Rows.Single(row => row.Method == method && row.Address == address);

    private Task<(Guid Session, Guid Participant, Guid Poll, Guid Attendee)> FilledAsync() => Once.Of(server, "filled session", () => Sample.FilledSessionAsync(server, server.Integrator));

    /// <summary>No key, nonsense, a token that was never given, an expired key, a revoked key.</summary>
    private Task<HttpClient[]> StrangersAsync() => Once.Of(server, "strangers", async () =>
    {
        var expired = await server.NewKeyAsync("admin");
        await server.Database.ExecuteAsync($"update api_keys set expires_at = now() - interval '1 minute' where id = '{expired.Id}'");
        var revoked = await server.NewKeyAsync("admin");
        (await server.Admin.CallAsync("DELETE", $"/api/v1/keys/{revoked.Id}", null, ("If-Match", "*"))).Expect(204);
        return new[] { server.Anonymous, server.ClientWith("cpe_garbage"), server.ClientWith("garbage"), server.ClientWith(expired.Secret), server.ClientWith(revoked.Secret) };
    });
}
