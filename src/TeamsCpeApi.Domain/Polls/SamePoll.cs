using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>How a later export of a poll differs from the former one.</summary>
/// <param name="Common">Responses that both have; none when the two are parts of one poll.</param>
/// <param name="Added">Responses that only the later one has.</param>
/// <param name="Missing">Responses that only the former one has.</param>
/// <param name="HaveSameClock">True when both write the times of their common responses alike: they were exported in one zone.</param>
public sealed record SamePollFinding(int Common, int Added, int Missing, bool HaveSameClock);

/// <summary>
/// Is a file another export of a poll that is there already? Nobody hands in two forms at the same second, so a response of one question that
/// stands in both says so, whatever the files are called and however they were saved; Forms tells by an id only in live-synced workbooks.
/// </summary>
public static class SamePoll
{
    /// <summary>Responses that must agree before files of different questions are taken for one poll.</summary>
    private const int ConvincingResponses = 3;

    /// <summary>Compares two exports whose titles are written in a comparable form; null when they are different polls.</summary>
    public static SamePollFinding? Of(FormsExport former, FormsExport later)
    {
        var shared = new SharedResponses(former, later);
        return shared.SayOnePoll
            ? new SamePollFinding(shared.Count, later.Responses.Count - shared.Count, former.Responses.Count - shared.Count, shared.HaveSameClock)
            : ByNumbers(former, later, shared);
    }

    /// <summary>True when responses of the later export are those of the former with their answers: not even a person can make another poll of them.</summary>
    public static bool Repeats(FormsExport former, FormsExport later) => new SharedResponses(former, later).AreRepeated;

    /// <summary>Response numbers begin at 1 in every form: that people, times and answers agree tells one poll from another one of the same name.</summary>
    private static SamePollFinding? ByNumbers(FormsExport former, FormsExport later, SharedResponses shared)
    {
        var common = former.Responses.Join(later.Responses, response => response.ResponseId, response => response.ResponseId, (before, after) => (Before: before, After: after)).ToArray();
        var clocks = common.Select(pair => pair.After.CompletedAt - pair.Before.CompletedAt).Distinct().ToArray();
        var finding = new SamePollFinding(
            common.Length,
            later.Responses.Count - common.Length,
            former.Responses.Count - common.Length,
            clocks is [var difference] && difference == TimeSpan.Zero);
        if (former.FormId is not null && later.FormId is not null)
        {
            return former.FormId == later.FormId ? finding : null;
        }

        // That two files of one name share no number tells as well: somebody has cut an export in two.
        var sameAnswers = common.Count(pair => shared.HaveSameAnswers(pair.Before, pair.After));
        var agree = clocks.Length <= 1
            && common.All(pair => EmailAddress.Key(pair.Before.Email) == EmailAddress.Key(pair.After.Email))
            && sameAnswers * 10 >= common.Length * 9;
        if (!agree)
        {
            return null;
        }

        var convinces = finding.HaveSameClock && common.Length >= ConvincingResponses;
        return (shared.AskTheSame, former.Title == later.Title) switch
        {
            (true, true) => finding,
            (true, false) => convinces ? finding : null,

            // Somebody edited the question between two exports: nobody answers two forms at the same seconds with the same words.
            _ => convinces && sameAnswers == common.Length && common.Count(pair => EmailAddress.Key(pair.Before.Email) is not null) >= ConvincingResponses ? finding : null,
        };
    }
}
