namespace TeamsCpeApi.Pdf.Interop;

/// <summary>
/// Lets one document at a time into the libraries. Pango and cairo promise that threads may each draw their own document; the versions in
/// Debian 12 (1.50, 1.16) share font caches that do not keep the promise: under load a process was seen to crash.
/// A long report steps aside between pages, and whoever waits goes first.
/// </summary>
internal static class Gate
{
    private static readonly object Queue = new();
    private static readonly object Inside = new();

    /// <summary>The first of those who wait holds the queue; so one who steps aside cannot overtake it.</summary>
    internal static void Enter()
    {
        lock (Queue)
        {
            Monitor.Enter(Inside);
        }
    }

    internal static void Leave() => Monitor.Exit(Inside);

    internal static void StepAside()
    {
        Leave();
        Enter();
    }
}
