using System.Globalization;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>Poll files in the tests' notation: answers as "10:05 ann, 10:06 bob, 10:07" (the last one anonymous), stays as "ann 15:00-16:00, bob 15:10-15:30" in UTC.</summary>
internal static class PollFiles
{
    internal static readonly IReadOnlyCollection<TimeZoneInfo> Zones = TimeZoneInfo.GetSystemTimeZones();

    /// <summary>A file of a session on 4 March 2026, whose scheduled time is written in UTC; answers count from ten minutes before to ten minutes after.</summary>
    internal static PollFitCase Of(string scheduled, string answers, string zone, string stays = "", string exported = "", string roster = "", bool isDeclared = false) => new(
        [.. Items(answers).Select(Response)],
        Notation.Span(scheduled),
        TimeSpan.FromMinutes(10),
        Items(stays).ToDictionary(stay => Address(stay.Split(' ')[0]), stay => Notation.Set(stay.Split(' ')[1])),
        0,
        Items(roster).Select(Address).ToHashSet(),
        exported.Length == 0 ? null : Notation.At(exported),
        Zone(zone),
        isDeclared,
        Zones);

    internal static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static string[] Items(string text) => text.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static ResponseTime Response(string text)
    {
        var parts = text.Split(' ');
        return new ResponseTime(Notation.Day.DateTime + TimeSpan.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 1 ? null : Address(parts[1]));
    }

    private static string Address(string name) => $"{name}@contoso.example";
}
