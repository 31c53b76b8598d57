using System.Globalization;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Tests.Polls;

public class PollClockTests
{
    public static TheoryData<string> Zones =>
    [
        "UTC", "America/New_York", "Eastern Standard Time", "Europe/Berlin", "Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe",
        "America/Santiago", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "Europe/Moscow", "America/St_Johns",
    ];

    [Theory]
    [InlineData("a plain winter time", "America/New_York", "2026-01-15T10:00", "2026-01-15T15:00Z", "2026-01-15T15:00Z")]
    [InlineData("a plain summer time", "America/New_York", "2026-07-15T10:00", "2026-07-15T14:00Z", "2026-07-15T14:00Z")]
    [InlineData("a zone by its Windows name", "Eastern Standard Time", "2026-07-15T10:00", "2026-07-15T14:00Z", "2026-07-15T14:00Z")]
    [InlineData("half an hour of offset", "Asia/Kolkata", "2026-07-15T10:00", "2026-07-15T04:30Z", "2026-07-15T04:30Z")]
    [InlineData("shown twice, the session ran in the first hour", "America/New_York", "2025-11-02T01:30", "2025-11-02T05:00Z", "2025-11-02T05:30Z")]
    [InlineData("shown twice, the session ran in the second hour", "America/New_York", "2025-11-02T01:30", "2025-11-02T06:00Z", "2025-11-02T06:30Z")]
    [InlineData("shown twice, the session ran at another time: the earlier", "America/New_York", "2025-11-02T01:30", "2025-11-02T15:00Z", "2025-11-02T05:30Z")]
    [InlineData("the first second of the repeated hour", "America/New_York", "2025-11-02T01:00", "2025-11-02T06:00Z", "2025-11-02T06:00Z")]
    [InlineData("the first second after the repeated hour", "America/New_York", "2025-11-02T02:00", "2025-11-02T06:00Z", "2025-11-02T07:00Z")]
    [InlineData("skipped: moved on by the gap", "America/New_York", "2025-03-09T02:30", "2025-03-09T07:00Z", "2025-03-09T07:30Z")]
    [InlineData("the first second after the gap", "America/New_York", "2025-03-09T03:00", "2025-03-09T07:00Z", "2025-03-09T07:00Z")]
    [InlineData("Dublin calls its winter time the exception: first", "Europe/Dublin", "2025-10-26T01:30", "2025-10-26T00:00Z", "2025-10-26T00:30Z")]
    [InlineData("Dublin: second", "Europe/Dublin", "2025-10-26T01:30", "2025-10-26T01:00Z", "2025-10-26T01:30Z")]
    [InlineData("Dublin skips as well", "Europe/Dublin", "2025-03-30T01:30", "2025-03-30T01:00Z", "2025-03-30T01:30Z")]
    [InlineData("Casablanca sets back for Ramadan: first", "Africa/Casablanca", "2025-02-23T02:30", "2025-02-23T01:00Z", "2025-02-23T01:30Z")]
    [InlineData("Casablanca: second", "Africa/Casablanca", "2025-02-23T02:30", "2025-02-23T02:00Z", "2025-02-23T02:30Z")]
    [InlineData("Lord Howe sets back by half an hour: first", "Australia/Lord_Howe", "2025-04-06T01:45", "2025-04-05T14:30Z", "2025-04-05T14:45Z")]
    [InlineData("Lord Howe: second", "Australia/Lord_Howe", "2025-04-06T01:45", "2025-04-05T15:00Z", "2025-04-05T15:15Z")]
    [InlineData("Lord Howe skips half an hour", "Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:00Z", "2025-10-04T15:45Z")]
    [InlineData("Santiago skips midnight", "America/Santiago", "2025-09-07T00:30", "2025-09-07T04:00Z", "2025-09-07T04:30Z")]
    [InlineData("Moscow changed its standard time: first", "Europe/Moscow", "2014-10-26T01:30", "2014-10-25T21:00Z", "2014-10-25T21:30Z")]
    [InlineData("Moscow: second", "Europe/Moscow", "2014-10-26T01:30", "2014-10-25T22:00Z", "2014-10-25T22:30Z")]
    [InlineData("Apia skipped a whole day", "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T12:00Z", "2011-12-30T22:00Z")]
    public void ToInstant_WallClock_IsTheInstantOfTheZone(string sentence, string zone, string wallClock, string sessionStart, string expected)
    {
        var start = Instant(sessionStart);

        Expect.Equal(sentence, Instant(expected), PollClock.ToInstant(Local(wallClock), Zone(zone), new Interval(start, start.AddHours(1))));
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public void ToInstant_Kind_IsIgnored(DateTimeKind kind) => Assert.Equal(
        Instant("2026-07-15T14:00Z"),
        PollClock.ToInstant(DateTime.SpecifyKind(Local("2026-07-15T10:00"), kind), Zone("America/New_York"), default));

    [Theory]
    [MemberData(nameof(Zones))]
    public void ToInstant_WhatTheClockShowed_ReturnsTheInstant(string name) => Laws.Hold(500, generator =>
    {
        var zone = Zone(name);
        var instant = Instant("2024-01-01T00:00Z").AddSeconds(generator.Number(0, 3 * 366 * 86_400));
        var shown = TimeZoneInfo.ConvertTime(instant, zone).DateTime;

        Assert.Equal(instant, PollClock.ToInstant(shown, zone, new Interval(instant, instant.AddSeconds(1))));
    });

    [Theory]
    [MemberData(nameof(Zones))]
    public void ToInstant_EveryHalfHourOfAYear_ReturnsTheInstant(string name)
    {
        var zone = Zone(name);
        for (var instant = Instant("2025-01-01T00:00Z"); instant < Instant("2026-01-01T00:00Z"); instant = instant.AddMinutes(30))
        {
            var shown = TimeZoneInfo.ConvertTime(instant, zone).DateTime;

            Assert.True(instant == PollClock.ToInstant(shown, zone, new Interval(instant, instant.AddSeconds(1))), $"{shown:s} in {name}");
        }
    }

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
