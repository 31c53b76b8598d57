using TeamsCpeApi.Tests.SampleData;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>The contract: what the server says of itself is the reviewed file at the root of the repository.</summary>
[Collection(OneServer.Name)]
public class OpenApiTests(CpeServer server)
{
    /// <summary>Set to 1, it makes the comparison write openapi.yaml instead; review the difference before committing it.</summary>
    internal const string Rewrite = "REWRITE_OPENAPI";

    private static string CommittedFile => Path.Combine(SampleFolder.Root, "..", "openapi.yaml");

    [Fact]
    public async Task Contract_Served_IsTheCommittedFile()
    {
        var served = (await server.Anonymous.CallAsync("GET", "/openapi.yaml")).Expect(200).Text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            await File.WriteAllTextAsync(CommittedFile, served);
        }

        Assert.Equal(await File.ReadAllTextAsync(CommittedFile), served);
    }

    [Fact]
    public async Task Operations_Described_AreCompleteAndUnique()
    {
        var contract = (await server.Anonymous.CallAsync("GET", "/openapi.json")).Expect(200).Json;
        var operations = contract["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Route: $"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}", Operation: operation.Value!.AsObject())))
            .ToArray();

        Assert.All(operations, row =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)row.Operation["operationId"]), row.Route);
            Assert.False(string.IsNullOrWhiteSpace((string?)row.Operation["summary"]), row.Route);
            var answers = row.Operation["responses"]!.AsObject();
            Assert.True(answers.Any(answer => answer.Key[0] == '2'), row.Route);
            Assert.All(answers.Where(answer => answer.Key is "200" or "201" or "207"), answer => Assert.NotEmpty(answer.Value!["content"]!.AsObject()));
            Assert.NotNull(answers["4XX"]?["content"]?["application/problem+json"]);
        });
        Assert.Equal(operations.Length, operations.Select(row => (string?)row.Operation["operationId"]).Distinct().Count());
        Assert.Equal(
            RouteTable.Rows.Select(row => $"{row.Method} {row.Address}").Append("GET /verify/{code}").Append("POST /graph/notifications").Order(StringComparer.Ordinal),
            operations.Select(row => row.Route).Order(StringComparer.Ordinal));
    }
}
