using System.Text;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>Columns that are no polls, in files: each is named with its letter, its header and the reason.</summary>
public class FormsLeftColumnTests
{
    private static readonly DateTime completed = new(2026, 2, 17, 10, 21, 0);

    private static FormsExportFile Poll(FormsExportHeaders headers) => FormsExportFile.Poll("Welche Regel?") with
    {
        Headers = headers,
        Responses = [new(1, completed.AddMinutes(-1), completed, "ada.north@example.com", "Ada North", "A"), new(2, completed.AddMinutes(-1), completed.AddSeconds(1), "ben.south@example.com", "Ben South", "A")],
    };

    private static FormsExport Take(FormsExportFile file, FormsQuestionChoice? choice = null)
    {
        var reading = FormsWorkbookReader.Read(file.Build(), file.FileName, choice: choice);
        Assert.True(reading.IsTaken, reading.Refusal?.ToString());
        return reading.Export;
    }

    [Theory]
    [InlineData("German", "ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Zeitpunkt der letzten Änderung", "Forms writes it about the response.")]
    [InlineData("German, in other words", "ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Uhrzeit der letzten Änderung", "it stands before the first question that was answered and holds nothing")]
    [InlineData("Polish", "ID", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa", "Czas ostatniej modyfikacji", "Forms writes it about the response.")]
    [InlineData("Italian", "ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome", "Ora dell'ultima modifica", "Forms writes it about the response.")]
    [InlineData("Chinese", "ID", "开始时间", "完成时间", "电子邮件", "名称", "上次修改时间", "Forms writes it about the response.")]
    [InlineData("Russian", "ID", "Время начала", "Время выполнения", "Адрес электронной почты", "Имя", "Время последнего изменения", "Forms writes it about the response.")]
    [InlineData("a language of no list", "ID", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi", "Viimeksi muokattu", "it stands before the first question that was answered and holds nothing")]
    public void Read_LastModifiedTimeOfALanguage_IsNoPollAndNamed(string language, string id, string started, string done, string email, string name, string lastModified, string why)
    {
        foreach (var shape in Enum.GetValues<FormsExportShape>())
        {
            var export = Take(Poll(new(id, started, done, email, name, lastModified)) with { Shape = shape });

            Assert.True(export.Questions.SequenceEqual([new FormsQuestion("Welche Regel?", 7)]), $"{language}, {shape}");
            Assert.StartsWith($"Column F \"{lastModified}\" is no poll: {why}", Assert.Single(export.Notes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_QuestionThatNobodyAnswered_IsKeptAndNamed()
    {
        var file = Poll(FormsExportHeaders.English) with { Questions = ["Which?", "Why?"], HasLastModified = false };

        var export = Take(file);

        Assert.Equal(["A ", "A "], export.Responses.Select(response => string.Join(' ', response.Answers)));
        Assert.Equal(["Column G \"Why?\" holds no answer: it is a poll that does not count until a person includes it."], export.Notes);
    }

    [Fact]
    public void Read_ColumnDeclaredAQuestion_IsOne()
    {
        var export = Take(Poll(FormsExportHeaders.Unlisted), new FormsQuestionChoice(new HashSet<int> { 6 }));

        Assert.Equal(["Viimeksi muokattu", "Welche Regel?"], export.Questions.Select(question => question.Title));
        Assert.Equal([null, "A"], export.Responses[0].Answers);
        Assert.Empty(export.Notes);
    }

    [Theory]
    [InlineData("the address", 4, "Column D of sheet \"Sheet1\" was declared to be a question (countColumns), but it is one of the five in which Forms says when and by whom a response was given. Name the columns of questions only.")]
    [InlineData("behind the last column", 12, "Column L of sheet \"Sheet1\" was declared to be a question (countColumns), but it has no header. Name the columns of questions only.")]
    public void Read_ColumnThatCannotBeAQuestionDeclaredOne_IsRefused(string sentence, int column, string message)
    {
        var file = Poll(FormsExportHeaders.English);

        var refusal = FormsWorkbookReader.Read(file.Build(), file.FileName, choice: new FormsQuestionChoice(new HashSet<int> { column })).Refusal!;

        Assert.True((refusal.Code, refusal.Message, refusal.Column) == (FileRefusalCodes.ColumnNotCountable, message, column), $"{sentence}: {refusal}");
    }

    [Fact]
    public void Read_QuizInAnInventedLanguageSavedAsCsv_NamesEveryColumnThatIsNone()
    {
        const string csv = """
            ID;Alku;Loppu;Posti;Nimi;Summa;Sana;Muutos;Mikä?;Pisteet - Mikä?;Miksi?;Pisteet - Miksi?
            1;17.2.2026 10:20;17.2.2026 10:21;a@x.example;A;3;;17.2.2026 10:25;x;1;y;2
            2;17.2.2026 10:20;17.2.2026 10:22;b@x.example;B;0;;17.2.2026 10:26;x;0;;0
            """;

        var export = FormsWorkbookReader.Read(Encoding.UTF8.GetBytes(csv), "Quiz.csv", new DateOnly(2026, 2, 17)).Export!;

        Assert.Equal(["Mikä?", "Miksi?"], export.Questions.Select(question => question.Title));
        Assert.Equal(
            [
                "The export was saved as CSV; its dates were read as day, month, year.",
                "Columns F \"Summa\", G \"Sana\" and H \"Muutos\" are no polls: they stand before the first question of a quiz, where its totals and remarks are. If some of them are questions that count, replace the workbook by itself with the form field countColumns=F,G,H.",
                "Columns J \"Pisteet - Mikä?\" and L \"Pisteet - Miksi?\" are no polls: they hold the points and remarks that belong to the questions of a quiz.",
            ],
            export.Notes);
    }
}
