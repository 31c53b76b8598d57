using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Programs;

/// <summary>A row of a session's roster.</summary>
/// <param name="Session">The session.</param>
/// <param name="Outcome">What became of the participant in it.</param>
public sealed record ProgramRow(ProgramSession Session, ParticipantOutcome Outcome);

/// <summary>One person over the sessions of a program.</summary>
/// <param name="Key">By what the rows are one person: the LMS's own id, else the address, else the row itself.</param>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Name">The name on the roster of the latest session.</param>
/// <param name="Email">The address on the roster of the latest session that has one.</param>
/// <param name="Rows">The rows that are this person, in order of time.</param>
/// <param name="Doubts">What somebody should look at before believing so.</param>
public sealed record ProgramPerson(string Key, string? ExternalId, string Name, string? Email, IReadOnlyList<ProgramRow> Rows, IReadOnlyList<Finding> Doubts);

/// <summary>
/// Says which rows of the rosters are one person: those of one external id, which is the LMS's own key; those without one by their
/// address, without regard to case. Nobody is joined by a name, and two external ids are two people whatever else they share.
/// </summary>
internal static class ProgramPeople
{
    internal static IReadOnlyList<ProgramPerson> Of(IReadOnlyList<ProgramSession> sessions)
    {
        var rows = sessions.SelectMany(session => session.Participants.Select(outcome => new ProgramRow(session, outcome))).ToArray();
        var idsOf = rows
            .Where(row => ExternalId(row) is not null && Address(row) is not null)
            .ToLookup(row => Address(row)!, row => ExternalId(row)!, StringComparer.Ordinal);
        var owners = idsOf.ToDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        return [.. rows.GroupBy(row => KeyOf(row, owners), StringComparer.Ordinal).Select(group => Person(group.Key, [.. group], owners))];
    }

    private static ProgramPerson Person(string key, ProgramRow[] rows, Dictionary<string, string[]> owners)
    {
        var latest = rows[^1].Outcome.Participant;
        return new ProgramPerson(
            key,
            rows.Select(ExternalId).FirstOrDefault(id => id is not null),
            latest.Name,
            rows.LastOrDefault(row => Address(row) is not null)?.Outcome.Participant.Email ?? latest.Email,
            rows,
            [.. Doubts(rows, owners)]);
    }

    /// <summary>A row without an external id belongs to the one who has its address; where several have it, to none of them.</summary>
    private static string KeyOf(ProgramRow row, Dictionary<string, string[]> owners)
    {
        if (ExternalId(row) is { } id)
        {
            return $"id {id}";
        }

        return Address(row) switch
        {
            { } address when owners.GetValueOrDefault(address) is [var owner] => $"id {owner}",
            { } address => $"address {address}",
            null => $"row {row.Outcome.Participant.Id}",
        };
    }

    private static IEnumerable<Finding> Doubts(ProgramRow[] rows, Dictionary<string, string[]> owners)
    {
        var addresses = rows.Where(row => Address(row) is not null).GroupBy(row => Address(row)!, StringComparer.Ordinal).ToArray();
        var id = rows.Select(ExternalId).FirstOrDefault(value => value is not null);
        if (addresses.Length > 1)
        {
            var listed = addresses.Select(group => $"{group.Key} ({string.Join(", ", group.Select(row => $"\"{row.Session.Title}\"").Distinct())})");
            yield return Warning("addresses-differ", $"The external id \"{id}\" stands beside different addresses: {string.Join(", ", listed)}. By the LMS's own id it is one person.");
        }

        foreach (var address in addresses.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (owners.GetValueOrDefault(address) is { Length: > 1 } ids)
            {
                yield return Warning(
                    "address-of-several",
                    $"The address {address} stands beside the external ids {string.Join(" and ", ids.Select(other => $"\"{other}\""))}: by the LMS's own ids they are different people, and their time is not added up.");
            }
        }

        if (id is null && addresses.Length == 0)
        {
            yield return Warning("no-key", "Without an external id or an address this participant cannot be found in other sessions.");
        }
    }

    private static Finding Warning(string code, string message) => new(code, FindingLevel.Warning, message);

    private static string? ExternalId(ProgramRow row) => row.Outcome.Participant.ExternalId;

    private static string? Address(ProgramRow row) => EmailAddress.Key(row.Outcome.Participant.Email);
}
