using System.Security.Cryptography;
using System.Text;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Gathers the stays of a file by person. An address is a person; a name without one is a person only when nothing speaks against it,
/// else each of its stays stands alone and waits for somebody who knows.
/// </summary>
internal static class PeopleOfFile
{
    public static IReadOnlyList<FilePerson> Of(WrittenSheet sheet, DateOrderChoice order, FileClock clock, List<string> notes)
    {
        var participants = sheet.Participants.ToLookup(row => row.Name ?? "", StringComparer.Ordinal);
        var stays = sheet.Events.Count > 0
            ? [.. EventPairs.Of(sheet, order)]
            : sheet.Stays.Select(row => Dated(row, Described(row, participants), order)).ToArray();
        var people = new List<FilePerson>();
        var namesakes = new List<int>();
        var changedDevice = new List<int>();
        foreach (var group in stays.GroupBy(stay => EmailAddress.Key(stay.Address) ?? stay.PersonId ?? $"name {stay.Name}", StringComparer.Ordinal))
        {
            var mine = group.ToArray();
            if (IsOnePerson(mine, sheet.Participants.Count > 0 ? participants : null))
            {
                people.AddRange(ByRole(Key(mine), mine));
                if (IsByNameAlone(mine[0]) && HandOver.LongestOverlap(mine.Select(stay => stay.Stay)) > TimeSpan.Zero)
                {
                    changedDevice.Add(mine.Min(stay => stay.Stay.Row));
                }
            }
            else
            {
                namesakes.Add(mine[0].Stay.Row);
                people.AddRange(mine.SelectMany(stay => ByRole(Key([stay]), [stay])));
            }
        }

        if (namesakes.Count > 0)
        {
            notes.Add($"{Count.Of(namesakes.Count, "name", "names")} without an address may be that of several people (row {namesakes.Min()}): each stay waits by itself for a person's decision.");
        }

        if (changedDevice.Count > 0 && sheet.Participants.Count == 0)
        {
            notes.Add($"{Count.Of(changedDevice.Count, "name", "names")} without an address joined anew some seconds before the stay before it ended (row {changedDevice.Min()}), as whoever changes device does: the stays are taken as one person's.");
        }

        notes.AddRange(FileNotes.Of(sheet, stays, clock));
        return people;
    }

    private static DatedStay Dated(StayRow row, StayRow described, DateOrderChoice order)
    {
        var address = OwnAddress(described);
        return new(row.Name, address, null, row.Role, new(row.Row, row.Joined?.In(order), row.Left?.In(order), row.StatedSeconds))
        {
            SignInName = EmailAddress.Key(described.SignInName) is { } signIn && signIn != EmailAddress.Key(address) ? described.SignInName : null,
        };
    }

    /// <summary>The row with what the participants' section adds: both addresses where it has none, the sign-in name where its e-mail address has one there and no other.</summary>
    private static StayRow Described(StayRow row, ILookup<string, StayRow> participants)
    {
        var named = row.Name is { } name ? participants[name].ToArray() : [];
        return (OwnAddress(row), named) switch
        {
            (null, [var only]) => row with { Email = only.Email, SignInName = only.SignInName },
            ({ } address, _) when EmailAddress.Key(row.SignInName) is null && SignInNames(named, address) is [var only] => row with { SignInName = only },
            _ => row,
        };
    }

    private static string[] SignInNames(IEnumerable<StayRow> rows, string address) => [.. rows
        .Where(row => EmailAddress.Key(row.Email) == EmailAddress.Key(address) && EmailAddress.Key(row.SignInName) is not null)
        .Select(row => row.SignInName!)
        .DistinctBy(EmailAddress.Key)];

    /// <summary>The e-mail address; else the sign-in name, which for those who have no address is one.</summary>
    internal static string? OwnAddress(StayRow row) => new[] { row.Email, row.SignInName }.FirstOrDefault(address => EmailAddress.Key(address) is not null);

    /// <summary>The participants' section counts identities; without one, two stays at the same time may be two people.</summary>
    private static bool IsOnePerson(DatedStay[] stays, ILookup<string, StayRow>? participants) => stays[0] switch
    {
        { Address: not null } or { PersonId: not null } => true,
        { Name: null } => stays.Length == 1,
        { Name: { } name } => participants is null ? HandOver.LongestOverlap(stays.Select(stay => stay.Stay)) <= HandOver.Longest : participants[name].Count(row => OwnAddress(row) is null) <= 1,
    };

    private static bool IsByNameAlone(DatedStay stay) => stay is { Address: null, PersonId: null };

    private static string Key(DatedStay[] stays) =>
        Hash(EmailAddress.Key(stays[0].Address) ?? stays[0].PersonId ?? $"{stays[0].Name} {stays.Min(stay => stay.Stay.Joined ?? stay.Stay.Left):s}");

    /// <summary>A person who attended and presented has both roles. Two sign-in names of one e-mail address stay apart: whose is whose is not for the file's reader to say.</summary>
    private static IEnumerable<FilePerson> ByRole(string key, DatedStay[] stays) => stays
        .GroupBy(stay => (Role: stay.Role is { } word ? MeetingRoles.Of(word) ?? word : null, SignIn: EmailAddress.Key(stay.SignInName)))
        .Select(role =>
        {
            var first = First(role);
            return new FilePerson(key, first.Name, first.Address, role.Key.Role, [.. role.Select(stay => stay.Stay)]) { SignInName = first.SignInName };
        });

    /// <summary>Names and addresses as the earliest stay spells them, wherever in the file it stands.</summary>
    private static DatedStay First(IEnumerable<DatedStay> stays) => stays
        .OrderBy(stay => stay.Stay.Joined ?? stay.Stay.Left)
        .ThenBy(stay => stay.Name, StringComparer.Ordinal).ThenBy(stay => stay.Address, StringComparer.Ordinal).ThenBy(stay => stay.SignInName, StringComparer.Ordinal)
        .First();

    private static string Hash(string identity) => $"file-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32]}";
}

/// <summary>A stay whose dates are known, and whose it is.</summary>
internal sealed record DatedStay(string? Name, string? Address, string? PersonId, string? Role, FileStay Stay)
{
    /// <summary>The sign-in name where it is another address.</summary>
    public string? SignInName { get; init; }
}
