using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Tests.Flow;

/// <summary>The API within the process of the tests, for which nothing is compiled anew. Nodes share nothing here but their database, as on machines of their own.</summary>
internal sealed class HostedNode : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<HttpClient> clients = [];

    private HostedNode(WebApplication app) => this.app = app;

    public static async Task<HostedNode> StartAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var node = new HostedNode(Server.Build([
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.AspNetCore=None",
            "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]));
        await node.app.StartAsync();
        return node;
    }

    public Api As(string key)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return new Api(client);
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
