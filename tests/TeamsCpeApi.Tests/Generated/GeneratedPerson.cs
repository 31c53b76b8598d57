using System.Globalization;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Tests.Generated;

/// <summary>A human being, and how the firm, the roster and Teams know them.</summary>
/// <param name="Id">The person; the participant's id where the roster has them.</param>
/// <param name="Given">Given name.</param>
/// <param name="Family">Family name.</param>
/// <param name="SignIn">The address of their work account.</param>
/// <param name="Private">The address of their own account.</param>
/// <param name="ObjectId">Their Entra object id.</param>
/// <param name="IsOnRoster">False for colleagues, guests and speakers whom the LMS did not enroll.</param>
internal sealed record GeneratedPerson(Guid Id, string Given, string Family, string SignIn, string Private, Guid ObjectId, bool IsOnRoster)
{
    private static readonly string[] GivenNames =
    [
        "Jane", "John", "Jon", "Maria", "Mária", "José", "Ann-Marie", "Łukasz", "Zoë", "Wei", "Иван", "Ольга", "محمد", "فاطمة", "小明", "花子", "Νίκος", "Søren", "Ravi", "Aoife",
    ];

    private static readonly string[] FamilyNames =
    [
        "Doe", "Smith", "Smyth", "O'Brien", "Núñez", "Weiß", "van der Berg", "Петров", "علي", "王", "山田", "Παπαδόπουλος", "Øster", "Iyer", "García", "Garcia", "Kowalska", "Lee",
    ];

    public string Name => $"{Given} {Family}";

    public static GeneratedPerson Of(Random random, int number, bool isOnRoster) => new(
        new Guid(number + 1, 0, 0, new byte[8]),
        GivenNames[random.Next(GivenNames.Length)],
        FamilyNames[random.Next(FamilyNames.Length)],
        string.Create(CultureInfo.InvariantCulture, $"p{number}@contoso.example"),
        string.Create(CultureInfo.InvariantCulture, $"home{number}@mail.example"),
        new Guid(number + 1, 1, 0, new byte[8]),
        isOnRoster);

    /// <summary>What the LMS sent: mostly the work address, sometimes only another one, sometimes none.</summary>
    public RosterEntry OnRoster(Random random)
    {
        var (email, aliases) = random.Next(100) switch
        {
            < 75 => (SignIn, random.Next(4) == 0 ? [Private] : Array.Empty<string>()),
            < 88 => (Private, random.Next(2) == 0 ? [SignIn] : []),
            < 95 => (Private, []),
            _ => ((string?)null, []),
        };
        return new RosterEntry(Id, random.Next(5) == 0 ? $"{Family}, {Given}" : Name, email, aliases, random.Next(3) == 0 ? ObjectId.ToString() : null, null);
    }

    /// <summary>A name as people and Teams write it who do not sign in.</summary>
    public string AsGuest(Random random) => random.Next(8) switch
    {
        0 => $"{Name} (Guest)",
        1 => $"{Name} (Unverified)",
        2 => $"[Contoso] {Name}",
        3 => $"{Family}, {Given}",
        4 => Given,
        5 => $"{Given[0]}. {Family}",
        6 => $"{Name} {Family}",
        _ => Name,
    };
}
