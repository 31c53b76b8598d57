namespace TeamsCpeApi.Domain.Time;

/// <summary>
/// A set of instants, kept as sorted half-open intervals that neither overlap nor touch. Whatever the order, the
/// duplicates or the splitting of what it was made of, the same instants make an equal set.
/// </summary>
public sealed class IntervalSet : IEquatable<IntervalSet>
{
    private readonly Interval[] intervals;

    private IntervalSet(Interval[] intervals) => this.intervals = intervals;

    /// <summary>The set without any instant.</summary>
    public static IntervalSet Empty { get; } = new([]);

    /// <summary>The maximal intervals of the set in order of time.</summary>
    public IReadOnlyList<Interval> Intervals => intervals;

    /// <summary>The length of the whole set in whole seconds: fractions are summed first and dropped once, never per interval.</summary>
    public long Seconds
    {
        get
        {
            var ticks = 0L;
            foreach (var interval in intervals)
            {
                ticks += interval.Length.Ticks;
            }

            return ticks / TimeSpan.TicksPerSecond;
        }
    }

    /// <summary>The set of all instants that lie in at least one of the given intervals.</summary>
    public static IntervalSet Of(params IEnumerable<Interval> intervals)
    {
        var sorted = intervals.Where(interval => !interval.IsEmpty).ToArray();
        if (sorted.Length == 0)
        {
            return Empty;
        }

        Array.Sort(sorted, static (left, right) => left.Start.CompareTo(right.Start));

        var last = 0;
        for (var next = 1; next < sorted.Length; next++)
        {
            if (sorted[next].Start > sorted[last].End)
            {
                sorted[++last] = sorted[next];
            }
            else if (sorted[next].End > sorted[last].End)
            {
                sorted[last] = new Interval(sorted[last].Start, sorted[next].End);
            }
        }

        return new IntervalSet(sorted[..(last + 1)]);
    }

    /// <summary>The instants that lie in this set or in the other.</summary>
    public IntervalSet Union(IntervalSet other) => Of(intervals.Concat(other.intervals));

    /// <summary>The instants that lie in both sets.</summary>
    public IntervalSet Intersect(IntervalSet other)
    {
        var common = new List<Interval>();
        for (int mine = 0, theirs = 0; mine < intervals.Length && theirs < other.intervals.Length;)
        {
            var (left, right) = (intervals[mine], other.intervals[theirs]);
            if (left.Overlaps(right))
            {
                common.Add(new Interval(
                    left.Start > right.Start ? left.Start : right.Start,
                    left.End < right.End ? left.End : right.End));
            }

            if (left.End <= right.End)
            {
                mine++;
            }
            else
            {
                theirs++;
            }
        }

        return common.Count == 0 ? Empty : new IntervalSet([.. common]);
    }

    /// <summary>The instants of this set that do not lie in the other.</summary>
    public IntervalSet Except(IntervalSet other)
    {
        var rest = new List<Interval>();
        var theirs = 0;
        foreach (var interval in intervals)
        {
            var start = interval.Start;
            while (theirs < other.intervals.Length && other.intervals[theirs].End <= start)
            {
                theirs++;
            }

            for (var hole = theirs; hole < other.intervals.Length && other.intervals[hole].Start < interval.End; hole++)
            {
                if (other.intervals[hole].Start > start)
                {
                    rest.Add(new Interval(start, other.intervals[hole].Start));
                }

                start = other.intervals[hole].End;
            }

            if (start < interval.End)
            {
                rest.Add(new Interval(start, interval.End));
            }
        }

        return rest.Count == 0 ? Empty : new IntervalSet([.. rest]);
    }

    /// <summary>True when <paramref name="instant"/> lies in the set.</summary>
    public bool Contains(DateTimeOffset instant) => Array.Exists(intervals, interval => interval.Contains(instant));

    /// <inheritdoc />
    public bool Equals(IntervalSet? other) => other is not null && intervals.AsSpan().SequenceEqual(other.intervals);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var interval in intervals)
        {
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(" ", intervals.Select(interval => $"{interval.Start:O}/{interval.End:O}"));
}
