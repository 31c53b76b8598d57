namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The lunch of 45 minutes: five minutes short of a first credit, so that everybody gets none and is told why.</summary>
internal static class ShortSession
{
    public static IReadOnlyList<(SamplePerson Person, string Stays, string Polls)> Participants { get; } =
    [
        (Of("E1001"), "11:55:10-12:46:00", "12"),
        (Of("E1003"), "11:57:30-12:45:20", "12"),
        (Of("E1007"), "12:00:00-12:45:00", "1"),
        (Of("E1010"), "11:58:00-12:44:10", "12"),
        (Of("E1015"), "12:06:00-12:46:30", "2"),
        (Of("E1027"), "11:59:00-12:20:00 12:24:00-12:47:00", "12"),
        (Of("E1043"), "11:56:45.5-12:30:00.5", "1"),
        (Of("E1049"), "", ""),
    ];

    private static SamplePerson Of(string id) => SamplePeople.All.Single(person => person.Id == id);
}
