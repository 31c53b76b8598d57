using System.Buffers;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>
/// The responses that two exports share: handed in at the same instant by the same person, or by nobody known under the same number. The order
/// of rows and columns, other columns beside, numbers that were typed anew and answers that were edited make no difference.
/// </summary>
internal sealed class SharedResponses
{
    private static readonly SearchValues<char> numeric = SearchValues.Create("0123456789-+/.,: T");

    private readonly FormsExport former;
    private readonly FormsExport later;
    private readonly List<(FormsResponse Before, FormsResponse After)> same = [];
    private readonly (int Before, int After)[] questions;
    private readonly bool isOneCoarse;

    internal SharedResponses(FormsExport former, FormsExport later)
    {
        (this.former, this.later) = (former, later);
        questions =
        [
            .. former.Questions.Select((question, index) => (question.Title, Index: index)).Join(
                later.Questions.Select((question, index) => (question.Title, Index: index)),
                question => question.Title,
                question => question.Title,
                (before, after) => (before.Index, after.Index),
                StringComparer.Ordinal),
        ];
        isOneCoarse = IsCoarse(former) != IsCoarse(later);
        if (questions.Length > 0)
        {
            Pair();
        }
    }

    /// <summary>Responses that both have.</summary>
    internal int Count { get; private set; }

    /// <summary>True when every response that both have was handed in at the same time by the clocks of both.</summary>
    internal bool HaveSameClock => same.Count == Count;

    internal bool AskTheSame => questions.Length == former.Questions.Count && questions.Length == later.Questions.Count;

    /// <summary>One response of somebody known says so; of nobody known all must be there, for numbers begin at 1 in every form.</summary>
    internal bool SayOnePoll => AreEnough(same);

    internal bool AreRepeated => AreEnough([.. same.Where(pair => HaveSameAnswers(pair.Before, pair.After))]);

    /// <summary>The answers to the questions that both ask. Whoever saves a file as text writes numbers and dates in another way.</summary>
    internal bool HaveSameAnswers(FormsResponse before, FormsResponse after) => AskTheSameOrSome
        ? Array.TrueForAll(questions, question => AreAlike(before.Answers[question.Before], after.Answers[question.After]))
        : before.Answers.SequenceEqual(after.Answers, StringComparer.Ordinal);

    private bool AskTheSameOrSome => questions.Length > 0;

    private bool AreEnough(List<(FormsResponse Before, FormsResponse After)> pairs) => pairs.Count > 0
        && (pairs.Exists(pair => RespondentOf(pair.Before) is not null && RespondentOf(pair.After) is not null)
            || pairs.Count == Math.Min(former.Responses.Count, later.Responses.Count));

    private void Pair()
    {
        var byNumber = former.Responses.ToDictionary(response => response.ResponseId);
        var byPerson = former.Responses.Where(response => RespondentOf(response) is not null).ToLookup(response => RespondentOf(response)!, StringComparer.Ordinal);
        var open = new HashSet<long>(byNumber.Keys);
        var left = new List<FormsResponse>();
        foreach (var response in later.Responses)
        {
            var numbered = byNumber.GetValueOrDefault(response.ResponseId);
            var person = RespondentOf(response);
            var found = numbered is not null && open.Contains(numbered.ResponseId) && AreAtOnce(numbered, response) && AreOnePerson(RespondentOf(numbered), person)
                ? numbered
                : (person is null ? [] : byPerson[person]).FirstOrDefault(other => open.Contains(other.ResponseId) && AreAtOnce(other, response));
            if (found is null)
            {
                left.Add(response);
            }
            else
            {
                open.Remove(found.ResponseId);
                same.Add((found, response));
            }
        }

        Count = same.Count + left.Count(response => open.Contains(response.ResponseId));
    }

    private bool AreAtOnce(FormsResponse before, FormsResponse after) => isOneCoarse
        ? (before.CompletedAt - after.CompletedAt).Duration() < TimeSpan.FromMinutes(1)
        : before.CompletedAt == after.CompletedAt;

    /// <summary>Somebody may have emptied the names of a copy.</summary>
    private static bool AreOnePerson(string? before, string? after) => before is null || after is null || before == after;

    /// <summary>Excel saves times as text without their seconds.</summary>
    private static bool IsCoarse(FormsExport export) => export.Responses.All(response => response.CompletedAt.Second == 0);

    private static string? RespondentOf(FormsResponse response) => AnsweringKey.Of(response.Email, response.Name, response.Typed);

    private static bool AreAlike(string? before, string? after) =>
        string.Equals(before?.Trim(), after?.Trim(), StringComparison.OrdinalIgnoreCase) || (IsNumeric(before) && IsNumeric(after));

    private static bool IsNumeric(string? answer) => answer is { Length: > 0 } && !answer.AsSpan().ContainsAnyExcept(numeric);
}
