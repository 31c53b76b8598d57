namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>How many people of a session have the role of a presenter, which Teams gives to everybody by default.</summary>
/// <param name="Presenters">People who may present.</param>
/// <param name="People">All of whom a role is known; organizers and instructors are left out.</param>
public readonly record struct PresentingPeople(int Presenters, int People)
{
    /// <summary>Of fewer people nothing is to be told about a meeting's settings.</summary>
    private const int Fewest = 2;

    /// <summary>True when most present, so that the role says nothing about who did.</summary>
    public bool AreMost => Presenters >= Fewest && Presenters * 2 > People;

    /// <summary>Counts each person once, under however many identities they were seen.</summary>
    /// <param name="matches">Every identity, with its class.</param>
    public static PresentingPeople Of(IEnumerable<IdentityMatch> matches)
    {
        var people = matches
            .Where(match => match.Class is AttendeeClass.Attendee or AttendeeClass.Presenter && match.Identity.Records.Any(record => !string.IsNullOrWhiteSpace(record.Role)))
            .GroupBy(match => match.ParticipantId is { } participant ? (object)participant : match.Identity)
            .Select(person => person.Any(match => match.Class == AttendeeClass.Presenter))
            .ToArray();
        return new PresentingPeople(people.Count(presents => presents), people.Length);
    }
}
