using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

public class FormsWorkbookReaderTests
{
    private const string Question = "Which rule applies?";
    private static readonly DateTime s_completed = new(2026, 3, 12, 14, 5, 7);

    private static FormsExportFile Poll() => FormsExportFile.Poll(Question)
        .Responding("ana@contoso.example", "Ana Lima", s_completed, "Rule 1")
        .Responding("bo@contoso.example", "Bo Ek", s_completed.AddSeconds(5), "Rule 2");

    private static FormsExport Take(FormsExportFile file, string? fileName = null)
    {
        var reading = FormsWorkbookReader.Read(file.Build(), fileName ?? file.FileName);
        Assert.True(reading.IsTaken, reading.Refusal?.ToString());
        return reading.Export;
    }

    [Theory]
    [InlineData(FormsExportShape.ServerDownload)]
    [InlineData(FormsExportShape.ResavedInExcel)]
    [InlineData(FormsExportShape.LiveSynced)]
    public void Read_AnyShape_GivesTheSameResponses(FormsExportShape shape)
    {
        var export = Take(Poll() with { Shape = shape, Title = "Poll 1" });

        Assert.Equal("Poll 1", export.Title);
        Assert.Equal(shape == FormsExportShape.LiveSynced ? Poll().FormId : null, export.FormId);
        Assert.Equal(shape == FormsExportShape.LiveSynced ? null : "2026-03-12T15:30:00.0000000+00:00", export.ExportedAt?.ToString("O"));
        Assert.Equal([new FormsQuestion(Question, 7)], export.Questions);
        Assert.Equal(
            [(2, 1, s_completed.AddSeconds(-10), s_completed, "ana@contoso.example", "Ana Lima", "Rule 1"), (3, 2, s_completed.AddSeconds(-5), s_completed.AddSeconds(5), "bo@contoso.example", "Bo Ek", "Rule 2")],
            export.Responses.Select(response => (response.Row, (int)response.ResponseId, response.StartedAt!.Value, response.CompletedAt, response.Email!, response.Name!, response.Answers.Single()!)));
    }

    public static TheoryData<string> Languages => ["English", "French", "Spanish", "Portuguese", "German", "Dutch", "Japanese", "Unlisted"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Read_HeadersOfALanguage_FindsTheQuestionAlone(string language)
    {
        var headers = (FormsExportHeaders)typeof(FormsExportHeaders).GetProperty(language)!.GetValue(null)!;
        foreach (var shape in Enum.GetValues<FormsExportShape>())
        {
            var export = Take(Poll() with { Headers = headers, Shape = shape });

            Assert.Equal([Question], export.Questions.Select(question => question.Title));
            Assert.Equal(["ana@contoso.example", "bo@contoso.example"], export.Responses.Select(response => response.Email));
        }
    }

    [Theory]
    [InlineData("another case", "id", "START TIME", "completion TIME", "email", "NAME")]
    [InlineData("no-break and doubled blanks", "ID\u00A0", "Start\u00A0 time", " Completion  time", "Email ", "\u00A0Name")]
    [InlineData("full width", "ＩＤ", "Ｓｔａｒｔ　ｔｉｍｅ", "Completion time", "Ｅｍａｉｌ", "Name")]
    public void Read_HeadersWrittenOtherwise_AreRecognized(string because, string id, string started, string completed, string email, string name)
    {
        var headers = FormsExportHeaders.English with { Id = id, Started = started, Completed = completed, Email = email, Name = name };

        var export = Take(Poll() with { Headers = headers });

        Assert.True(export.Questions.Single().Title == Question, because);
    }

    [Theory]
    [InlineData("a survey with every column about the response", true, true, false, false)]
    [InlineData("a quiz with points, feedback and posting time", false, true, true, true)]
    [InlineData("a multilingual quiz without last modification", true, false, true, false)]
    [InlineData("nothing but the first five", false, false, false, false)]
    public void Read_OptionalColumns_AreNoQuestions(string because, bool language, bool lastModified, bool quiz, bool gradePosted)
    {
        foreach (var shape in Enum.GetValues<FormsExportShape>())
        {
            var file = FormsExportFile.Form("Quiz", "First?", "Second?") with { Shape = shape, HasLanguage = language, HasLastModified = lastModified, IsQuiz = quiz, HasGradePosted = gradePosted, HasStrayColumn = true };

            var export = Take(file.Responding(new(4, s_completed, s_completed, "ana@contoso.example", "Ana", "A", "B") { Points = [1m, 0m] }));

            Assert.True(export.Questions.Select(question => question.Title).SequenceEqual(["First?", "Second?"]), because + ", " + shape);
            Assert.Equal(["A", "B"], export.Responses.Single().Answers);
        }
    }

    [Theory]
    [InlineData("begins with the word alone", false, "Points", "Points of order?")]
    [InlineData("has the separator, but there is no such question", false, "Points - of order?", "Any questions?")]
    [InlineData("has the separator in a quiz, but there is no such question", true, "Points - of order?", "Any questions?")]
    [InlineData("stands beside its namesake, but nothing is scored", false, "Any questions?", "Points - Any questions?")]
    [InlineData("is called like a column of another language", false, "Nom", "Startzeit")]
    [InlineData("is called like a column that this form does not have", false, "Language", "Which?")]
    [InlineData("ends in a digit, and a copy has another digit appended", false, "Question 1", "Question 1")]
    [InlineData("is called like a column that was there first", false, "Name", "Email")]
    public void Read_QuestionThatLooksLikeAnotherColumn_StaysAQuestion(string because, bool quiz, string first, string second)
    {
        var file = FormsExportFile.Form("Form", first, second) with { IsQuiz = quiz };

        var export = Take(file.Responding(new(1, s_completed, s_completed, "ana@contoso.example", "Ana", "A", "B") { Points = [1m, null] }));

        Assert.True(export.Questions.Count == 2, because);
        Assert.StartsWith(first, export.Questions[0].Title, StringComparison.Ordinal);
        Assert.StartsWith(second, export.Questions[1].Title, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], export.Responses.Single().Answers);
    }

