using System.Security.Cryptography;
using System.Text;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Gathers the stays of a file by person. An address is a person; a name without one is a person only when nothing speaks against it,
/// else each of its stays stands alone and waits for somebody who knows.
/// </summary>
internal static class PeopleOfFile
{
    public static IReadOnlyList<FilePerson> Of(WrittenSheet sheet, DateOrder order, List<string> notes)
    {
        var participants = sheet.Participants.ToLookup(row => row.Name ?? "", StringComparer.Ordinal);
        var stays = sheet.Events.Count > 0
            ? [.. EventPairs.Of(sheet.Events, order)]
            : sheet.Stays.Select(row => Dated(row, Address(row, participants), order)).ToArray();
        var people = new List<FilePerson>();
        var namesakes = new List<int>();
        foreach (var group in stays.GroupBy(stay => EmailAddress.Key(stay.Address) ?? stay.PersonId ?? $"name {stay.Name}", StringComparer.Ordinal))
        {
            var mine = group.ToArray();
            if (IsOnePerson(mine, sheet.Participants.Count > 0 ? participants : null))
            {
                people.AddRange(ByRole(Key(mine), mine));
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

        notes.AddRange(FileNotes.Of(sheet, stays));
        return people;
    }

    private static DatedStay Dated(StayRow row, string? address, DateOrder order) =>
        new(row.Name, address, null, row.Role, new(row.Row, row.Joined?.In(order), row.Left?.In(order), row.StatedSeconds));

    /// <summary>The e-mail address; else the sign-in name, which for those who have no address is one; else what the participants' section adds.</summary>
    private static string? Address(StayRow row, ILookup<string, StayRow> participants) =>
        OwnAddress(row) ?? (row.Name is { } name && participants[name].Take(2).ToArray() is [var only] ? OwnAddress(only) : null);

    internal static string? OwnAddress(StayRow row) => new[] { row.Email, row.SignInName }.FirstOrDefault(address => EmailAddress.Key(address) is not null);

    /// <summary>The participants' section counts identities; without one, two stays at the same time may be two people.</summary>
    private static bool IsOnePerson(DatedStay[] stays, ILookup<string, StayRow>? participants) => stays[0] switch
    {
        { Address: not null } or { PersonId: not null } => true,
        { Name: null } => stays.Length == 1,
        { Name: { } name } => participants is null ? !Overlap(stays) : participants[name].Count(row => OwnAddress(row) is null) <= 1,
    };

    private static string Key(DatedStay[] stays) =>
        Hash(EmailAddress.Key(stays[0].Address) ?? stays[0].PersonId ?? $"{stays[0].Name} {stays.Min(stay => stay.Stay.Joined ?? stay.Stay.Left):s}");

    private static bool Overlap(IEnumerable<DatedStay> stays)
    {
        DateTime? end = null;
        foreach (var stay in stays.Select(stay => stay.Stay).Where(stay => stay.Joined is not null).OrderBy(stay => stay.Joined))
        {
            if (stay.Joined < end)
            {
                return true;
            }

            end = stay.Left ?? stay.Joined;
        }

        return false;
    }

    /// <summary>A person who attended and presented has both roles.</summary>
    private static IEnumerable<FilePerson> ByRole(string key, DatedStay[] stays) => stays
        .GroupBy(stay => stay.Role is { } word ? HeaderWords.RoleOf(word) ?? word : null, StringComparer.Ordinal)
        .Select(role => new FilePerson(key, role.First().Name, role.First().Address, role.Key, [.. role.Select(stay => stay.Stay)]));

    private static string Hash(string identity) => $"file-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32]}";
}

/// <summary>A stay whose dates are known, and whose it is.</summary>
internal sealed record DatedStay(string? Name, string? Address, string? PersonId, string? Role, FileStay Stay);
