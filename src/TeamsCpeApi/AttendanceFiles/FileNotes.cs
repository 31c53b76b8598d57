using System.Globalization;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>What a file says and does not count for, or says twice and differently.</summary>
internal static class FileNotes
{
    public static IEnumerable<string> Of(WrittenSheet sheet, IReadOnlyList<DatedStay> stays, FileClock clock)
    {
        var read = stays.Select(stay => new ReadStay(stay, clock.Read(stay.Stay))).ToArray();
        foreach (var (found, one, many) in new (int[] Rows, string One, string Many)[]
        {
            (Rows(read, stay => stay.Of.Stay.EndIsPresumed), $"stay has no end: whoever had not left was still there when the list was downloaded, and is counted until its last instant, {Downloaded(stays)}", $"stays have no end: whoever had not left was still there when the list was downloaded, and is counted until its last instant, {Downloaded(stays)}"),
            (Rows(read, stay => stay.As is { Joined: not null, Left: null }), "stay has no end and does not count", "stays have no end and do not count"),
            (Rows(read, stay => stay.As is { Joined: null, Left: not null }), "stay has no beginning and does not count", "stays have no beginning and do not count"),
            (Rows(read, stay => stay.As is { Joined: null, Left: null }), "row has no times and counts for nothing", "rows have no times and count for nothing"),
            (Rows(read, stay => stay.As.Left < stay.As.Joined), "stay ends before it begins and does not count", "stays end before they begin and do not count"),
            (Rows(read, stay => stay.As is { Joined: { } joined, Left: { } left, DurationSeconds: { } stated } && StatedDuration.Contradicts(stated, left - joined, sheet.Dialect)), "row states another duration than its times make; the times count", "rows state another duration than their times make; the times count"),
            (Rows(read, stay => clock.LeavesOpen(stay.Of.Stay)), "stay touches the hour that the clock shows twice, and the file leaves open in which of the two it was: compare it with Microsoft's report", "stays touch the hour that the clock shows twice, and the file leaves open in which of the two they were: compare them with Microsoft's report"),
            (Registered(sheet), "participant never joined and gets nothing", "participants never joined and get nothing"),
            (Unseen(sheet), "participant has times in section 2 and no stay in section 3, which alone counts", "participants have times in section 2 and no stay in section 3, which alone counts"),
            (OtherTotals(sheet, read), "participant's total in section 2 differs from the stays in section 3, which alone count", "participants' totals in section 2 differ from the stays in section 3, which alone count"),
        })
        {
            if (found.Length > 0)
            {
                yield return $"{Count.Of(found.Length, one, many)} (row {found.Min()}{(found.Length > 1 ? " first" : "")}).";
            }
        }

        var unknown = stays.Select(stay => stay.Role).OfType<string>().Where(role => MeetingRoles.Of(role) is null).Distinct(StringComparer.Ordinal).Take(5).ToArray();
        if (unknown.Length > 0)
        {
            yield return $"Roles in words that are not known: {string.Join(", ", unknown.Select(role => Quoted.Of(role, 40)))}. They are kept as written and wait for a person to decide what they mean.";
        }
    }

    private static int[] Rows(IEnumerable<ReadStay> stays, Func<ReadStay, bool> condition) => [.. stays.Where(condition).Select(stay => stay.Of.Stay.Row)];

    private static string Downloaded(IReadOnlyList<DatedStay> stays) =>
        stays.FirstOrDefault(stay => stay.Stay.EndIsPresumed)?.Stay.Left?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    private static int[] Registered(WrittenSheet sheet) => [.. Missing(sheet).Where(row => row is { Joined: null, Left: null }).Select(row => row.Row)];

    private static int[] Unseen(WrittenSheet sheet) => [.. Missing(sheet).Where(row => row is not { Joined: null, Left: null }).Select(row => row.Row)];

    private static IEnumerable<StayRow> Missing(WrittenSheet sheet)
    {
        var seen = sheet.Stays.SelectMany(row => new[] { NameKey(row), AddressKey(row) }).ToHashSet(StringComparer.Ordinal);
        return sheet.Participants.Where(row => !seen.Contains(NameKey(row)) && !seen.Contains(AddressKey(row)));
    }

    /// <summary>Totals of people whom one row of the section names alone; a second's difference a row is Teams' own rounding.</summary>
    private static int[] OtherTotals(WrittenSheet sheet, IReadOnlyList<ReadStay> stays)
    {
        var byAddress = stays.Where(stay => stay.Of.Address is not null).ToLookup(stay => EmailAddress.Key(stay.Of.Address)!, stay => stay.As, StringComparer.Ordinal);
        return [.. sheet.Participants
            .Where(row => row.StatedSeconds is not null && PeopleOfFile.OwnAddress(row) is not null)
            .GroupBy(row => EmailAddress.Key(PeopleOfFile.OwnAddress(row))!, StringComparer.Ordinal)
            .Where(group => byAddress.Contains(group.Key) && Differ(group, [.. byAddress[group.Key]]))
            .Select(group => group.First().Row)];
    }

    private static bool Differ(IEnumerable<StayRow> participants, IReadOnlyList<ReportedStay> stays) =>
        Math.Abs(participants.Sum(row => row.StatedSeconds!.Value) - stays.Where(stay => stay.Left > stay.Joined).Sum(stay => (long)(stay.Left!.Value - stay.Joined!.Value).TotalSeconds)) > stays.Count + 1;

    private static string NameKey(StayRow row) => $"name {row.Name}";

    private static string AddressKey(StayRow row) => PeopleOfFile.OwnAddress(row) is { } address ? $"address {EmailAddress.Key(address)}" : NameKey(row);

    /// <summary>A stay of the file and what was made of it.</summary>
    private readonly record struct ReadStay(DatedStay Of, ReportedStay As);
}
