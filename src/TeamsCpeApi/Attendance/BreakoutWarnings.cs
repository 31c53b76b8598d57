using System.Globalization;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Attendance;

/// <summary>Asks whether people who left together and came back together were in breakout rooms. Only a person knows.</summary>
internal static class BreakoutWarnings
{
    internal static IEnumerable<SessionNeed> Of(SessionPicture picture)
    {
        var session = picture.Session;
        IEnumerable<Interval> known =
        [
            .. session.Breaks.Select(pause => new Interval(pause.StartsAt, pause.EndsAt)),
            .. session.Breakouts.Select(breakout => new Interval(breakout.StartsAt, breakout.EndsAt)),
        ];
        var people = picture.Outcome.Matches.Select(match => Presence.Of([.. match.Identity.Records]).Instants).Where(seen => seen.Intervals.Count > 0).ToArray();
        return SuspectedBreakout.Find(session.Scheduled, known, people).Select(suspected => new SessionNeed("breakout-suspected", Words(session, suspected)));
    }

    private static string Words(Session session, SuspectedBreakout suspected)
    {
        var (left, gone, back) = (Minute(session, suspected.FirstLeft), Minute(session, UpToMinute(suspected.LastLeft)), Minute(session, UpToMinute(suspected.LastBack)));
        var others = session.Breakouts.Count == 0 ? "" : " beside those that are declared";
        return $"{suspected.People} of {suspected.Present} left between {left} and {gone} and were back by {back} ({session.TimeZone}): breakout rooms, for which Microsoft reports no time? "
            + $"If so, declare the span{others}: PATCH /api/v1/sessions/{session.Id} "
            + $$"""{"breakouts": [{"startsAt": "{{Utc(suspected.FirstLeft)}}", "endsAt": "{{Utc(suspected.LastBack)}}", "reason": "…", "attestedBy": "…"}]}. """
            + "Whoever was seen just before and just after it then counts as present meanwhile, and nobody else. If it was a break, add it to breaks.";
    }

    private static DateTimeOffset UpToMinute(DateTimeOffset instant) => instant.AddTicks((TimeSpan.TicksPerMinute - (instant.Ticks % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);

    private static string Minute(Session session, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, session.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
