using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Polls;

/// <summary>Takes the questions that ask who answers out of an export, and says so.</summary>
internal static class AskingWho
{
    private const int LongestTitle = 60;

    /// <param name="reading">An export as read, or its refusal.</param>
    /// <param name="people">The session's people, whose names tell such questions in every language.</param>
    public static FormsReading TakenOut(FormsReading reading, SessionPeople people)
    {
        if (reading.Export is not { } export || IdentityQuestions.TakenOut(export, people.RosterNames) is not { AskingWho.Count: > 0 } without)
        {
            return reading;
        }

        return without.Questions.Count == 0
            ? new FileRefusal(FileRefusalCodes.NoQuestions, $"There is no poll in the file: {Names(without)} {Asks(without)} who answers. {WayOut(without, "upload the file")}.")
            : without with { Notes = [.. without.Notes, Sentence(without)] };
    }

    private static string Sentence(FormsExport export)
    {
        var waiting = export.Responses.Count(response => response.Typed is not null);
        var typed = waiting switch
        {
            0 => "Forms itself names the respondents, or nobody filled it in, so nothing of it is needed",
            1 => "What one respondent typed there waits among the attendees for a person to say who it is, since anybody can type anybody's name",
            _ => $"What {waiting} respondents typed there waits among the attendees for a person to say who each is, since anybody can type anybody's name",
        };
        return $"{Names(export)} {(export.AskingWho.Count == 1 ? "is no poll: it asks" : "are no polls: they ask")} who answers. {typed}. {WayOut(export, "replace the workbook by itself")}.";
    }

    private static string Names(FormsExport export) => export.AskingWho is [var only]
        ? $"Column {Name(only)}"
        : $"Columns {string.Join(", ", export.AskingWho.SkipLast(1).Select(Name))} and {Name(export.AskingWho[^1])}";

    private static string Asks(FormsExport export) => export.AskingWho.Count == 1 ? "asks" : "ask";

    private static string WayOut(FormsExport export, string what) =>
        $"If {(export.AskingWho.Count == 1 ? "it is a question that counts" : "some of them are questions that count")}, {what} with the form field countColumns={string.Join(',', export.AskingWho.Select(question => CellReference.Letters(question.Column)))}";

    private static string Name(FormsQuestion question) => $"{CellReference.Letters(question.Column)} {Quoted.Of(string.Join(' ', question.Title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestTitle)}";
}
