using System.Text.Json;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Attendance;

/// <summary>What two fetches of the same session disagree about.</summary>
internal static class SnapshotComparison
{
    internal static SnapshotDifference Of(IReadOnlyCollection<AttendanceRecord> before, IReadOnlyCollection<AttendanceRecord> now)
    {
        var (former, latter) = (ByKey(before), ByKey(now));
        return new SnapshotDifference(
            latter.Keys.Count(key => !former.ContainsKey(key)),
            former.Keys.Count(key => !latter.ContainsKey(key)),
            latter.Count(pair => former.TryGetValue(pair.Key, out var text) && text != pair.Value),
            Seconds(before),
            Seconds(now));
    }

    private static Dictionary<string, string> ByKey(IEnumerable<AttendanceRecord> records) => records
        .GroupBy(record => $"{record.ReportId}/{record.RecordId}", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => JsonSerializer.Serialize(group, Json.Options), StringComparer.Ordinal);

    private static long Seconds(IEnumerable<AttendanceRecord> records) => records
        .GroupBy(record => record.RecordId, StringComparer.Ordinal)
        .Sum(group => Presence.Of([.. group]).Instants.Seconds);
}
