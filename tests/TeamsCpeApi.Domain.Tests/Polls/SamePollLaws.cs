using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Domain.Tests.Polls;

/// <summary>The same rows in another file are the same poll; another question or other times are another one.</summary>
public class SamePollLaws
{
    private const int Cases = 100_000;

    [Fact]
    public void Of_TheSameRowsInAnotherFile_AreTheSamePoll() => Laws.Hold(Cases, generator =>
    {
        var former = Export(generator);
        var later = SavedAnew(generator, former);

        Expect.Holds($"{former.Responses.Count} rows, {later.Responses.Count} again", SamePoll.Of(former, later) is { Added: 0 });
        Expect.Holds("Not even a person can say that it is another poll.", SamePoll.Repeats(former, later));
        Expect.Holds("Nor the other way round.", SamePoll.Of(later, former) is not null);
    });

    [Fact]
    public void Of_MoreAnswersToTheSamePoll_AreANewerExport() => Laws.Hold(Cases / 10, generator =>
    {
        var former = Export(generator);
        var more = SavedAnew(generator, former) with { Responses = former.Responses };
        more = SavedAnew(generator, more with { Questions = former.Questions, Responses = [.. former.Responses, Response(generator, 500, former.Questions.Count)] });

        Expect.Holds($"{former.Responses.Count} rows", SamePoll.Of(former, more) is not null);
    });

    [Fact]
    public void Of_OtherTimesUnderAnotherName_IsAnotherPoll() => Laws.Hold(Cases / 10, generator =>
    {
        var former = Export(generator);
        var moved = TimeSpan.FromSeconds(generator.Number(121, 3600));
        var later = former with { Title = "Another", FormId = null, Responses = [.. former.Responses.Select(response => response with { CompletedAt = response.CompletedAt + moved })] };

        Expect.Equal("other times", null, SamePoll.Of(former with { FormId = null, Responses = [.. former.Responses.Take(2)] }, later));
        Expect.Equal("a person may keep it", false, SamePoll.Repeats(former, later));
    });

    [Fact]
    public void Of_AnotherQuestionOfFewPeople_IsAnotherPoll() => Laws.Hold(Cases / 10, generator =>
    {
        var former = Export(generator) with { FormId = null };
        former = former with { Responses = [.. former.Responses.Take(2)] };
        var later = former with { Questions = [.. former.Questions.Select(question => question with { Title = $"ANOTHER {question.Title}" })] };

        Expect.Equal("another question", null, SamePoll.Of(former, later));
        Expect.Equal("a person may keep it", false, SamePoll.Repeats(former, later));
    });

    /// <summary>One to six rows, named, by name alone, or anonymous, of one to three questions.</summary>
    private static FormsExport Export(Generator generator)
    {
        var questions = Enumerable.Range(0, generator.Number(1, 3)).Select(index => new FormsQuestion($"QUESTION {index}?", 6 + index)).ToArray();
        return new FormsExport(
            "POLL",
            generator.Chance(30) ? "F1" : null,
            null,
            questions,
            [.. Enumerable.Range(1, generator.Number(1, 6)).Select(id => Response(generator, id, questions.Length))]);
    }

    private static FormsResponse Response(Generator generator, int id, int questions)
    {
        var at = new DateTime(2026, 3, 4, 10, 0, 0).AddMinutes(id).AddSeconds(generator.Number(0, 59));
        var (email, name) = generator.Number(0, 2) switch { 0 => ($"P{id}@contoso.example", $"Person {id}"), 1 => (null, $"Person {id}"), _ => ((string?)null, (string?)null) };
        return new FormsResponse(id + 1, id, at, at, email, name, [.. Enumerable.Range(0, questions).Select(_ => generator.Pick<string?>(["Yes", "No", "4.5", null]))]);
    }

    /// <summary>Renamed, rows and columns in another order, addresses in another case, seconds lost, another form's id, other columns beside.</summary>
    private static FormsExport SavedAnew(Generator generator, FormsExport export)
    {
        var order = generator.Shuffled(Enumerable.Range(0, export.Questions.Count));
        var isText = generator.Chance(30);
        var isWider = generator.Chance(30);
        return export with
        {
            Title = generator.Pick(["POLL", "COPY OF POLL", "X"]),
            FormId = generator.Pick<string?>(["F1", "F2", null]),
            Questions = [.. order.Select((index, place) => export.Questions[index] with { Column = 7 + place }), .. isWider ? [new FormsQuestion("REMARK", 20)] : Array.Empty<FormsQuestion>()],
            Responses =
            [
                .. generator.Shuffled(export.Responses).Select((response, row) => response with
                {
                    Row = row + 9,
                    StartedAt = null,
                    CompletedAt = isText ? response.CompletedAt.AddSeconds(-response.CompletedAt.Second) : response.CompletedAt,
                    Email = response.Email?.ToLowerInvariant(),
                    Answers = [.. order.Select(index => response.Answers[index]), .. isWider ? [null] : Array.Empty<string?>()],
                }),
            ],
        };
    }
}
