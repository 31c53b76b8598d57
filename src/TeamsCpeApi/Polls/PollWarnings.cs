using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Polls;

/// <summary>
/// Polls that count although what is known now speaks against them: attendance, rosters and other times may arrive after them. They
/// go on counting, since nothing that a person may have relied on changes by itself; whoever approves is told.
/// </summary>
internal sealed class PollWarnings(ReadPollFiles files)
{
    private const string Code = "poll-doubtful";
    private const string UnansweredCode = "poll-unanswered";
    private const int MostNames = 5;
    private const int LongestName = 80;

    /// <summary>One warning a workbook, for its polls share its verdict, unless people decided differently about them. A cancelled session's polls stay as they are.</summary>
    public async Task<IReadOnlyList<SessionNeed>> OfAsync(SessionPicture picture, CancellationToken cancellationToken)
    {
        var counted = picture.Polls.Where(poll => poll is { ExcludedReason: null, Purpose: PollPurpose.Monitoring }).ToArray();
        if (picture.Session.CancelledAt is not null || counted.Length == 0)
        {
            return [];
        }

        var judged = await files.JudgeAsync(new SessionPeople(picture), counted.Select(poll => poll.FileId), cancellationToken);
        return [.. counted
            .Where(poll => poll.NeedsReview(judged[poll.FileId].Verdict))
            .GroupBy(poll => (poll.FileId, Worse: string.Join(' ', poll.WorseThanDecided(judged[poll.FileId].Verdict))))
            .Select(polls => new SessionNeed(Code, Message([.. polls], judged[polls.Key.FileId], polls.Key.Worse))), .. Unanswered(counted)];
    }

    /// <summary>Files of former releases brought columns that nobody could answer among their polls, and they count until a person says otherwise.</summary>
    private static IEnumerable<SessionNeed> Unanswered(IEnumerable<Poll> counted)
    {
        Poll[] unanswered = [.. counted.Where(poll => poll is { Responses.Count: 0, DecidedBy: null })];
        if (unanswered.Length > 0)
        {
            var isOne = unanswered.Length == 1;
            var address = $"PATCH /api/v1/sessions/{unanswered[0].SessionId}/polls/{(isOne ? unanswered[0].Id : "{pollId}")}";
            yield return new SessionNeed(UnansweredCode, string.Concat(
                $"The {(isOne ? "poll" : "polls")} {Names(unanswered)} {(isOne ? "counts" : "count")} although nobody answered {(isOne ? "it" : "them")}: everybody has missed {(isOne ? "it" : "them")}. ",
                $"If {(isOne ? "it was" : "they were")} not asked, exclude {(isOne ? "it" : "each")} with a reason (excluded), else confirm {(isOne ? "it" : "each")} with a reason (confirmed): {address}."));
        }
    }

    private static string Message(IReadOnlyList<Poll> polls, JudgedFile judged, string worse)
    {
        var isOne = polls.Count == 1;
        var address = $"PATCH /api/v1/sessions/{judged.File.SessionId}/polls/{(isOne ? polls[0].Id : "{pollId}")}";
        return string.Concat(
            $"The {(isOne ? "poll" : "polls")} {Names(polls)} of the workbook {Quoted.Of(judged.File.FileName, LongestName)} {(isOne ? "counts" : "count")}, but by what is known now the workbook is {PollWords.Name(judged.Verdict.Kind)}: {judged.Verdict.Evidence}",
            worse.Length == 0 ? "" : $" A person decided that {(isOne ? "it counts" : "they count")}, on less than that: {worse}",
            $" Exclude {(isOne ? "it" : "each")} with a reason (excluded), name the zone of its times (timeZone), or confirm with a reason that it belongs to this session (confirmed): {address}.");
    }

    private static string Names(IReadOnlyList<Poll> polls) => string.Concat(
        string.Join(", ", polls.OrderBy(poll => poll.Column).Take(MostNames).Select(poll => Quoted.Of(poll.Question, LongestName))),
        polls.Count > MostNames ? $" and {polls.Count - MostNames} more" : "");
}
