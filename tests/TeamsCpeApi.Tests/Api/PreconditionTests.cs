using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>If-Match and Idempotency-Key.</summary>
[Collection(OneServer.Name)]
public class PreconditionTests(CpeServer server)
{
    [Fact]
    public async Task Change_WithoutIfMatch_IsRefused()
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);

        Assert.Equal("precondition-required", (await server.Integrator.CallAsync("PATCH", $"/api/v1/sessions/{session}", Body.Json("""{"title":"New"}"""))).Expect(428).Code);
    }

    [Theory]
    [InlineData("\"99\"", 412, "precondition-failed")]
    [InlineData("\"98\", \"99\"", 412, "precondition-failed")]
    [InlineData("W/\"1\"", 412, "precondition-failed")]
    [InlineData("1", 400, "invalid-input")]
    [InlineData("\"", 400, "invalid-input")]
    public async Task Change_WithAnotherIfMatch_IsRefused(string tag, int status, string code)
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);

        var answer = await server.Integrator.CallAsync("PATCH", $"/api/v1/sessions/{session}", Body.Json("""{"title":"New"}"""), ("If-Match", tag));

        Assert.Equal(code, answer.Expect(status).Code);
    }

    [Fact]
    public async Task Change_MadeTwiceFromOneVersion_IsTakenOnce()
    {
        var session = await Sample.NewSessionAsync(server, server.Integrator);
        var tag = (await server.Integrator.CallAsync("GET", $"/api/v1/sessions/{session}")).ETag!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(index =>
            server.Integrator.CallAsync("PATCH", $"/api/v1/sessions/{session}", Body.Json($$"""{"title":"New {{index}}"}"""), ("If-Match", tag))));

        Assert.Equal([200, 412, 412, 412], answers.Select(answer => answer.Status).Order());
        Assert.NotEqual(tag, answers.Single(answer => answer.Status == 200).ETag);
    }

    [Fact]
    public async Task Post_RepeatedWithItsKey_GivesTheFirstAnswer()
    {
        var body = await Sample.SessionAsync(server);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", body, key)).Expect(201);
        var again = (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", body, key)).Expect(201);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal((first.Headers["Location"], first.ETag, "true"), (again.Headers["Location"], again.ETag, again.Headers["Idempotency-Replayed"]));
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        body["title"] = "Another";
        Assert.Equal("idempotency-key-reused", (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", body, key)).Expect(422).Code);
        (await server.OtherIntegrator.JsonAsync("POST", "/api/v1/sessions", body, key)).Expect(201);
    }

    [Fact]
    public async Task Post_WithTheKeyOfARequestUnderWay_IsRefused()
    {
        var body = await Sample.SessionAsync(server);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await using var held = new Npgsql.NpgsqlConnection(server.Database.ConnectionString);
        await held.OpenAsync();
        await using var transaction = await held.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("lock table sessions in exclusive mode", held, transaction))
        {
            await command.ExecuteNonQueryAsync();
        }

        // Whichever comes second is refused at once; the first one waits for the table.
        Task<Answer>[] both = [server.Integrator.JsonAsync("POST", "/api/v1/sessions", body, key), server.Integrator.JsonAsync("POST", "/api/v1/sessions", body, key)];
        var refused = await await Task.WhenAny(both);
        await transaction.RollbackAsync();
        var answers = await Task.WhenAll(both);

        Assert.Equal("idempotency-key-in-flight", refused.Expect(409).Code);
        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Upload_RepeatedWithAnotherBoundary_GivesTheFirstAnswer()
    {
        var session = await Sample.NewSessionAsync(server, server.Operator);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll()), key)).Expect(201);
        var again = (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll()), key)).Expect(201);

        Assert.Equal(first.Text, again.Text);
        (await server.Operator.CallAsync("POST", $"/api/v1/sessions/{session}/polls", Body.Files(Sample.Poll(1)), key)).Expect(422);
    }

    [Fact]
    public async Task Post_Refused_LeavesItsKeyFree()
    {
        var body = await Sample.SessionAsync(server);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var wrong = body.DeepClone();
        wrong["endsAt"] = null;

        (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", wrong, key)).Expect(400);
        (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", body, key)).Expect(201);
    }

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task Post_WithALongKey_IsTakenUpToItsLimit(int length, int status) =>
        (await server.Integrator.JsonAsync("POST", "/api/v1/sessions", await Sample.SessionAsync(server), ("Idempotency-Key", Guid.NewGuid().ToString().PadRight(length, 'k')))).Expect(status);
}