    [Fact]
    public void Read_QuizInAnUnlistedLanguage_IsToldByItsTriples()
    {
        var headers = FormsExportHeaders.Unlisted with { TotalPoints = "Pisteet yhteensä", QuizFeedback = "Palaute", Points = "Pisteet - ", Feedback = "Palaute - " };
        var file = FormsExportFile.Form("Visa", "First?", "Second?") with { Headers = headers, IsQuiz = true, HasLastModified = false };

        var export = Take(file.Responding(new(1, s_completed, s_completed, "ana@contoso.example", "Ana", "A", null) { Points = [1m, null] }));

        Assert.Equal(["First?", "Second?"], export.Questions.Select(question => question.Title));
    }

    [Fact]
    public void Read_MetadataBehindTheQuestions_IsFoundByName()
    {
        var original = Poll() with { HasLastModified = false };
        var parts = original.Parts().ToList();
        var strings = parts.FindIndex(part => part.Name == "xl/sharedStrings.xml");
        // The headers of the name and of the question change places; so do, then, their columns.
        var swapped = parts[strings].Text.Replace(">Name<", ">#<", StringComparison.Ordinal).Replace($">{Question}<", ">Name<", StringComparison.Ordinal).Replace(">#<", $">{Question}<", StringComparison.Ordinal);
        parts[strings] = ZipPart.Xml("xl/sharedStrings.xml", swapped);

        var reading = FormsWorkbookReader.Read(FixedZip.Write(parts), original.FileName);

        Assert.Equal([new FormsQuestion(Question, 5)], reading.Export!.Questions);
        Assert.Equal(["Rule 1", "Rule 2"], reading.Export.Responses.Select(response => response.Name));
        Assert.Equal(["Ana Lima", "Bo Ek"], reading.Export.Responses.Select(response => response.Answers.Single()));
    }

    [Theory]
    [InlineData("text is kept as written", "  Rule\u00A01 ", "  Rule\u00A01 ")]
    [InlineData("a text that is a number stays that text", "0049 30", "0049 30")]
    [InlineData("a year in words of digits stays text", "1960", "1960")]
    [InlineData("a multi-select keeps its trailing semicolon", "South Carolina;", "South Carolina;")]
    [InlineData("line breaks stay", "one\ntwo", "one\ntwo")]
    [InlineData("a number is written without a culture", 4.5, "4.5")]
    [InlineData("a whole number has no decimals", 10, "10")]
    [InlineData("blanks alone are no answer", " \u00A0\n", null)]
    [InlineData("nothing is no answer", null, null)]
    [InlineData("a formula in text is only text", "=1+1", "=1+1")]
    public void Read_Answer_IsKeptRaw(string because, object? answer, string? expected)
    {
        foreach (var shape in Enum.GetValues<FormsExportShape>())
        {
            var file = FormsExportFile.Form("Form", "One?", "Two?") with { Shape = shape };

            var answers = Take(file.Responding("ana@contoso.example", "Ana", s_completed, answer, "always")).Responses.Single().Answers;

            Assert.True(answers[0] == expected, $"{because}, {shape}: {answers[0]}");
            Assert.Equal("always", answers[1]);
        }
    }

