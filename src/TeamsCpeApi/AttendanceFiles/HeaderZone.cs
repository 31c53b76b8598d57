using System.Globalization;
using System.Text.RegularExpressions;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>The zone that a header names for its times: "Join Time (UTC)", "Start time (UTC+02:00)". It is stronger than what anybody says of the file.</summary>
internal static partial class HeaderZone
{
    /// <summary>No zone lies further from UTC.</summary>
    private static readonly TimeSpan furthest = TimeSpan.FromHours(14);

    public static TimeZoneInfo? Of(string header) =>
        header.Length <= HeaderWords.Longest && Pattern().Match(Spaced(HeaderText.Normalize(header))) is { Success: true } match ? Named(match) : null;

    public static FileRefusal Several(IEnumerable<TimeZoneInfo> zones, GridRow header) => new(
        FileRefusalCodes.NotAnAttendanceFile,
        $"The headers name several zones for the times: {string.Join(", ", zones.Select(zone => zone.Id))}. {AttendanceText.Advice}",
        Row: header.Number);

    /// <summary>A normalized header without it.</summary>
    public static string Without(string key) => Pattern().Replace(Spaced(key), "").Trim();

    private static string Spaced(string key) => key.Replace('_', ' ');

    private static TimeZoneInfo? Named(Match match)
    {
        if (!match.Groups["sign"].Success)
        {
            return TimeZoneInfo.Utc;
        }

        var minutes = match.Groups["minutes"].Success ? Number(match.Groups["minutes"]) : 0;
        var offset = new TimeSpan(Number(match.Groups["hours"]), minutes, 0);
        if (offset > furthest || minutes > 59)
        {
            return null;
        }

        var isBehind = match.Groups["sign"].Value is not "+";
        var id = string.Create(CultureInfo.InvariantCulture, $"UTC{(isBehind ? '-' : '+')}{offset:hh\\:mm}");
        return offset == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone(id, isBehind ? -offset : offset, id, id);
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"[(\[]? ?\b(?:UTC|GMT)\b(?: ?(?<sign>[+\-−]) ?(?<hours>[0-9]{1,2})(?:[:.]?(?<minutes>[0-9]{2}))?)? ?[)\]]?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
