using System.Globalization;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Domain.Programs;

/// <summary>Says in words what is peculiar to a program: who is one person, what earns nothing, where somebody was in two sessions at once.</summary>
internal static class ProgramFindings
{
    private const int MostSpans = 5;
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
                $"Present in \"{overlap.First.Title}\" and \"{overlap.Second.Title}\" at the same time for {Words.Duration(overlap.Instants.Seconds)} ({Spans(overlap.Instants)} UTC); {consequence}.");
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

    private static string Spans(IntervalSet instants)
    {
        var spans = instants.Intervals.Take(MostSpans).Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.Start:yyyy-MM-dd HH:mm:ss}–{span.End:HH:mm:ss}"));
        var rest = instants.Intervals.Count - MostSpans;
        return string.Join(", ", spans) + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest} more") : "");
    }

    private static Finding Warning(string code, string message) => new(code, FindingLevel.Warning, message);
}
