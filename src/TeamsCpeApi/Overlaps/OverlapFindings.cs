using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Overlaps;

/// <summary>Says who was counted in two sessions at once: to the person concerned, and once for the session.</summary>
internal static class OverlapFindings
{
    internal const string Code = "overlapping-sessions";

    private const int MostNames = 5;

    /// <summary>The picture with what was found: whom it concerns is approved by name alone.</summary>
    internal static SessionPicture Told(SessionPicture picture, IReadOnlyList<PersonOverlap> overlaps)
    {
        if (overlaps.Count == 0)
        {
            return picture;
        }

        var found = overlaps.ToLookup(overlap => overlap.ParticipantId);
        return picture with
        {
            Overlaps = overlaps,
            Outcome = picture.Outcome with
            {
                Participants = [.. picture.Outcome.Participants.Select(outcome => outcome with { Doubts = [.. outcome.Doubts, .. found[outcome.Participant.Id].Select(FindingOf)] })],
            },
        };
    }

    /// <summary>One warning for each other session.</summary>
    internal static IEnumerable<SessionNeed> Warnings(SessionPicture picture) => picture.Overlaps
        .GroupBy(overlap => overlap.Other.Id)
        .Select(group => new SessionNeed(Code, WarningOf(picture, [.. group])));

    private static Finding FindingOf(PersonOverlap overlap) => new(Code, FindingLevel.Decision, string.Concat(
        $"Counted in \"{overlap.Other.Title}\" ({overlap.Other.Id}) at the same time for {SpanWords.Length(overlap.Instants)} ({SpanWords.Of(overlap.Instants)} UTC)",
        overlap.Certificate is { } certificate ? $", of which certificate {certificate.Number} is out" : "",
        ". The same time is certified once: a second certificate is refused unless its credit is overridden with the reason why both stand."));

    private static string WarningOf(SessionPicture picture, PersonOverlap[] overlaps)
    {
        var other = overlaps[0].Other;
        var people = overlaps.Select(overlap => picture.Participants[overlap.ParticipantId]).ToArray();
        var named = string.Join(", ", people.Take(MostNames).Select(NameOf));
        var rest = people.Length - MostNames;
        var instants = IntervalSet.Of(overlaps.SelectMany(overlap => overlap.Instants.Intervals));
        var who = people.Length == 1 ? "1 participant was" : $"{people.Length} participants were";
        return $"{who} counted in this session and in \"{other.Title}\" ({other.Id}) at the same time ({SpanWords.Of(instants)} UTC, {SpanWords.Length(instants)} in all): "
            + $"{named}{(rest > 0 ? $" and {rest} more" : "")}. The same time is certified once: unite the sessions in a program (POST /api/v1/programs), which counts each instant once, "
            + "or certify each person for one of the two, or override the credit with the reason why both stand.";
    }

    private static string NameOf(Participant participant) => participant.ExternalId is { } id ? $"{participant.Name} ({id})" : participant.Name;
}
