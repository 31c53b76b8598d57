using System.Globalization;
using static TeamsCpeApi.Tests.SampleData.SampleSession;

namespace TeamsCpeApi.Tests.SampleData;

internal sealed record SampleRecord(Guid Id, string Email, string Name, Guid? ObjectId, Guid? TenantId, string Role, IReadOnlyList<SampleStay> Stays, int? StatedTotal);

internal sealed record SampleReport(Guid Id, string Started, string Ended, int StatedCount, IReadOnlyList<SampleRecord> Records);

/// <summary>The attendance reports of the two meetings: what each person's plan looks like when Teams tells it.</summary>
internal static class SampleReports
{
    /// <summary>Newest first, as Graph lists them: after the interruption, before it, and a test call two days earlier.</summary>
    public static IReadOnlyList<SampleReport> OfMain() =>
    [
        Report(2, Day, "15:06:40.00", "15:52:00.1374412", 0, Half(isAfterRestart: true)),
        Report(1, Day, "13:41:00", "15:05:00.000", 1, Half(isAfterRestart: false)),
        Report(3, TestDay, "15:00:03.5", "15:12:40.91", 0, [OrganizerAlone(TestDay, "15:00:03.5-15:12:40.9")]),
    ];

    public static IReadOnlyList<SampleReport> OfShort() =>
    [
        Report(4, ShortDay, "11:52:00", "12:47:30.25", 0,
        [
            OrganizerAlone(ShortDay, "11:52:00-12:47:30"),
            .. ShortSession.Participants.Select(one => Signed(one.Person, one.Person.Email, [.. SampleStay.Of(one.Stays, one.Person.Number, ShortDay)])),
        ]),
    ];

    private static SampleReport Report(int number, DateOnly day, string started, string ended, int notListed, List<SampleRecord> records) =>
        new(Id('d', number), Wire(day, started), Wire(day, ended), records.Count + notListed, records);

    /// <summary>Keeps the fraction digits that the text has.</summary>
    private static string Wire(DateOnly day, string time)
    {
        var fraction = time.Contains('.', StringComparison.Ordinal) ? time[time.IndexOf('.', StringComparison.Ordinal)..] : "";
        return Utc(day, TimeOnly.Parse(time, CultureInfo.InvariantCulture))[..^1] + fraction + "Z";
    }

    private static List<SampleRecord> Half(bool isAfterRestart) =>
        [.. SamplePeople.All.SelectMany(person => RecordsOf(person, isAfterRestart)).Where(record => record.Stays.Count > 0)];

    private static IEnumerable<SampleRecord> RecordsOf(SamplePerson person, bool isAfterRestart)
    {
        SampleStay[] In(string stays) => [.. SampleStay.Of(stays, person.Number, Day).Where(stay => stay.IsAfterRestart == isAfterRestart)];

        yield return person.JoinsUnknown
            ? Unknown(person, isAfterRestart, In(person.Stays))
            : Signed(person, person.ShownEmail ?? person.Email, In(person.Stays)) with { StatedTotal = isAfterRestart ? null : person.StatedTotal };
        if (person.SecondAccount is { } second)
        {
            yield return new(Id('b', person.Number), second.Email, person.Name, Id('b', person.Number), null, "Attendee", In(second.Stays), null);
        }
    }

    private static SampleRecord Signed(SamplePerson person, string email, IReadOnlyList<SampleStay> stays) =>
        new(person.ObjectId, email, person.ShownName ?? person.Name, person.ObjectId, person.IsInTenant ? Tenant : OtherTenant, person.Role, stays, null);

    /// <summary>A browser keeps the id of its guest; a telephone gets a new one with every call.</summary>
    private static SampleRecord Unknown(SamplePerson person, bool isAfterRestart, IReadOnlyList<SampleStay> stays) =>
        new(Id(person.DialsIn && isAfterRestart ? '8' : '9', person.Number), "", person.ShownName!, null, null, person.Role, stays, null);

    private static SampleRecord OrganizerAlone(DateOnly day, string stay) =>
        Signed(SamplePeople.Organizer, SamplePeople.Organizer.Email, [.. SampleStay.Of(stay, SamplePeople.Organizer.Number, day)]);
}
