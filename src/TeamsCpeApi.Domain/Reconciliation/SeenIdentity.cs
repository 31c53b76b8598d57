using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>A poll respondent as the export names them; both parts are null for an anonymous answer.</summary>
/// <param name="Email">Sign-in address as written.</param>
/// <param name="Name">Name as written.</param>
public sealed record Respondent(string? Email, string? Name);

/// <summary>An identity seen in Teams or Forms, before anybody says which participant it is.</summary>
/// <param name="Key">Stable over refreshes and uploads: the strongest id that the identity has.</param>
/// <param name="RegistrationId">Webinar registration id.</param>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="Email">E-mail address or sign-in name as received.</param>
/// <param name="DisplayName">Name as received.</param>
/// <param name="Records">What the attendance reports say of it.</param>
/// <param name="AnsweredPolls">True when poll answers carry this identity.</param>
public sealed record SeenIdentity(
    string Key,
    string? RegistrationId,
    string? ObjectId,
    string? Email,
    string? DisplayName,
    IReadOnlyList<AttendanceRecord> Records,
    bool AnsweredPolls)
{
    /// <summary>
    /// Every key that this identity could stand under, the strongest first. An identity gains stronger ids when data is
    /// refreshed (a respondent is later seen in the meeting); what people decided about a weaker key must not be lost then.
    /// </summary>
    public IReadOnlyList<string> Keys => [.. new[] { Key, RegistrationKey(RegistrationId), ObjectKey(ObjectId), EmailAddress.Key(Email) is { } email ? EmailKey(email) : null }
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Gathers the identities of a session. Records of one key are one identity, over all reports. What an uploaded file says of an
    /// address, and a respondent, join the attendance identity with the same address when there is exactly one, or one that has no
    /// stronger id, else stand alone. Anonymous answers have no identity.
    /// </summary>
    public static IReadOnlyList<SeenIdentity> Gather(IReadOnlyCollection<AttendanceRecord> records, IReadOnlyCollection<Respondent> respondents)
    {
        var seen = records
            .Where(record => ReportIds.FileOf(record.ReportId) is null)
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .Select(group => Of(group.Key, InOrder(group)))
            .ToDictionary(identity => identity.Key, StringComparer.Ordinal);
        AddFiles(seen, records.Where(record => ReportIds.FileOf(record.ReportId) is not null));
        var byEmail = seen.Values.ToLookup(identity => EmailAddress.Key(identity.Email), StringComparer.Ordinal);

        foreach (var group in respondents.GroupBy(respondent => EmailAddress.Key(respondent.Email), StringComparer.Ordinal))
        {
            if (group.Key is null)
            {
                continue;
            }

            var identity = byEmail[group.Key].ToArray() is [var only]
                ? only
                : seen.GetValueOrDefault(EmailKey(group.Key))
                    ?? new SeenIdentity(EmailKey(group.Key), null, null, group.First().Email, First(group, respondent => respondent.Name), [], AnsweredPolls: false);
            seen[identity.Key] = identity with { AnsweredPolls = true };
        }

        return [.. seen.Values.OrderBy(identity => identity.Key, StringComparer.Ordinal)];
    }

    /// <summary>A file knows addresses and names alone: an address that exactly one reported identity has is that identity.</summary>
    private static void AddFiles(Dictionary<string, SeenIdentity> seen, IEnumerable<AttendanceRecord> records)
    {
        var byEmail = seen.Values.ToLookup(identity => EmailAddress.Key(identity.Email), StringComparer.Ordinal);
        foreach (var group in records.GroupBy(KeyOf, StringComparer.Ordinal))
        {
            var own = Of(group.Key, InOrder(group));
            var reported = EmailAddress.Key(own.Email) is { } email && byEmail[email].ToArray() is [var only] ? only : seen.GetValueOrDefault(group.Key);
            var identity = reported is null ? own : reported with { DisplayName = reported.DisplayName ?? own.DisplayName, Records = [.. reported.Records, .. own.Records] };
            seen[identity.Key] = identity;
        }
    }

    private static AttendanceRecord[] InOrder(IEnumerable<AttendanceRecord> records) =>
        [.. records.OrderBy(record => record.ReportId, StringComparer.Ordinal).ThenBy(record => record.RecordId, StringComparer.Ordinal)];

    /// <summary>One identity of its records, which stand in an order of their own, so that the order of arrival changes nothing.</summary>
    private static SeenIdentity Of(string key, IReadOnlyList<AttendanceRecord> records) => new(
        key,
        First(records, record => record.RegistrationId),
        First(records, record => record.ObjectId),
        First(records, record => EmailAddress.Key(record.Email) is null ? null : record.Email),
        First(records, record => record.DisplayName),
        records,
        AnsweredPolls: false);

    private static string KeyOf(AttendanceRecord record) =>
        RegistrationKey(record.RegistrationId)
        ?? ObjectKey(record.ObjectId)
        ?? (EmailAddress.Key(record.Email) is { } email ? EmailKey(email) : null)
        ?? (string.IsNullOrWhiteSpace(record.RecordId) ? $"name:{record.ReportId}:{record.DisplayName}" : $"record:{record.RecordId}");

    private static string? RegistrationKey(string? id) => string.IsNullOrWhiteSpace(id) ? null : $"registration:{id.Trim()}";

    private static string? ObjectKey(string? id) => string.IsNullOrWhiteSpace(id) ? null : $"object:{id.Trim().ToLowerInvariant()}";

    private static string EmailKey(string email) => $"email:{email}";

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> member) => items.Select(member).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
