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
    /// Gathers the identities of a session. Records of one key are one identity, over all reports. A respondent joins the
    /// attendance identity with the same address when there is exactly one, else stands alone. Anonymous answers have no identity.
    /// </summary>
    public static IReadOnlyList<SeenIdentity> Gather(IReadOnlyCollection<AttendanceRecord> records, IReadOnlyCollection<Respondent> respondents)
    {
        var seen = records
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .Select(group => new SeenIdentity(
                group.Key,
                First(group, record => record.RegistrationId),
                First(group, record => record.ObjectId),
                First(group, record => record.Email),
                First(group, record => record.DisplayName),
                [.. group],
                AnsweredPolls: false))
            .ToDictionary(identity => identity.Key, StringComparer.Ordinal);
        var byEmail = seen.Values.ToLookup(identity => EmailAddress.Key(identity.Email), StringComparer.Ordinal);

        foreach (var group in respondents.GroupBy(respondent => EmailAddress.Key(respondent.Email), StringComparer.Ordinal))
        {
            if (group.Key is null)
            {
                continue;
            }

            var present = byEmail[group.Key].ToArray();
            var identity = present.Length == 1
                ? present[0]
                : new SeenIdentity(EmailKey(group.Key), null, null, group.First().Email, First(group, respondent => respondent.Name), [], AnsweredPolls: false);
            seen[identity.Key] = identity with { AnsweredPolls = true };
        }

        return [.. seen.Values.OrderBy(identity => identity.Key, StringComparer.Ordinal)];
    }

    private static string KeyOf(AttendanceRecord record) => record switch
    {
        { RegistrationId: { Length: > 0 } registration } => $"registration:{registration}",
        { ObjectId: { Length: > 0 } objectId } => $"object:{objectId.ToLowerInvariant()}",
        { Email: { } email } when EmailAddress.Key(email) is { } key => EmailKey(key),
        { RecordId: { Length: > 0 } id } => $"record:{id}",
        _ => $"name:{record.ReportId}:{record.DisplayName}",
    };

    private static string EmailKey(string email) => $"email:{email}";

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> member) => items.Select(member).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
