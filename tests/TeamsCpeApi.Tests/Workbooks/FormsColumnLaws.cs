using System.Globalization;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>
/// Exports with unknown columns at every place, in listed and in invented languages, with and without a quiz: the questions are found, no
/// other column is one, and every column that is none is named. Seeded, so a failure repeats.
/// </summary>
public class FormsColumnLaws
{
    private const int Cases = 100_000;

    private static readonly string[] letters = ["abcdefghijklmnopqrstuvwxyzäöüçñøšžß", "абвгдежзиклмнопрстуфхцчшщыэюя", "アイウエオカキクケコ開始時刻完了", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "กขคงจฉชซญฐดตถทธนบปผพฟมยรลวศสหอ"];
    private static readonly string[] spoken = ["English (United States)", "Deutsch (Deutschland)", "français (France)", "Polish (Poland)"];
    private static readonly DateTime completed = new(2026, 3, 12, 14, 5, 7);

    [Fact]
    public void Recognize_UnknownColumnsAtEveryPlace_TakesTheQuestionsAndNamesTheRest()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var form = new InventedForm(new Random(seed));
            var columns = FormsColumns.Recognize(form.Sheet, []);

            Assert.True(columns is not null, $"seed {seed}: {form}");
            Assert.True(columns.Questions.SequenceEqual(form.Questions), $"seed {seed}: {string.Join(',', columns.Questions)} of {form}");
            var named = string.Join('\n', LeftColumns.Sentences(form.Sheet, columns.Left));
            Assert.True(
                Enumerable.Range(6, form.Sheet.Width - 5).Except(form.Questions).All(column => named.Contains($"{CellReference.Letters(column)} \"{form.Sheet.Header[column]}\"", StringComparison.Ordinal)),
                $"seed {seed}: {named} of {form}");
        }
    }

    /// <summary>A sheet made column by column, with what is right of it.</summary>
    private sealed class InventedForm
    {
        private readonly Random random;
        private readonly int rows;
        private readonly string alphabet;
        private readonly List<(string Header, object?[] Values)> columns = [];
        private readonly HashSet<int> times = [2, 3];
        private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

        public InventedForm(Random random)
        {
            (this.random, rows, alphabet) = (random, random.Next(1, 7), letters[random.Next(letters.Length)]);
            var language = random.Next(3) == 0 ? FormsHeaders.Languages[random.Next(FormsHeaders.Languages.Count)] : null;
            Add(FormsHeaders.Id, row => row + 1.0);
            Add(language?.Started ?? Word(), row => completed.AddMinutes(row));
            Add(language?.Completed ?? Word(), row => completed.AddMinutes(row).AddSeconds(30));
            Add(language?.Email ?? Word(), row => $"p{row}@contoso.example");
            Add(language?.Name ?? Word(), row => $"Person {row}");
            var questions = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Word() + "?").ToArray();
            var points = random.Next(3) == 0 ? questions.Select(_ => Values(_ => (double)random.Next(0, 4))).ToArray() : null;
            AddAboutResponse(language, points);
            for (var index = 0; index < questions.Length; index++)
            {
                AddQuestion(questions[index], index == 0, points?[index]);
            }

            Sheet = new SheetTable(
                "Sheet1",
                new SheetRow(1, [.. columns.Select(column => column.Header)]),
                [.. Enumerable.Range(0, rows).Select(row => new SheetRow(row + 2, [.. columns.Select(column => column.Values[row])]))],
                times);
        }

        public SheetTable Sheet { get; }

        public List<int> Questions { get; } = [];

        private string Prefix => field ??= Word();

        private string Remark => field ??= Word();

        private bool HasRemarks => alphabet.Length % 2 == rows % 2;

        public override string ToString() => string.Join(" | ", columns.Select(column => $"{column.Header}: {string.Join(',', column.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))}"));

        /// <summary>What Forms writes behind the name, in any order, and columns that hold nothing among it.</summary>
        private void AddAboutResponse(FormsHeaders? language, object?[][]? points)
        {
            if (points is not null)
            {
                Add(Word(), row => points.Sum(question => (double)question[row]!));
                AddSome(() => Add(Word(), _ => null));
            }
            else if (random.Next(6) == 0 && rows > 1)
            {
                Add(Word(), _ => spoken[random.Next(spoken.Length)]);
            }

            AddSome(() => Add(Word(), _ => null));
            AddSome(() =>
            {
                var share = random.Next(0, 101);
                times.Add(columns.Count + 1);
                Add(language?.LastModified ?? Word(), row => random.Next(100) < share ? completed.AddHours(row + 1) : null);
            });

            // Behind the last modification questions begin, so what nobody answered there is one; those of a quiz have points.
            AddSome(() =>
            {
                if (language is not null && points is null && columns.Exists(column => column.Header == language.LastModified))
                {
                    Questions.Add(columns.Count + 1);
                }

                Add(Word(), _ => null);
            });
        }

        private void AddQuestion(string title, bool isFirst, object?[]? points)
        {
            var isAnswered = isFirst || random.Next(6) > 0;
            var isRating = random.Next(3) == 0;
            var answered = random.Next(rows);
            Questions.Add(columns.Count + 1);
            Add(title, row => !isAnswered || (row != answered && random.Next(4) == 0) ? null : isRating ? random.Next(1, 6) + 0.5 : "A");
            if (points is not null)
            {
                Add($"{Prefix} - {title}", row => points[row]);
                if (HasRemarks)
                {
                    Add($"{Remark} - {title}", _ => null);
                }
            }
            else if (random.Next(5) == 0)
            {
                Questions.Add(columns.Count + 1);
                Add(Word(), _ => null);
            }
        }

        private void AddSome(Action add)
        {
            if (random.Next(3) == 0)
            {
                add();
            }
        }

        private void Add(string header, Func<int, object?> value) => columns.Add((header, Values(value)));

        private object?[] Values(Func<int, object?> value) => [.. Enumerable.Range(0, rows).Select(value)];

        private string Word()
        {
            string word;
            do
            {
                word = string.Concat(Enumerable.Range(0, random.Next(4, 12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            }
            while (!taken.Add(HeaderText.Normalize(word)));

            return word;
        }
    }
}
