using Npgsql;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;

if (args is [RecomputeCommand.Name, .. var settings])
{
    return await RecomputeAsync(settings);
}

await using var app = Server.Build(args);
StopInTime.Watch(app);
await app.RunAsync();
return 0;

// The server's own settings; it is built and not started, so that nothing is listened to and nothing is changed.
static async Task<int> RecomputeAsync(string[] settings)
{
    try
    {
        await using var server = Server.Build(settings);
        return await RecomputeCommand.RunAsync(server.Services.GetRequiredService<NpgsqlDataSource>(), Console.Out, Console.Error, Environment.ProcessorCount, CancellationToken.None);
    }
    catch (InvalidOperationException unset)
    {
        await Console.Error.WriteLineAsync(unset.Message);
        return 2;
    }
}
