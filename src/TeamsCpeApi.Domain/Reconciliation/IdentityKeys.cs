using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>The keys of identities. What people decided is stored under them: how they are written never changes.</summary>
internal static class IdentityKeys
{
    internal static string Of(AttendanceRecord record) =>
        OfRegistration(record.RegistrationId)
        ?? OfObject(record.ObjectId)
        ?? (EmailAddress.Key(record.Email) is { } email ? OfAddress(email) : null)
        ?? (string.IsNullOrWhiteSpace(record.RecordId) ? $"name:{record.ReportId}:{record.DisplayName}" : $"record:{record.RecordId}");

    internal static string? OfRegistration(string? id) => string.IsNullOrWhiteSpace(id) ? null : $"registration:{id.Trim()}";

    /// <summary>The registration as it is compared: nobody stored anything under this.</summary>
    internal static string? SameRegistration(string? id) => string.IsNullOrWhiteSpace(id) ? null : $"registration:{id.Trim().ToUpperInvariant()}";

    internal static string? OfObject(string? id) => string.IsNullOrWhiteSpace(id) ? null : $"object:{id.Trim().ToLowerInvariant()}";

    /// <param name="address">An address as addresses are compared.</param>
    internal static string OfAddress(string address) => $"email:{address}";
}
