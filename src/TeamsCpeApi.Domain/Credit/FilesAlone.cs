using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// Presence that only uploaded files have, while a report of Microsoft's with data counts. Whoever downloads a file can change it: what
/// the report does not have is a finding of the person, and by the ruleset a person's decision.
/// </summary>
internal sealed class FilesAlone
{
    private const int MostNames = 3;

    /// <summary>Files round what Microsoft reports in fractions of a second: so close to a reported stay nothing is a file's own.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    private readonly SessionEvidence evidence;
    private readonly bool isReported;

    private FilesAlone(SessionEvidence evidence, bool isReported) => (this.evidence, this.isReported) = (evidence, isReported);

    internal static FilesAlone Of(SessionEvidence evidence) =>
        new(evidence, evidence.Records.Any(record => !IsFiled(record) && record.Stays.Any(stay => stay is { Joined: not null, Left: not null })));

    /// <summary>The finding of one person, whose records these are.</summary>
    internal IEnumerable<Finding> DoubtsOf(IReadOnlyCollection<AttendanceRecord> records, CountedTime? window)
    {
        if (!isReported || window is null || !records.Any(IsFiled))
        {
            yield break;
        }

        var reported = IntervalSet.Of(Presence.Of([.. records.Where(record => !IsFiled(record))]).Instants.Intervals
            .Select(stay => new Interval(stay.Start - Rounding, stay.End + Rounding)));
        IntervalSet Own(AttendanceRecord record) => Presence.Of([record]).Instants.Intersect(window.Instants).Except(reported);

        var seconds = IntervalSet.Of(records.Where(IsFiled).SelectMany(record => Own(record).Intervals)).Seconds;
        if (seconds > 0)
        {
            var files = records.Where(record => IsFiled(record) && Own(record).Seconds > 0).Select(record => ReportIds.FileOf(record.ReportId)!.Value).Distinct();
            yield return new Finding(
                "presence-from-file-alone",
                evidence.Ruleset.FileOnlyPresence == FileOnlyPresence.Counts ? FindingLevel.Warning : FindingLevel.Decision,
                $"{Words.Duration(seconds)} of the presence come from {Names([.. files])} alone; Microsoft's report does not have them.");
        }
    }

    private string Names(IReadOnlyList<Guid> files)
    {
        var named = files.Take(MostNames).Select(file => evidence.FileNames.GetValueOrDefault(file)).OfType<string>().Select(name => $"\"{name}\"").ToArray();
        return named.Length == 0 ? (files.Count == 1 ? "an uploaded file" : "uploaded files")
            : $"the uploaded {(files.Count == 1 ? "file" : "files")} {string.Join(", ", named)}{(files.Count > named.Length ? $" and {files.Count - named.Length} more" : "")}";
    }

    private static bool IsFiled(AttendanceRecord record) => ReportIds.FileOf(record.ReportId) is not null;
}
