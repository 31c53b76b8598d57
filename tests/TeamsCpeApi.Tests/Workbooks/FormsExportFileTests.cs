using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>The builder is only worth something if others read its files as they read genuine ones.</summary>
public class FormsExportFileTests
{
    private static readonly DateTime s_completed = new(2026, 3, 12, 14, 5, 7);

    private static FormsExportFile Quiz(FormsExportShape shape) => FormsExportFile.Form("Ethics", "Which rule?", "When?", "Which rule?") with
    {
        Shape = shape,
        IsQuiz = true,
        HasLanguage = true,
        HasGradePosted = true,
        Responses =
        [
            new(2, s_completed.AddMinutes(-1), s_completed, "ana@contoso.example", "Ana Lima", FormsExportFile.Selected("A", "B"), new DateTime(2026, 1, 31), "1960") { Points = [1m, 0.5m, null] },
            new(7, s_completed, s_completed.AddSeconds(9), null, null, null, null, "line\r\nbreak"),
        ],
    };

    [Theory]
    [InlineData(FormsExportShape.ServerDownload, "Sheet1")]
    [InlineData(FormsExportShape.ResavedInExcel, "Sheet1")]
    [InlineData(FormsExportShape.LiveSynced, "Form1")]
    public void Build_AnyShape_IsReadByExcelDataReader(FormsExportShape shape, string sheet)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Quiz(shape).Build()));

        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }

        Assert.Equal(sheet, reader.Name);
        Assert.Equal(
            ["ID", "Start time", "Completion time", "Email", "Name", "Language", "Total points", "Quiz feedback", "Grade posted time", "Last modified time",
                "Which rule?", "Points - Which rule?", "Feedback - Which rule?", "When?", "Points - When?", "Feedback - When?",
                "Which rule?2", "Points - Which rule?2", "Feedback - Which rule?2"],
            rows[0]);
        Assert.Equal([2.0, s_completed.AddMinutes(-1), s_completed, "ana@contoso.example", "Ana Lima"], rows[1][..5]);
        Assert.Equal(["A;B;", 1.0, null, new DateTime(2026, 1, 31), 0.5, null, "1960", null, null], rows[1][10..]);
        Assert.Equal([7.0, s_completed, s_completed.AddSeconds(9), "anonymous", null], rows[2][..5]);
        Assert.Equal("line\r\nbreak", rows[2][16]);
        Assert.Equal(3, rows.Count);
    }

    [Theory]
    [InlineData(FormsExportShape.ServerDownload)]
    [InlineData(FormsExportShape.ResavedInExcel)]
    [InlineData(FormsExportShape.LiveSynced)]
    public void Build_AnyShape_IsValidOpenXml(FormsExportShape shape)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Quiz(shape).Build()), isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document);

        Assert.Equal([], errors.Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Build_Twice_GivesTheSameBytes() =>
        Assert.Equal(Quiz(FormsExportShape.ServerDownload).Build(), Quiz(FormsExportShape.ServerDownload).Build());

    [Fact]
    public void Build_ServerDownload_KeepsTheOdditiesOfTheServer()
    {
        var parts = Quiz(FormsExportShape.ServerDownload).Parts().ToDictionary(part => part.Name);

        Assert.Equal([0xEF, 0xBB, 0xBF], parts["xl/worksheets/sheet1.xml"].Content[..3]);
        Assert.Contains("""<x:dimension ref="A1" />""", parts["xl/worksheets/sheet1.xml"].Text, StringComparison.Ordinal);
        Assert.Contains("""<x:c r="E3" s="10" t="s"/>""", parts["xl/worksheets/sheet1.xml"].Text, StringComparison.Ordinal);
        Assert.Contains("""<x:v>46093.5868865741</x:v>""", parts["xl/worksheets/sheet1.xml"].Text, StringComparison.Ordinal);
        Assert.Contains("insertRow=\"1\"", parts["xl/tables/table1.xml"].Text, StringComparison.Ordinal);
        Assert.Contains("2026-03-12T15:30:00.0000000Z", parts["docProps/core.xml"].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the title and the highest response number", "Poll", FormsExportShape.ServerDownload, "Poll(1-7).xlsx")]
    [InlineData("characters that a file name cannot hold", "Is 1/2 > 1?", FormsExportShape.ServerDownload, "Is 1_2 _ 1_(1-7).xlsx")]
    [InlineData("a live-synced workbook has the bare title", "Poll", FormsExportShape.LiveSynced, "Poll.xlsx")]
    public void FileName_Always_IsTheOneThatFormsGives(string because, string title, FormsExportShape shape, string expected) =>
        Assert.True((Quiz(shape) with { Title = title }).FileName == expected, because);
}
