using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Tests.Reconciliation;

/// <summary>A small roster, and identities written as "registration|object|e-mail|name", of files with "|sign-in name" behind.</summary>
internal static class People
{
    private static readonly string[] Names = ["jane", "joe", "ann", "otherAnn", "sam", "kim", "bo"];

    internal static IReadOnlyList<RosterEntry> Roster { get; } =
    [
        new(Id("jane"), "Jane Doe", "jane@contoso.example", ["jd@home.example"], "O-JANE", "R-JANE"),
        new(Id("joe"), "Joe Roe", "joe@contoso.example", [], "O-JOE", "R-JOE"),
        new(Id("ann"), "Ann Lee", "ann@contoso.example", [], null, null),
        new(Id("otherAnn"), "Lee, Ann", "ann.lee@contoso.example", [], null, null),
        new(Id("sam"), "Sam Poe", "shared@contoso.example", ["family@home.example"], null, null),
        new(Id("kim"), "Kim Poe", "Shared@contoso.example", ["FAMILY@home.example"], null, null),
        new(Id("bo"), "Bo Diaz", null, [], null, null),
    ];

    internal static Guid Id(string name) => new(Array.IndexOf(Names, name) + 1, 0, 0, new byte[8]);

    internal static string Name(Guid id) => Names.Single(name => Id(name) == id);

    internal static AttendanceRecord Record(string identity, string recordId, string report = "report")
    {
        var parts = identity.Split('|').Select(part => part.Length == 0 ? null : part).ToArray();
        return new AttendanceRecord(report, recordId, parts[0], parts[1], parts[2], parts[3], "Attendee", null, []) { SignInName = parts.Length > 4 ? parts[4] : null };
    }

    /// <summary>The identities of one record each, in the order given.</summary>
    internal static SeenIdentity[] Seen(params string[] identities) =>
        [.. identities.Select((identity, index) => SeenIdentity.Gather([Record(identity, $"record-{index}")], []).Single())];

    /// <summary>A match in words: "Matched Email jane", "Suggested UniqueName ann otherAnn", "Unmatched".</summary>
    internal static string Write(IdentityMatch match)
    {
        Guid[] people = match.ParticipantId is { } participant ? [participant] : [.. match.Candidates.Select(candidate => candidate.ParticipantId)];
        return string.Join(' ', new[] { match.State.ToString(), match.Rung?.ToString() }.OfType<string>().Concat(people.Select(Name)));
    }
}
