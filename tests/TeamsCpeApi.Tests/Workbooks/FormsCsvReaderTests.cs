using System.Text;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>Forms exports that somebody opened in Excel and saved as CSV.</summary>
public class FormsCsvReaderTests
{
    private const string English = "ID,Start time,Completion time,Email,Name,Last modified time,Which rule?";

    private static readonly DateOnly s_session = new(2026, 3, 4);

    static FormsCsvReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static FormsExport Take(string text, Encoding? encoding = null, DateOnly? sessionDay = null)
    {
        var bytes = encoding ?? new UTF8Encoding(false);
        var reading = FormsWorkbookReader.Read((byte[])[.. bytes.Preamble, .. bytes.GetBytes(text)], "Which rule_(1-2).csv", sessionDay ?? s_session);
        Assert.True(reading.IsTaken, reading.Refusal?.Message);
        return reading.Export;
    }

    private static FileRefusal Refuse(string text) => FormsWorkbookReader.Read(Encoding.UTF8.GetBytes(text), "Poll.csv", s_session).Refusal!;

    [Theory]
    [InlineData("the format of the cells", "3/4/26 19:06:23")]
    [InlineData("American", "3/4/2026 7:06:23 PM")]
    [InlineData("American, with a narrow blank", "3/4/2026 7:06:23\u202FPM")]
    [InlineData("British", "04/03/2026 19:06:23")]
    [InlineData("German", "04.03.2026 19:06:23")]
    [InlineData("French", "04/03/2026 19:06:23")]
    [InlineData("Dutch", "4-3-2026 19:06:23")]
    [InlineData("Japanese", "2026/3/4 19:06:23")]
    [InlineData("ISO", "2026-03-04 19:06:23")]
    [InlineData("ISO with T and fractions", "2026-03-04T19:06:23.000")]
    public void Read_DatesOfALocale_AreReadByTheDayOfTheSession(string because, string time)
    {
        var export = Take($"{English}\n1,{time},{time},ana@contoso.example,Ana Lima,,Rule 1\n");

        Assert.True(new DateTime(2026, 3, 4, 19, 6, 23) == export.Responses.Single().CompletedAt, $"{because}: {export.Responses.Single().CompletedAt:s}");
        Assert.Equal(("Which rule_", "Which rule?", "Rule 1"), (export.Title, export.Questions.Single().Title, export.Responses.Single().Answers.Single()));
        Assert.StartsWith("The export was saved as CSV; its dates were read as ", export.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TimesWithoutSeconds_AreWholeMinutes() =>
        Assert.Equal(new DateTime(2026, 3, 4, 11, 2, 0), Take($"{English}\n1,3/4/2026 11:02,3/4/2026 11:02,ana@contoso.example,Ana,,Rule 1").Responses[0].CompletedAt);

    [Theory]
    [InlineData("one value settles the whole file", "3/4/26 10:00", "3/14/26 10:00", "2026-03-14")]
    [InlineData("a day above twelve comes first", "3/4/26 10:00", "14/3/26 10:00", "2026-03-14")]
    public void Read_OrderOfDates_IsDecidedOncePerFile(string because, string first, string second, string expected)
    {
        var export = Take($"{English}\n1,,{first},a@contoso.example,A,,x\n2,,{second},b@contoso.example,B,,y");

        Assert.True(expected == $"{export.Responses[1].CompletedAt:yyyy-MM-dd}", because);
    }

    [Theory]
    [InlineData("neither order brings it near the session", "5/6/26 10:00")]
    [InlineData("both orders do", "3/4/26 10:00", "4/3/26 10:00")]
    public void Read_OrderOfDatesUnsettled_IsRefusedWithBothReadings(string because, params string[] times)
    {
        var refusal = Refuse($"{English}\n{string.Join('\n', times.Select((time, index) => $"{index + 1},,{time},a@contoso.example,A,,x"))}");

        Assert.True(refusal.Code == FileRefusalCodes.DateOrder, $"{because}: {refusal.Message}");
        Assert.Contains(times[0].StartsWith('5') ? "\"5/6/26 10:00\" is 6 May 2026 or 5 June 2026" : "4 March 2026", refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, int> Encodings => new() { { "utf-8", 0 }, { "utf-16", 0 }, { "utf-16BE", 0 }, { "windows-1252", 1252 } };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_AnyEncodingAndSeparator_KeepsEveryLetter(string name, int codePage)
    {
        var encoding = codePage > 0 ? Encoding.GetEncoding(codePage) : Encoding.GetEncoding(name);
        foreach (var separator in new[] { ',', ';', '\t' })
        {
            var line = string.Join(separator, "ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Quelle règle – et pourquoi ?", "Column1");
            var row = string.Join(separator, "7", "04/03/2026 19:06:23", "04/03/2026 19:06:33", "zoe@contoso.example", "Zoé Dœ", "\"A;B;, \"\"oui\"\"\nligne deux\"", "");

            var export = Take($"{line}\r\n{row}\r\n{new string(separator, 6)}\r\n", encoding);

            Assert.Equal("Quelle règle – et pourquoi ?", export.Questions.Single().Title);
            Assert.Equal((7L, "Zoé Dœ", "A;B;, \"oui\"\nligne deux"), (export.Responses.Single().ResponseId, export.Responses.Single().Name, export.Responses.Single().Answers.Single()));
        }
    }

    public static TheoryData<string> Languages => ["English", "French", "Spanish", "Portuguese", "German", "Dutch", "Japanese", "Unlisted"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Read_HeadersOfALanguage_FindsTheQuestionAlone(string language)
    {
        var headers = (FormsExportHeaders)typeof(FormsExportHeaders).GetProperty(language)!.GetValue(null)!;

        var export = Take($"""
            {headers.Id};{headers.Started};{headers.Completed};{headers.Email};{headers.Name};{headers.LastModified};Which rule?
            1;4.3.2026 19:06:23;4.3.2026 19:06:33;anonymous;;;Rule 1
            2;4.3.2026 19:06:23;4.3.2026 19:06:34;bo@contoso.example;Bo;4.3.2026 19:07:00;
            3;4.3.2026 19:06:23;4.3.2026 19:06:35;cy@contoso.example;Cy;;Rule 2
            """);

        Assert.Equal(["Which rule?"], export.Questions.Select(question => question.Title));
        Assert.Equal([null, "bo@contoso.example", "cy@contoso.example"], export.Responses.Select(response => response.Email));
        Assert.Equal(["Rule 1", null, "Rule 2"], export.Responses.Select(response => response.Answers.Single()));
    }

    [Fact]
    public void Read_Quiz_IsToldFromItsPointsAndFeedback() => Assert.Equal(
        ["Which rule?", "Why?"],
        Take("""
            ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Which rule?,Points - Which rule?,Feedback - Which rule?,Why?,Points - Why?
            1,3/4/26 19:06:23,3/4/26 19:06:33,ana@contoso.example,Ana,1,,Rule 1,1,,Because,0
            """).Questions.Select(question => question.Title));

    [Theory]
    [InlineData("a time that is none", "1,,soon,a@contoso.example,A,,x", FileRefusalCodes.Time, 2, 3)]
    [InlineData("no response number", "one,,3/4/26 10:00,a@contoso.example,A,,x", FileRefusalCodes.ResponseId, 2, 1)]
    [InlineData("a value behind the last header", "1,,3/4/26 10:00,a@contoso.example,A,,x,lost", FileRefusalCodes.HeaderEmpty, 2, 8)]
    [InlineData("a quotation that does not end", "1,,3/4/26 10:00,a@contoso.example,A,,\"x", FileRefusalCodes.CsvQuotes, 2, null)]
    [InlineData("no responses", "", FileRefusalCodes.NoResponses, null, null)]
    public void Read_RowThatCannotBeUnderstood_IsRefusedNamingThePlace(string because, string row, string code, int? line, int? column)
    {
        var refusal = Refuse($"{English}\n{row}");

        Assert.True((refusal.Code, refusal.Row, refusal.Column) == (code, line, column), $"{because}: {refusal}");
    }

    [Fact]
    public void Read_TextMutated_IsTakenOrRefused()
    {
        var original = Encoding.UTF8.GetBytes($"{English}\n1,3/4/26 19:06:23,3/4/26 19:06:33,ana@contoso.example,Ana Lima,,\"Rule, 1\"\n2,3/4/26 19:06:23,3/4/26 19:06:34,anonymous,,,Rule 2\n");
        var random = new Random(7);
        for (var number = 0; number < 500; number++)
        {
            var file = original.ToArray();
            for (var flips = random.Next(1, 8); flips > 0; flips--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            var reading = FormsWorkbookReader.Read(file.AsMemory(0, random.Next(file.Length / 2, file.Length + 1)), "Poll.csv", s_session);

            Assert.True((reading.Export is null) != (reading.Refusal is null), $"mutation {number}");
        }
    }

    [Theory]
    [InlineData("Balinese", "3/4/2\u1B52 19:06:23")]
    [InlineData("Arabic", "\u0663/\u0664/\u0662\u0660\u0662\u0666 10:00")]
    public void Read_DigitsOfAnotherScript_AreNoDate(string script, string time) =>
        Assert.True(Refuse($"{English}\n1,{time},{time},ana@contoso.example,Ana,,Rule 1").Message.Length > 0, script);
}