    [Fact]
    public void Read_DateAnswer_IsAnIsoDate()
    {
        foreach (var shape in Enum.GetValues<FormsExportShape>())
        {
            var file = (Poll() with { Shape = shape, Responses = [] }).Responding("ana@contoso.example", "Ana", s_completed, new DateTime(2025, 12, 31));

            Assert.Equal("2025-12-31", Take(file).Responses.Single().Answers.Single());
        }
    }

    [Theory]
    [InlineData("as Forms writes it", null, null, null, null)]
    [InlineData("with a name as in some tests", "anonymous", "Anonymous", null, null)]
    [InlineData("in another case", "Anonymous", null, null, null)]
    [InlineData("nobody is called so", "ana@contoso.example", "Ana Anonymous", "ana@contoso.example", "Ana Anonymous")]
    [InlineData("a sign-in name that is no mail address", "307373@tenant", "Ana", "307373@tenant", "Ana")]
    public void Read_Respondent_IsAnonymousWhereFormsSaysSo(string because, string? email, string? name, string? expectedEmail, string? expectedName)
    {
        var response = Take((Poll() with { Responses = [] }).Responding(email, name, s_completed, "Rule 1")).Responses.Single();

        Assert.True(response.Email == expectedEmail && response.Name == expectedName, because);
    }

    [Fact]
    public void Read_IdsWithGaps_AreKept()
    {
        var file = Poll() with { Responses = [new(2, s_completed, s_completed, null, null, "A"), new(3, s_completed, s_completed, null, null, "B"), new(102, s_completed, s_completed, null, null, "C")] };

        Assert.Equal([2, 3, 102], Take(file).Responses.Select(response => response.ResponseId));
    }

    [Theory]
    [InlineData("a workbook that counts from 1904", true, 0)]
    [InlineData("just below the second", false, -4)]
    [InlineData("just above the second", false, 4)]
    public void Read_Time_IsRoundedToTheNearestSecond(string because, bool from1904, int microseconds)
    {
        var file = (Poll() with { Shape = FormsExportShape.ResavedInExcel, CountsFrom1904 = from1904, Responses = [] })
            .Responding("ana@contoso.example", "Ana", s_completed.AddMicroseconds(microseconds), "A");

        Assert.True(Take(file).Responses.Single().CompletedAt == s_completed, because);
    }

    [Fact]
    public void Read_TimeCellsWithoutFormat_AreStillTimes()
    {
        foreach (var from1904 in new[] { false, true })
        {
            var file = Poll() with { Shape = FormsExportShape.ResavedInExcel, CountsFrom1904 = from1904 };
            var parts = file.Parts().Select(part => part.Name == "xl/worksheets/sheet1.xml" ? ZipPart.Xml(part.Name, part.Text.Replace(" s=\"1\"", "", StringComparison.Ordinal)) : part);

            var reading = FormsWorkbookReader.Read(FixedZip.Write(parts), file.FileName);

            Assert.Equal(s_completed, reading.Export!.Responses[0].CompletedAt);
        }
    }

    [Fact]
    public void Read_EmailAsHyperlinkOfRichText_IsItsText()
    {
        var file = Poll() with { Shape = FormsExportShape.ResavedInExcel };
        var parts = file.Parts().Select(part => part.Name switch
        {
            "xl/sharedStrings.xml" => ZipPart.Xml(part.Name, part.Text.Replace("<t>ana@contoso.example</t>", "<r><t>ana@</t></r><r><rPr><b/></rPr><t>contoso.example</t></r>", StringComparison.Ordinal)),
            "xl/worksheets/sheet1.xml" => ZipPart.Xml(part.Name, part.Text.Replace("<pageMargins", """<hyperlinks><hyperlink ref="D2" r:id="rId9"/></hyperlinks><pageMargins""", StringComparison.Ordinal)),
            "xl/worksheets/_rels/sheet1.xml.rels" => ZipPart.Xml(part.Name, part.Text.Replace("</Relationships>", """<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:ana@contoso.example" TargetMode="External"/></Relationships>""", StringComparison.Ordinal)),
            _ => part,
        });

        var reading = FormsWorkbookReader.Read(FixedZip.Write(parts), file.FileName);

        Assert.Equal("ana@contoso.example", reading.Export!.Responses[0].Email);
    }

