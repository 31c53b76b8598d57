using System.Globalization;
using TeamsCpeApi.Tests.Workbooks;
using static TeamsCpeApi.Tests.SampleData.SampleSession;

namespace TeamsCpeApi.Tests.SampleData;

internal sealed record SamplePoll(string Question, string OpenedAt, bool IsMultiSelect, params IReadOnlyList<string> Options);

/// <summary>The polls of both sessions as Forms exports them: one file a question, local times, anonymous rows, gaps in the ids.</summary>
internal static class SamplePolls
{
    public static IReadOnlyList<SamplePoll> Main { get; } =
    [
        new("Which return does a domestic partnership file?", "14:08:30", false, "Form 1065", "Form 1120\u00a0", "Form 1041"),
        new("Is an S corporation return due before an individual’s?", "14:21:10", false, "Yes\u00a0", "No"),
        new("Who keeps the partner’s basis up to date?", "14:34:40", false, "The partner", "The partnership", "Nobody"),
        new("How confident are you about estimated payments?", "14:47:20", false, "Very", "Somewhat", "Not at all"),
        new("Select every record that supports a travel deduction", "14:59:00", true, "Receipts", "Mileage log", "Boarding passes", "Agenda"),
        new("Does the interruption change your filing plan: yes or no?", "15:14:30", false, "Yes", "No"),
        new("Which topic should we repeat next quarter?", "15:31:00", false, "Basis", "Estimated payments", "Travel\u00a0and\u00a0meals"),
    ];

    public static IReadOnlyList<SamplePoll> Short { get; } =
    [
        new("Have you ever faced a conflict of interest?", "12:11:20", false, "Yes", "No", "Not sure"),
        new("Whom do you ask first?", "12:33:05", false, "My manager", "The ethics line\u00a0", "Nobody"),
    ];

    public static IReadOnlyList<FormsExportFile> MainFiles() =>
        [.. Main.Select((poll, index) => File(poll, index, new(2026, 10, 21, 13, 30, 0, TimeSpan.Zero), MainAnswers(poll, index + 1)))];

    public static IReadOnlyList<FormsExportFile> ShortFiles() =>
        [.. Short.Select((poll, index) => File(poll, index, new(2026, 10, 22, 13, 5, 0, TimeSpan.Zero), ShortAnswers(poll, index + 1)))];

    /// <summary>Of another day: everybody answered a week before the session.</summary>
    public static FormsExportFile OfAnotherDay() =>
        File(new("Did you prepare the reading?", "14:10:00", false, "Yes", "No"), 0, new(2026, 10, 14, 12, 0, 0, TimeSpan.Zero),
            SamplePeople.Roster.Take(6).Select(person => new Answer(person, person.Email, Local(new(2026, 10, 13), new TimeOnly(14, 10, person.Number % 50)), 0)));

    private static IEnumerable<Answer> MainAnswers(SamplePoll poll, int number)
    {
        var digit = number.ToString(CultureInfo.InvariantCulture);
        foreach (var person in SamplePeople.All)
        {
            var promptly = Promptly(poll, Day, person);
            if (person.Polls.Contains(digit, StringComparison.Ordinal))
            {
                yield return new(person, person.AnswersAs ?? person.Email, promptly, person.Number + number);
            }

            if (person.AnonymousPolls.Contains(digit, StringComparison.Ordinal))
            {
                yield return new(person, null, promptly, person.Number + number);
            }

            foreach (var (_, at) in person.OtherAnswers.Where(other => other.Poll == number))
            {
                yield return new(person, person.Email, Local(Day, TimeOnly.Parse(at, CultureInfo.InvariantCulture)), person.Number + number + 1);
            }
        }
    }

    private static IEnumerable<Answer> ShortAnswers(SamplePoll poll, int number) => ShortSession.Participants
        .Where(one => one.Polls.Contains(number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        .Select(one => new Answer(one.Person, one.Person.Email, Promptly(poll, ShortDay, one.Person), one.Person.Number + number));

    /// <summary>Between five and fifty seconds after the poll opened.</summary>
    private static DateTime Promptly(SamplePoll poll, DateOnly day, SamplePerson person) =>
        Local(day, TimeOnly.Parse(poll.OpenedAt, CultureInfo.InvariantCulture)).AddSeconds(5 + (person.Number * 7 % 45));

    private static FormsExportFile File(SamplePoll poll, int index, DateTimeOffset exported, IEnumerable<Answer> answers) =>
        FormsExportFile.Poll(poll.Question) with
        {
            HasLastModified = index != 3,
            ExportedAt = exported.AddSeconds((index * 41) + 0.1234567),
            Responses = [.. answers.OrderBy(answer => answer.At).Select((answer, position) => Response(poll, index, answer, position))],
        };

    /// <summary>A test response, and every eleventh one, was deleted before the export.</summary>
    private static FormsExportResponse Response(SamplePoll poll, int index, Answer answer, int position) =>
        new(2 + position + (position / 11), answer.At.AddSeconds(-4 - (position % 9)), answer.At, answer.Email, answer.Email is null ? null : answer.Person.Name, Choice(poll, answer.Seed))
        {
            LastModified = index == 2 && position == 5 ? answer.At.AddSeconds(40) : null,
        };

    private static string Choice(SamplePoll poll, int seed) => poll.IsMultiSelect
        ? FormsExportFile.Selected([.. poll.Options.Where((_, option) => option == seed % poll.Options.Count || (seed + option) % 3 == 0)])
        : poll.Options[seed * seed % poll.Options.Count];

    private sealed record Answer(SamplePerson Person, string? Email, DateTime At, int Seed);
}
