using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Http;

/// <summary>
/// Ends a process that does not end by itself: while the database is gone Quartz goes on trying to note that a job is over, whatever the
/// host's shutdown timeout says. Nothing is lost: another node, or the next start, takes up what was under way.
/// </summary>
internal static class StopInTime
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    internal static void Watch(WebApplication app)
    {
        var patience = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout + Grace;
        app.Lifetime.ApplicationStopping.Register(() => _ = EndAfterAsync(patience));
    }

    private static async Task EndAfterAsync(TimeSpan patience)
    {
        await Task.Delay(patience);
        await Console.Error.WriteLineAsync($"The server did not stop within {patience.TotalSeconds:0} s and is ended: does the database answer? Jobs under way are taken up by another node or at the next start.");
        Environment.Exit(1);
    }
}
