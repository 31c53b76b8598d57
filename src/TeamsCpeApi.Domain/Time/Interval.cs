namespace TeamsCpeApi.Domain.Time;

/// <summary>
/// A half-open span of time: it includes <see cref="Start"/> and excludes <see cref="End"/>, so that two spans that
/// touch share no instant. An interval whose start equals its end is empty.
/// </summary>
public readonly record struct Interval
{
    /// <summary>Creates the span from <paramref name="start"/> (included) to <paramref name="end"/> (excluded).</summary>
    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public Interval(DateTimeOffset start, DateTimeOffset end)
    {
        if (end < start)
        {
            throw new ArgumentException($"An interval cannot end ({end:O}) before it starts ({start:O}).", nameof(end));
        }

        Start = start.ToUniversalTime();
        End = end.ToUniversalTime();
    }

    /// <summary>The first instant, UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The first instant after the span, UTC.</summary>
    public DateTimeOffset End { get; }

    /// <summary>True when the span holds no instant.</summary>
    public bool IsEmpty => Start == End;

    /// <summary>The length.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>True when <paramref name="instant"/> lies in the span.</summary>
    public bool Contains(DateTimeOffset instant) => Start <= instant && instant < End;

    /// <summary>True when the two spans share at least one instant.</summary>
    public bool Overlaps(Interval other) => Start < other.End && other.Start < End && !IsEmpty && !other.IsEmpty;
}
