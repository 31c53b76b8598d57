using System.Text;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Attendance;

/// <summary>
/// Roles in a meeting, in the words of Teams. They decide who can earn credit by attending, so that a presenter must not become an
/// attendee for being written in another language: one list for files and for sessions. A word that is not on it stays as it is.
/// </summary>
public static class MeetingRoles
{
    /// <summary>Merely attends.</summary>
    public const string Attendee = "Attendee";

    /// <summary>May present. Meetings in which everybody may present call all of their people so.</summary>
    public const string Presenter = "Presenter";

    /// <summary>Organizes.</summary>
    public const string Organizer = "Organizer";

    /// <summary>Organizes with others.</summary>
    public const string Coorganizer = "Coorganizer";

    /// <summary>Produces a live event.</summary>
    public const string Producer = "Producer";

    private const int LongestWord = 80;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["ORGANIZER"] = Organizer,
        ["ORGANISER"] = Organizer,
        ["ORGANISATEUR"] = Organizer,
        ["ORGANIZATOR"] = Organizer,
        ["ORGANIZADOR"] = Organizer,
        ["ORGANISATOR"] = Organizer,
        ["開催者"] = Organizer,
        ["CO-ORGANIZER"] = Coorganizer,
        ["COORGANIZER"] = Coorganizer,
        ["PRESENTER"] = Presenter,
        ["PRÉSENTATEUR"] = Presenter,
        ["PREZENTER"] = Presenter,
        ["APRESENTADOR"] = Presenter,
        ["MODERADOR"] = Presenter,
        ["REFERENT"] = Presenter,
        ["発表者"] = Presenter,
        ["PRODUCER"] = Producer,
        ["ATTENDEE"] = Attendee,
        ["PARTICIPANT"] = Attendee,
        ["UCZESTNIK"] = Attendee,
        ["PARTICIPANTE"] = Attendee,
        ["ASISTENTE"] = Attendee,
        ["TEILNEHMER"] = Attendee,
        ["出席者"] = Attendee,
    };

    /// <summary>The role in English, or null when the word is not known.</summary>
    public static string? Of(string? word) => word is { Length: <= LongestWord } ? Words.GetValueOrDefault(Key(word)) : null;

    private static string Key(string word) => UnicodeText.TrimInvisible(UnicodeText.WellFormed(word)).Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
