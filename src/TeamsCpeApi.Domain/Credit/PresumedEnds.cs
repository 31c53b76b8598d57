using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Tells how much of somebody's presence rests on ends that an attendance list does not name.</summary>
internal static class PresumedEnds
{
    internal static IEnumerable<Finding> Of(IReadOnlyCollection<AttendanceRecord> records, Presence presence, CountedTime? window)
    {
        if (!records.Any(record => record.Stays.Any(stay => stay.LeftIsPresumed)))
        {
            yield break;
        }

        var stated = Presence.Of([.. records.Select(record => record with { Stays = [.. record.Stays.Where(stay => !stay.LeftIsPresumed)] })]).Instants;
        var presumed = presence.Instants.Except(stated);
        var seconds = (window is null ? presumed : presumed.Intersect(window.Instants)).Seconds;
        if (seconds > 0)
        {
            yield return new Finding(
                "open-end-presumed",
                FindingLevel.Warning,
                $"{Words.Duration(seconds)} of the presence {(seconds == 1 ? "rests" : "rest")} on an attendance list without a leave: whoever had not left counts until the list's last instant, because they were still there when it was downloaded.");
        }
    }
}