    [Fact]
    public void Read_Formula_GivesTheStoredValue()
    {
        var file = Poll() with { Shape = FormsExportShape.ResavedInExcel };
        var parts = file.Parts().Select(part => part.Name == "xl/worksheets/sheet1.xml"
            ? ZipPart.Xml(part.Name, System.Text.RegularExpressions.Regex.Replace(part.Text, """<c r="G2" t="s"><v>\d+</v></c>""", """<c r="G2" t="str"><f>CONCATENATE("Rule"," 9")</f><v>stored</v></c>"""))
            : part);

        var reading = FormsWorkbookReader.Read(FixedZip.Write(parts), file.FileName);

        Assert.Equal("stored", reading.Export!.Responses[0].Answers.Single());
        Assert.Equal("Cell G2 holds a formula: the value stored with it was read, nothing was evaluated.", reading.Export.Notes[0]);
    }

    [Fact]
    public void Read_FormulaWithoutStoredValue_IsRefused()
    {
        var file = Poll() with { Shape = FormsExportShape.ResavedInExcel };
        var parts = file.Parts().Select(part => part.Name == "xl/worksheets/sheet1.xml"
            ? ZipPart.Xml(part.Name, System.Text.RegularExpressions.Regex.Replace(part.Text, """<c r="G2" t="s"><v>\d+</v></c>""", """<c r="G2"><f>1+1</f></c>"""))
            : part);

        var refusal = FormsWorkbookReader.Read(FixedZip.Write(parts), file.FileName).Refusal!;

        Assert.Equal((FileRefusalCodes.FormulaWithoutValue, 2, 7), (refusal.Code, refusal.Row, refusal.Column));
    }

    [Theory]
    [InlineData("ranking: all options in order", "B;A;C;")]
    [InlineData("a statement of a matrix: the label of the scale", "Strongly agree")]
    [InlineData("a rating as text", "5")]
    [InlineData("an uploaded file", "https://contoso.sharepoint.example/a.pdf")]
    public void Read_AnswerOfAnyKind_IsKeptRawInEveryShape(string because, string answer) => Assert.All(
        Enum.GetValues<FormsExportShape>(),
        shape => Assert.True(answer == Take(Poll().Responding("c@contoso.example", "C", s_completed, answer) with { Shape = shape }).Responses[^1].Answers[0], because));

    [Fact]
    public void Read_MatrixAndStrayColumn_EachStatementIsAQuestion()
    {
        var export = Take(FormsExportFile.Form("Survey", "The pace was right", "The room was right") with { HasStrayColumn = true, Responses = [new(1, s_completed, s_completed, null, null, "Agree", null)] });

        Assert.Equal(["The pace was right", "The room was right"], export.Questions.Select(question => question.Title));
        Assert.Equal(["Agree", null], export.Responses[0].Answers);
    }

    [Theory]
    [InlineData("as Forms names it", "Post-Course Survey(1-5).xlsx", "Post-Course Survey")]
    [InlineData("downloaded again", "Survey(1-5) (2).xlsx", "Survey")]
    [InlineData("a title that ends in brackets", "Survey (3)(1-2).xlsx", "Survey (3)")]
    [InlineData("the title's own blank stays", "Terminale (1-2).xlsx", "Terminale ")]
    [InlineData("a live-synced workbook", "Survey.xlsx", "Survey")]
    [InlineData("saved as CSV", "Survey(1-5).csv", "Survey")]
    [InlineData("with a folder before it", "C:\\Users\\ana\\Survey(1-5).XLSX", "Survey")]
    [InlineData("nothing but the range", "(1-5).xlsx", "(1-5)")]
    public void Read_FileName_GivesTheTitle(string because, string fileName, string expected) =>
        Assert.True(Take(Poll(), fileName).Title == expected, because);
}
