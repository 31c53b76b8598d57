namespace TeamsCpeApi.Tests.Flow;

/// <summary>Waits for conditions, looked at again and again, never for a time.</summary>
internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    public static async Task UntilAsync(string what, Func<Task<bool>> condition, TimeSpan? longest = null) =>
        await ForAsync(what, async () => await condition() ? "" : null, longest);

    /// <summary>The first value that is there.</summary>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> look, TimeSpan? longest = null)
        where T : class
    {
        using var patience = new CancellationTokenSource(longest ?? Longest);
        using var timer = new PeriodicTimer(FirstPause);
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Not so within {(longest ?? Longest).TotalSeconds:0} s: {what}.");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
            timer.Period = new[] { timer.Period * 1.5, LongestPause }.Min();
        }
    }
}
