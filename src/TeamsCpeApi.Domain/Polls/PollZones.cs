using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>The different ways in which the clocks of the world show a session's time, each by its best-known zone.</summary>
internal static class PollZones
{
    /// <summary>Names that people know, the one to name first where several zones show the same time.</summary>
    private static readonly string[] WellKnown =
    [
        "UTC", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu",
        "America/Halifax", "America/St_Johns", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/Bogota", "America/Mexico_City", "America/Santiago",
        "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "Europe/Moscow", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi",
        "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Shanghai",
        "Asia/Tokyo", "Australia/Adelaide", "Australia/Darwin", "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
    ];

    private static readonly Dictionary<string, int> Places = WellKnown.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place, StringComparer.Ordinal);

    /// <summary>One zone for each way to show the window that differs from the subject's own zone, in an order of its own.</summary>
    public static IReadOnlyList<TimeZoneInfo> OtherThanDeclared(PollFitCase subject)
    {
        var own = OffsetsOf(subject.Zone, subject.Window);
        return
        [
            .. subject.Zones
                .GroupBy(zone => OffsetsOf(zone, subject.Window))
                .Where(group => group.Key != own)
                .OrderBy(group => group.Key)
                .Select(group => group.MinBy(Fame)!),
        ];
    }

    private static (TimeSpan AtStart, TimeSpan AtEnd) OffsetsOf(TimeZoneInfo zone, Interval window) => (zone.GetUtcOffset(window.Start), zone.GetUtcOffset(window.End));

    private static (int Place, bool IsTechnical, string Id) Fame(TimeZoneInfo zone) =>
        (Places.GetValueOrDefault(zone.Id, int.MaxValue), zone.Id.StartsWith("Etc/", StringComparison.Ordinal) || !zone.Id.Contains('/', StringComparison.Ordinal), zone.Id);
}
