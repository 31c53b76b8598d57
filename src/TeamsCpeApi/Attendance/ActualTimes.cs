using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Attendance;

/// <summary>When the meeting ran, by what counts of its attendance.</summary>
internal static class ActualTimes
{
    /// <summary>
    /// The times of all reports that count; null where the whole schedule counts: by the ruleset, while nothing is known, and
    /// as soon as something counts that does not say when the meeting ran, as an uploaded file.
    /// </summary>
    internal static IntervalSet? Of(Ruleset ruleset, IReadOnlyList<SnapshotReport> reports, bool hasFiles)
    {
        var chosen = reports.Where(report => report.Chosen).ToArray();
        if (ruleset.WindowBasis == WindowBasis.Scheduled || hasFiles || chosen.Length == 0)
        {
            return null;
        }

        return chosen.All(report => report is { StartedAt: { } started, EndedAt: { } ended } && started < ended)
            ? IntervalSet.Of(chosen.Select(report => new Interval(report.StartedAt!.Value, report.EndedAt!.Value)))
            : null;
    }
}
