namespace TeamsCpeApi.GraphSimulator;

/// <summary>A clock that runs like the one it is made from and can be set to another instant.</summary>
public sealed class SimulatorClock(TimeProvider inner) : TimeProvider
{
    private long offsetTicks;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref offsetTicks, (now - inner.GetUtcNow()).Ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref offsetTicks, by.Ticks);

    internal void Start(Instant? at)
    {
        if (at is null)
        {
            Interlocked.Exchange(ref offsetTicks, 0);
        }
        else
        {
            Set(at.Value);
        }
    }
}
