using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using TeamsCpeApi.Graph;
using TeamsCpeApi.GraphSimulator;
using TeamsCpeApi.GraphSimulator.Entra;

namespace TeamsCpeApi.Tests.Graph;

/// <summary>An answer word for word, for what Graph and Entra say in cases that have no switch in the simulator.</summary>
internal sealed record ScriptedAnswer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static readonly ScriptedAnswer Token = new(200, """{"token_type":"Bearer","expires_in":3599,"access_token":"opaque-token"}""");

    public static ScriptedAnswer Error(int status, string code, string message)
        => new(status, System.Text.Json.JsonSerializer.Serialize(new { error = new { code, message, innerError = new { date = "2026-01-01T00:00:00" } } }), ("request-id", "r-1"));

    public static ScriptedAnswer Entra(int status, string error, int number, string text)
        => new(status, System.Text.Json.JsonSerializer.Serialize(new { error, error_description = $"AADSTS{number}: {text}", error_codes = new[] { number }, trace_id = "t-1" }));
}

/// <summary>A server on loopback that gives the same two answers: one for tokens, one for everything else.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = SelfSignedCertificate.Create(KeyPairs.Of("scripted"), DateTimeOffset.UtcNow);

    private readonly WebApplication app;

    private ScriptedServer(WebApplication app) => this.app = app;

    public GraphConnection Connection { get; } = new("test", Guid.NewGuid(), Guid.NewGuid(), new GraphSecret("scripted-secret"));

    /// <summary>The paths asked for besides tokens.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<ScriptedServer> StartAsync(ScriptedAnswer graph, ScriptedAnswer? token = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate)));
        var server = new ScriptedServer(builder.Build());
        server.app.Run(context =>
        {
            var isToken = context.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal);
            if (!isToken)
            {
                server.Asked.Add(context.Request.Path);
            }

            return SendAsync(context.Response, isToken ? token ?? ScriptedAnswer.Token : graph);
        });
        await server.app.StartAsync();
        return server;
    }

    public GraphHost Host(params (string Key, string Value)[] settings)
        => new(new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri, Certificate.ExportCertificatePem(), settings);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Task SendAsync(HttpResponse response, ScriptedAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        return response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body)).AsTask();
    }
}
