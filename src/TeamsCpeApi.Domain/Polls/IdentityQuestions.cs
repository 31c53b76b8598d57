using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Polls;

/// <summary>
/// Questions of a form that ask who answers. They are no polls: everybody could answer them from anywhere. They are told by their words, or by
/// their answers, which are addresses, names of the roster, or what Forms itself says of the respondent.
/// </summary>
public static class IdentityQuestions
{
    private static readonly char[] aroundAddresses = [' ', '\t', '\n', '\r', '\u00A0', ',', ';', '<', '>', '(', ')', '[', ']', '"', '/'];

    /// <summary>The export without those questions. What was typed there is kept with the responses in which Forms itself names nobody.</summary>
    /// <param name="export">An export as read.</param>
    /// <param name="rosterNames">Names of the participants, as they are compared (<see cref="PersonName.Key"/>).</param>
    public static FormsExport TakenOut(FormsExport export, IReadOnlySet<string> rosterNames)
    {
        var asked = export.Questions
            .Select((question, index) => (Question: question, Index: index))
            .Where(pair => !export.Declared.Contains(pair.Question.Column))
            .Select(pair => (pair.Question, pair.Index, Asked: AskedBy(export, pair.Index, rosterNames)))
            .Where(pair => pair.Asked != AskedIdentity.None)
            .ToArray();
        if (asked.Length == 0)
        {
            return export;
        }

        var indexes = asked.Select(pair => pair.Index).ToHashSet();
        return export with
        {
            Questions = [.. export.Questions.Where((_, index) => !indexes.Contains(index))],
            AskingWho = [.. asked.Select(pair => pair.Question)],
            Left = [.. export.Left, .. asked.Select(pair => pair.Question)],
            Responses = [.. export.Responses.Select(response => response with
            {
                Answers = [.. response.Answers.Where((_, index) => !indexes.Contains(index))],
                Typed = IsNamed(response) ? null : Typed(asked.Select(pair => (pair.Asked, Answer: response.Answers[pair.Index]))),
            })],
        };
    }

    private static AskedIdentity AskedBy(FormsExport export, int question, IReadOnlySet<string> rosterNames)
    {
        var answers = export.Responses.Where(response => response.Answers[question] is not null).Select(response => (Respondent: response, Answer: response.Answers[question]!)).ToArray();
        var asked = IdentityWords.AskedIn(export.Questions[question].Title);
        return asked != AskedIdentity.None && (answers.Length == 0 || Fits(asked, [.. answers.Select(pair => pair.Answer)]))
            ? asked
            : ByAnswers(answers, rosterNames);
    }

    /// <summary>Choices of a quiz are few and come again; who asks for addresses gets some.</summary>
    private static bool Fits(AskedIdentity asked, string[] answers) =>
        (answers.Length < 4 || AreDifferent(answers)) && (asked != AskedIdentity.Email || answers.Count(answer => AddressIn(answer) is not null) * 2 >= answers.Length);

    /// <summary>Four answers of five, each respondent another one, as people differ; or what Forms itself says of each.</summary>
    private static AskedIdentity ByAnswers((FormsResponse Respondent, string Answer)[] answers, IReadOnlySet<string> rosterNames)
    {
        if (answers.Length == 0)
        {
            return AskedIdentity.None;
        }

        var differ = AreDifferent([.. answers.Select(pair => pair.Answer)]);
        return Most(pair => AddressIn(pair.Answer) is { } address && (differ || address == EmailAddress.Key(pair.Respondent.Email))) ? AskedIdentity.Email
            : Most(pair => PersonName.Key(pair.Answer) is { Length: > 0 } name && ((differ && rosterNames.Contains(name)) || name == PersonName.Key(pair.Respondent.Name))) ? AskedIdentity.Name
            : AskedIdentity.None;

        bool Most(Func<(FormsResponse Respondent, string Answer), bool> holds) => answers.Count(holds) * 5 >= answers.Length * 4;
    }

    private static bool AreDifferent(string[] answers) =>
        answers.Length == 1 || answers.Select(answer => answer.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() * 2 > answers.Length;

    private static bool IsNamed(FormsResponse response) => EmailAddress.Key(response.Email) is not null || !string.IsNullOrWhiteSpace(response.Name);

    /// <summary>First and last name may be asked for apart; an address may stand beside a name in one answer.</summary>
    private static TypedIdentity? Typed(IEnumerable<(AskedIdentity Asked, string? Answer)> answers)
    {
        var given = answers.Where(pair => pair.Answer is not null).ToArray();
        var email = given.Select(pair => AddressIn(pair.Answer!)).FirstOrDefault(address => address is not null);
        var name = string.Join(' ', given.Where(pair => pair.Asked.HasFlag(AskedIdentity.Name)).Select(pair => WithoutAddress(pair.Answer!)).Where(text => text.Length > 0));
        return email is null && name.Length == 0 ? null : new TypedIdentity(name.Length == 0 ? null : name, email);
    }

    private static string? AddressIn(string answer) => answer.Contains('@', StringComparison.Ordinal)
        ? answer.Split(aroundAddresses, StringSplitOptions.RemoveEmptyEntries).Select(EmailAddress.Key).FirstOrDefault(address => address is not null)
        : null;

    private static string WithoutAddress(string answer) => answer.Contains('@', StringComparison.Ordinal)
        ? string.Join(' ', answer.Split(aroundAddresses, StringSplitOptions.RemoveEmptyEntries).Where(word => EmailAddress.Key(word) is null))
        : answer.Trim();
}
