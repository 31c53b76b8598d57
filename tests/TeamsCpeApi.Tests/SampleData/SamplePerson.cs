namespace TeamsCpeApi.Tests.SampleData;

/// <summary>
/// What one person did, written by hand. <paramref name="Stays"/> are local times such as "14:12:00-drop restart-late": <c>early</c> and
/// <c>late</c> lie outside the session's time, <c>drop</c> and <c>restart</c> are the interruption, <c>?</c> is a time that Teams withholds.
/// <paramref name="Polls"/> names the polls answered while they were open: "137" is the first, the third and the seventh.
/// </summary>
internal sealed record SamplePerson(string Id, string Name, string Email, string Stays, string Polls)
{
    /// <summary>Stayed from before the start until after the end; the interruption alone is missing.</summary>
    public const string Throughout = "early-drop restart-late";

    public const string Nowhere = "";

    public bool IsOnRoster { get; init; } = true;

    public bool IsInstructor { get; init; }

    public string Role { get; init; } = "Attendee";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>As the roster file writes them: "NY:012345|CA:9".</summary>
    public string Licenses { get; init; } = "";

    /// <summary>The sign-in name where it differs from the e-mail address.</summary>
    public string? SignInName { get; init; }

    /// <summary>The address in the attendance report where it differs from the roster's.</summary>
    public string? ShownEmail { get; init; }

    /// <summary>The name in the meeting where it differs from the roster's.</summary>
    public string? ShownName { get; init; }

    /// <summary>Joined without signing in: no address, no object id, so that somebody has to say who it is.</summary>
    public bool JoinsUnknown { get; init; }

    /// <summary>Every call is a new record: a telephone has no identity that lasts.</summary>
    public bool DialsIn { get; init; }

    /// <summary>The address that the poll answers carry where it differs from the roster's.</summary>
    public string? AnswersAs { get; init; }

    /// <summary>The answers carry an address that the roster does not know, so that somebody has to say who it is.</summary>
    public bool AnswersUnknown { get; init; }

    /// <summary>Polls answered in a private browser window.</summary>
    public string AnonymousPolls { get; init; } = "";

    /// <summary>Answers given at another time than right after the poll opened.</summary>
    public IReadOnlyList<(int Poll, string At)> OtherAnswers { get; init; } = [];

    /// <summary>A second account of the same person, with its own record.</summary>
    public (string Email, string Stays)? SecondAccount { get; init; }

    /// <summary>The total that Teams states for the first half, where it is not the sum of the stays.</summary>
    public int? StatedTotal { get; init; }

    public bool IsInTenant => Email.EndsWith("@contoso.example", StringComparison.Ordinal);

    /// <summary>A number of one's own, from which ids and small differences of time are made.</summary>
    public int Number => int.Parse(Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    public Guid ObjectId => SampleSession.Id('a', Number);
}
