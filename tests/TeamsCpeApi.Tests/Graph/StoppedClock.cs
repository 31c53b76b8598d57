namespace TeamsCpeApi.Tests.Graph;

/// <summary>The real time, whose pauses last until the test says so; afterwards none lasts.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ITimer> stopped = [];
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool runs;

    /// <summary>Somebody pauses.</summary>
    public Task StoppedAsync() => first.Task;

    public void GoOn()
    {
        lock (gate)
        {
            runs = true;
            stopped.ForEach(timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = System.CreateTimer(callback, state, runs ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
            stopped.Add(timer);
            first.TrySetResult();
            return timer;
        }
    }
}
