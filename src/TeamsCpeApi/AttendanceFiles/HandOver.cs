namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// A person who changes device is in the meeting with both for some seconds. Only who is there twice for longer may be two people of one name.
/// </summary>
internal static class HandOver
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>For how long at most two stays of one name run side by side; an open stay runs on until the other one ends.</summary>
    public static TimeSpan LongestOverlap(IEnumerable<FileStay> stays)
    {
        var longest = TimeSpan.Zero;
        DateTime? end = null;
        foreach (var stay in stays.Where(stay => stay.Joined is not null).OrderBy(stay => stay.Joined).ThenBy(stay => stay.Left is not null))
        {
            var joined = stay.Joined!.Value;
            if (end is { } running)
            {
                var together = (stay.Left < running ? stay.Left.Value : running) - joined;
                longest = together > longest ? together : longest;
            }

            var left = stay.Left ?? joined;
            end = left > end ? left : end ?? left;
        }

        return longest;
    }
}
