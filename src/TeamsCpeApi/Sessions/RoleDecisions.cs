using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;

namespace TeamsCpeApi.Sessions;

/// <summary>What a word for a role means.</summary>
internal enum MeetingRole
{
    /// <summary>Whoever has it attends.</summary>
    Attendee,

    /// <summary>Whoever has it may present.</summary>
    Presenter,

    /// <summary>Whoever has it organizes.</summary>
    Organizer,
}

/// <summary>A person's word about a session's roles.</summary>
/// <param name="Reason">Why.</param>
/// <param name="DecidedBy">Who said so.</param>
/// <param name="DecidedAt">When.</param>
internal sealed record RoleDecision(string Reason, string DecidedBy, DateTimeOffset DecidedAt);

/// <summary>What a word for a role means which no list knows.</summary>
/// <param name="Word">The word as the report or the file writes it, at most 100 characters.</param>
/// <param name="Role">attendee, presenter or organizer.</param>
internal sealed record RoleMeaning(string Word, MeetingRole Role);

/// <summary>The same with whose word it is.</summary>
/// <param name="Word">The word as the report or the file writes it.</param>
/// <param name="Role">attendee, presenter or organizer.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecidedBy">Who said so.</param>
/// <param name="DecidedAt">When.</param>
internal sealed record DecidedRoleMeaning(string Word, MeetingRole Role, string Reason, string DecidedBy, DateTimeOffset DecidedAt);

/// <summary>
/// Takes what people decide about the roles of a session: that its presenters earn like attendees, because everybody may present, and what
/// words mean that no list knows. One decision holds for everybody of the session; organizers and instructors earn by neither.
/// </summary>
internal static class RoleDecisions
{
    internal const int ReasonMaxLength = 500;
    private const int LongestWord = 100;
    private const int MostWords = 50;

    /// <summary>Applies a change; what is said again keeps whose word it was first.</summary>
    internal static void Apply(Session session, SessionPatch patch, Caller caller, DateTimeOffset now)
    {
        if (!patch.DecidesRoles)
        {
            return;
        }

        if (patch.PresentersEarn is { } earn)
        {
            session.PresentersEarn = earn ? session.PresentersEarn ?? new RoleDecision(ReasonOf(patch), caller.Actor, now) : null;
        }

        if (patch.RoleMeanings is { } meanings)
        {
            Require(meanings);
            session.RoleMeanings = [.. meanings.Select(meaning =>
                session.RoleMeanings.Find(known => IsSame(known.Word, meaning.Word) && known.Role == meaning.Role)
                ?? new DecidedRoleMeaning(meaning.Word.Trim(), meaning.Role, ReasonOf(patch), caller.Actor, now))];
        }
    }

    internal static IReadOnlyDictionary<string, string> Meanings(Session session) =>
        session.RoleMeanings.ToDictionary(meaning => meaning.Word, meaning => NameOf(meaning.Role), StringComparer.OrdinalIgnoreCase);

    private static void Require(IReadOnlyList<RoleMeaning> meanings)
    {
        if (meanings.Count > MostWords)
        {
            throw Problems.InvalidMember("/roleMeanings", "too-many", $"Give at most {MostWords} words.");
        }

        for (var index = 0; index < meanings.Count; index++)
        {
            var pointer = $"/roleMeanings/{index}/word";
            var word = meanings[index]?.Word?.Trim() ?? "";
            if (word.Length is 0 or > LongestWord)
            {
                throw Problems.InvalidMember(pointer, "required", $"Give the word as the attendees' roles show it, at most {LongestWord} characters.");
            }

            if (MeetingRoles.Of(word) is { } known)
            {
                throw Problems.InvalidMember(pointer, "role-known", $"\"{word}\" is what Teams calls the role {known}: its meaning is known and cannot be another.");
            }

            if (meanings.Take(index).Any(other => IsSame(other.Word, word)))
            {
                throw Problems.InvalidMember(pointer, "duplicate", $"\"{word}\" stands twice: name each word once.");
            }
        }
    }

    private static string ReasonOf(SessionPatch patch) => patch.Reason?.Trim() is { Length: > 0 and <= ReasonMaxLength } reason
        ? reason
        : throw Problems.InvalidMember("/reason", "required", $"Say why, in at most {ReasonMaxLength} characters: an auditor asks for it.");

    private static bool IsSame(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string NameOf(MeetingRole role) => role switch
    {
        MeetingRole.Attendee => MeetingRoles.Attendee,
        MeetingRole.Presenter => MeetingRoles.Presenter,
        _ => MeetingRoles.Organizer,
    };
}
