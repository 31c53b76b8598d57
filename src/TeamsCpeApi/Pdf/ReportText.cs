using System.Globalization;
using TeamsCpeApi.Reports;

namespace TeamsCpeApi.Pdf;

/// <summary>Values of a report as they are printed.</summary>
internal static class ReportText
{
    internal static string Of(object? value, ReportValueKind kind, TimeZoneInfo zone) => value switch
    {
        null => "",
        string text => text,
        DateTimeOffset instant => Instant(instant, zone),
        long seconds when kind == ReportValueKind.Seconds => Duration(seconds),
        long count => count.ToString(CultureInfo.InvariantCulture),
        decimal credits => credits.ToString("0.############", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A report cell holds a {value.GetType()}, which no column kind names.", nameof(value)),
    };

    internal static string Instant(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The zone with its offset at the time of production: "America/New_York, UTC-05:00".</summary>
    internal static string Zone(ReportTable table)
    {
        var offset = table.TimeZone.GetUtcOffset(table.ProducedAt);
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        return $"({table.TimeZone.Id}, UTC{sign}{offset.ToString("hh':'mm", CultureInfo.InvariantCulture)})";
    }

    internal static bool IsRightAligned(ReportValueKind kind) => kind is ReportValueKind.Seconds or ReportValueKind.Credits or ReportValueKind.Count;

    private static string Duration(long seconds)
    {
        var size = Math.Abs(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "-" : "")}{size / 3600}:{size / 60 % 60:00}:{size % 60:00}");
    }
}
