using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>Many left a meeting together and came back together.</summary>
/// <param name="FirstLeft">When the first of them left.</param>
/// <param name="LastLeft">When the last of them left.</param>
/// <param name="LastBack">When the last of them was back.</param>
/// <param name="People">How many they are.</param>
/// <param name="Present">How many were in the meeting then.</param>
public sealed record SuspectedBreakout(DateTimeOffset FirstLeft, DateTimeOffset LastLeft, DateTimeOffset LastBack, int People, int Present)
{
    /// <summary>Leaving together is leaving within this time: rooms that open take everybody at once.</summary>
    public static readonly TimeSpan LeavingTogether = TimeSpan.FromMinutes(2);

    /// <summary>Coming back together is coming back within this time: some return before the rooms close.</summary>
    public static readonly TimeSpan ReturningTogether = TimeSpan.FromMinutes(5);

    /// <summary>Who is away for less has lost the connection.</summary>
    public static readonly TimeSpan LeastAbsence = TimeSpan.FromMinutes(3);

    /// <summary>People leave for a break that is known a little early, and come back from it a little late.</summary>
    public static readonly TimeSpan AroundKnown = TimeSpan.FromMinutes(5);

    /// <summary>Fewer people than this leave together by chance.</summary>
    public const int LeastPeople = 4;

    /// <summary>They are at least one in so many of those who were there.</summary>
    public const int OneIn = 3;

    /// <summary>Whoever is there until then was there when the first of them left: stays are half-open.</summary>
    private static readonly TimeSpan JustBefore = TimeSpan.FromSeconds(1);

    /// <summary>The span that covers all of their absence.</summary>
    public Interval Span => new(FirstLeft, LastBack);

    /// <summary>Finds them, the largest groups first at each time, in order of time.</summary>
    /// <param name="scheduled">The session's scheduled time: who is not back by its end has left.</param>
    /// <param name="known">Spans that explain an absence: breaks, and breakouts that are declared.</param>
    /// <param name="people">When each person was in the meeting.</param>
    public static IReadOnlyList<SuspectedBreakout> Find(Interval scheduled, IEnumerable<Interval> known, IReadOnlyList<IntervalSet> people)
    {
        var explained = IntervalSet.Of(known.Select(span => new Interval(span.Start - AroundKnown, span.End + AroundKnown)));
        var absences = people.SelectMany((seen, person) => AbsencesOf(seen, person, scheduled, explained)).OrderBy(absence => absence.Left).ToList();
        var found = new List<SuspectedBreakout>();
        while (LargestOf(absences) is { Length: >= LeastPeople } group)
        {
            var (first, last) = (group.Min(absence => absence.Left), group.Max(absence => absence.Left));
            var around = IntervalSet.Of(new Interval(first - JustBefore, last));
            var present = people.Count(seen => seen.Intersect(around).Intervals.Count > 0);
            if (group.Length * OneIn >= present)
            {
                found.Add(new SuspectedBreakout(first, last, group.Max(absence => absence.Back), group.Length, present));
            }

            var span = new Interval(first, group.Max(absence => absence.Back));
            absences.RemoveAll(absence => new Interval(absence.Left, absence.Back).Overlaps(span));
        }

        return [.. found.OrderBy(suspected => suspected.FirstLeft)];
    }

    private static IEnumerable<Absence> AbsencesOf(IntervalSet seen, int person, Interval scheduled, IntervalSet explained) => seen.Intervals
        .Zip(seen.Intervals.Skip(1), (before, after) => new Absence(person, before.End, after.Start))
        .Where(absence => absence.Left >= scheduled.Start && absence.Back <= scheduled.End
            && IntervalSet.Of(new Interval(absence.Left, absence.Back)).Except(explained).Seconds >= LeastAbsence.TotalSeconds);

    /// <summary>The most absences, one a person, that begin together and end together.</summary>
    private static Absence[] LargestOf(List<Absence> absences)
    {
        Absence[] largest = [];
        for (var first = 0; first < absences.Count; first++)
        {
            var until = absences[first].Left + LeavingTogether;
            var together = absences.Skip(first).TakeWhile(absence => absence.Left <= until).DistinctBy(absence => absence.Person).OrderBy(absence => absence.Back).ToArray();
            for (int from = 0, to = 0; together.Length > largest.Length && to < together.Length; to++)
            {
                while (together[to].Back - together[from].Back > ReturningTogether)
                {
                    from++;
                }

                if (to - from + 1 > largest.Length)
                {
                    largest = together[from..(to + 1)];
                }
            }
        }

        return largest;
    }

    private sealed record Absence(int Person, DateTimeOffset Left, DateTimeOffset Back);
}
