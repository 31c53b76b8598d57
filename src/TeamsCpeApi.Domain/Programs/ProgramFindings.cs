using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Programs;

/// <summary>Says in words what is peculiar to a program: who is one person, what earns nothing, where somebody was in two sessions at once.</summary>
internal static class ProgramFindings
{
    private const string Totals = "reported-total-differs";

    internal static IEnumerable<Finding> Of(ProgramPerson person, IReadOnlyList<SessionShare> shares, IReadOnlyList<Overlap> overlaps, bool isRefused)
    {
        foreach (var share in isRefused ? [] : shares)
        {
            switch (share.Exclusion)
            {
                case ShareExclusion.Instructor:
                    yield return Warning("instructor-of-session", $"An instructor of \"{share.Session.Title}\": nothing done in it earns attendee credit; instruction is credited separately.");
                    break;
                case ShareExclusion.Role:
                    yield return Warning("role-in-session", $"The role in \"{share.Session.Title}\" earns no attendee credit by the program's ruleset; a person may decide otherwise with a reason.");
                    break;
            }
        }

        var instructed = shares.Where(share => share.Exclusion == ShareExclusion.Instructor).Select(share => share.Session.Id).ToHashSet();
        foreach (var overlap in overlaps)
        {
            var consequence = isRefused || instructed.Contains(overlap.First.Id) || instructed.Contains(overlap.Second.Id)
                ? "none of it earns attendee credit"
                : "each instant counts once";
            yield return Warning(
                "overlapping-attendance",
                $"Present in \"{overlap.First.Title}\" and \"{overlap.Second.Title}\" at the same time for {Words.Duration(overlap.Instants.Seconds)} ({SpanWords.Of(overlap.Instants)} UTC); {consequence}.");
        }

        foreach (var doubt in person.Doubts)
        {
            yield return doubt;
        }
    }

    /// <summary>Where Teams states another total than a session's stays make, of several sessions; of one alone the calculator says so.</summary>
    internal static IEnumerable<Finding> OfTotals(IReadOnlyList<SessionShare> counting) => counting.Sum(share => share.Rows.Count) < 2 ? [] : counting.SelectMany(share => share.Rows
        .SelectMany(row => row.Decision.Findings)
        .Where(finding => finding.Code == Totals)
        .Select(finding => finding with { Message = $"In \"{share.Session.Title}\": {finding.Message}" }));

    /// <summary>Answers in sessions that somebody did not attend.</summary>
    internal static IEnumerable<Finding> OfAnswers(IReadOnlyList<SessionShare> shares) => shares
        .Where(share => share is { AnswersWithoutPresence: > 0, Exclusion: null })
        .Select(share => (share.Session.Title, Count: share.AnswersWithoutPresence))
        .Select(share => Warning(
            "answers-without-presence",
            $"{share.Count} poll {(share.Count == 1 ? "answer" : "answers")} in \"{share.Title}\" {(share.Count == 1 ? "does" : "do")} not count: "
            + "this participant was not seen in its meeting during its time. If they were there under another name, say whose that attendee is."));

    /// <summary>What is doubtful of the rows of the rosters, with the session in which it is.</summary>
    internal static IEnumerable<Finding> OfRows(IReadOnlyList<SessionShare> shares) => shares.SelectMany(share => share.Rows
        .SelectMany(row => row.Doubts)
        .Select(doubt => doubt with { Message = $"In \"{share.Session.Title}\": {doubt.Message}" }));

    private static Finding Warning(string code, string message) => new(code, FindingLevel.Warning, message);
}
