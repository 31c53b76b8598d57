using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>What a file says and does not count for, or says twice and differently.</summary>
internal static class FileNotes
{
    public static IEnumerable<string> Of(WrittenSheet sheet, IReadOnlyList<DatedStay> stays)
    {
        foreach (var (found, one, many) in new (int[] Rows, string One, string Many)[]
        {
            (Rows(stays, stay => stay is { Joined: not null, Left: null }), "stay has no end and does not count", "stays have no end and do not count"),
            (Rows(stays, stay => stay is { Joined: null, Left: not null }), "stay has no beginning and does not count", "stays have no beginning and do not count"),
            (Rows(stays, stay => stay is { Joined: null, Left: null }), "row has no times and counts for nothing", "rows have no times and count for nothing"),
            (Rows(stays, stay => stay.Left < stay.Joined), "stay ends before it begins and does not count", "stays end before they begin and do not count"),
            (Rows(stays, stay => StatedDuration.Contradicts(stay, sheet.Dialect)), "row states another duration than its times make; the times count", "rows state another duration than their times make; the times count"),
            (Registered(sheet), "participant never joined and gets nothing", "participants never joined and get nothing"),
            (Unseen(sheet), "participant has times in section 2 and no stay in section 3, which alone counts", "participants have times in section 2 and no stay in section 3, which alone counts"),
            (OtherTotals(sheet, stays), "participant's total in section 2 differs from the stays in section 3, which alone count", "participants' totals in section 2 differ from the stays in section 3, which alone count"),
        })
        {
            if (found.Length > 0)
            {
                yield return $"{Count.Of(found.Length, one, many)} (row {found.Min()}{(found.Length > 1 ? " first" : "")}).";
            }
        }

        var unknown = stays.Select(stay => stay.Role).OfType<string>().Where(role => HeaderWords.RoleOf(role) is null).Distinct(StringComparer.Ordinal).Take(5).ToArray();
        if (unknown.Length > 0)
        {
            yield return $"Roles in words that are not known count as those of attendees: {string.Join(", ", unknown.Select(role => Quoted.Of(role, 40)))}.";
        }
    }

    private static int[] Rows(IEnumerable<DatedStay> stays, Func<FileStay, bool> condition) => [.. stays.Select(stay => stay.Stay).Where(condition).Select(stay => stay.Row)];

    private static int[] Registered(WrittenSheet sheet) => [.. Missing(sheet).Where(row => row is { Joined: null, Left: null }).Select(row => row.Row)];

    private static int[] Unseen(WrittenSheet sheet) => [.. Missing(sheet).Where(row => row is not { Joined: null, Left: null }).Select(row => row.Row)];

    private static IEnumerable<StayRow> Missing(WrittenSheet sheet)
    {
        var seen = sheet.Stays.SelectMany(row => new[] { NameKey(row), AddressKey(row) }).ToHashSet(StringComparer.Ordinal);
        return sheet.Participants.Where(row => !seen.Contains(NameKey(row)) && !seen.Contains(AddressKey(row)));
    }

    /// <summary>Totals of people whom one row of the section names alone; a second's difference a row is Teams' own rounding.</summary>
    private static int[] OtherTotals(WrittenSheet sheet, IReadOnlyList<DatedStay> stays)
    {
        var byAddress = stays.Where(stay => stay.Address is not null).ToLookup(stay => EmailAddress.Key(stay.Address)!, stay => stay.Stay, StringComparer.Ordinal);
        return [.. sheet.Participants
            .Where(row => row.StatedSeconds is not null && PeopleOfFile.OwnAddress(row) is not null)
            .GroupBy(row => EmailAddress.Key(PeopleOfFile.OwnAddress(row))!, StringComparer.Ordinal)
            .Where(group => byAddress.Contains(group.Key) && Differ(group, [.. byAddress[group.Key]]))
            .Select(group => group.First().Row)];
    }

    private static bool Differ(IEnumerable<StayRow> participants, IReadOnlyList<FileStay> stays) =>
        Math.Abs(participants.Sum(row => row.StatedSeconds!.Value) - stays.Where(stay => stay.Left > stay.Joined).Sum(stay => (long)(stay.Left!.Value - stay.Joined!.Value).TotalSeconds)) > stays.Count + 1;

    private static string NameKey(StayRow row) => $"name {row.Name}";

    private static string AddressKey(StayRow row) => PeopleOfFile.OwnAddress(row) is { } address ? $"address {EmailAddress.Key(address)}" : NameKey(row);
}
