using System.Globalization;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The places and times of the sample, all of them invented.</summary>
internal static class SampleSession
{
    public const string TimeZone = "America/New_York";

    public const string TenantDomain = "contoso.example";

    public const string Title = "Federal Tax Update 2026";

    public const string ShortTitle = "Ethics Lunch";

    public const string Secret = "sample-secret-of-the-simulator-only";

    /// <summary>How far New York lies behind UTC on both days of the sample.</summary>
    public static readonly TimeSpan BehindUtc = TimeSpan.FromHours(4);

    public static readonly DateOnly Day = new(2026, 10, 20);

    public static readonly DateOnly ShortDay = new(2026, 10, 21);

    public static readonly DateOnly TestDay = new(2026, 10, 18);

    public static readonly TimeOnly Starts = new(14, 0);

    public static readonly TimeOnly Ends = new(15, 40);

    public static readonly TimeOnly ShortStarts = new(12, 0);

    public static readonly TimeOnly ShortEnds = new(12, 45);

    /// <summary>The meeting broke off here…</summary>
    public static readonly TimeOnly Drop = new(15, 5);

    /// <summary>…and was opened again here, 100 seconds later.</summary>
    public static readonly TimeOnly Restart = new(15, 6, 40);

    public static readonly Guid Tenant = Id('c', 1);

    public static readonly Guid OtherTenant = Id('f', 1);

    public static readonly Guid App = Id('e', 1);

    public static string JoinUrl => JoinUrlOf("RmVkZXJhbFRheFVwZGF0ZTIwMjYtc2FtcGxlLW1lZXRpbmc1");

    public static string ShortJoinUrl => JoinUrlOf("RXRoaWNzTHVuY2gyMDI2LXNhbXBsZS1tZWV0aW5nLXR3bzI1");

    public static DateTime Local(DateOnly day, TimeOnly time) => day.ToDateTime(time);

    public static DateTimeOffset Instant(DateOnly day, TimeOnly time) => new(day.ToDateTime(time) + BehindUtc, TimeSpan.Zero);

    public static string Utc(DateOnly day, TimeOnly time) => Instant(day, time).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An id that shows at once that nobody else has it.</summary>
    public static Guid Id(char kind, int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{kind}0000000-0000-4000-8000-{number:D12}"));

    /// <summary>The long form with its lower-case escapes, as Teams writes it.</summary>
    private static string JoinUrlOf(string thread) =>
        $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0?context=%7b%22Tid%22%3a%22{Tenant}%22%2c%22Oid%22%3a%22{SamplePeople.Organizer.ObjectId}%22%7d";
}
