using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

public class XlsxReportTests
{
    private static MemoryStream Written(ReportTable table)
    {
        var stream = new MemoryStream();
        XlsxReport.Write(table, stream);
        stream.Position = 0;
        return stream;
    }

    private static List<(string Sheet, object?[] Values)> ReadBack(ReportTable table)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(Written(table));
        var rows = new List<(string, object?[])>();
        do
        {
            while (reader.Read())
            {
                rows.Add((reader.Name, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]));
            }
        }
        while (reader.NextResult());

        return rows;
    }

    [Fact]
    public void Write_EveryKind_ReadsBackAsItsType()
    {
        var rows = ReadBack(ReportFixture.Table(ReportFixture.Row("Zoë Ünal\nsecond line"), [null, null, null, null, null]));

        Assert.Equal("Completion  Ethics 2026 Q1  fin", rows[0].Sheet);
        Assert.Equal(["Participant", "Joined", "Attended", "Credits", "Polls"], rows[0].Values);
        Assert.Equal(["Zoë Ünal\nsecond line", new DateTime(2026, 3, 12, 14, 5, 7)], rows[1].Values[..2]);
        Assert.Equal(90_061, ((TimeSpan)rows[1].Values[2]!).TotalSeconds, precision: 3);
        Assert.Equal([1.5, 4.0], rows[1].Values[3..]);
        Assert.All(rows[2].Values, Assert.Null);
    }

    [Fact]
    public void Write_Facts_StandOnASheetOfTheirOwn()
    {
        var about = ReadBack(ReportFixture.Table(ReportFixture.Row("Ana"))).Where(row => row.Sheet == "About").Select(row => row.Values);

        Assert.Equal(
            [
                ["Report", "Completion: Ethics 2026/Q1 [final]"], ["Session", "Ethics 2026"], ["Sponsor", "=SUM(A1:A9)"], ["Rule", "two\nlines"],
                ["Rows", "1"], ["Times shown in", "America/New_York"], ["Produced", "2026-03-12 14:00:00 -04:00"],
            ],
            about);
    }

    [Theory]
    [InlineData("a formula", "=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")")]
    [InlineData("an old formula", "+1", "+1")]
    [InlineData("a control character", "a\u0001b\u001Fc", "abc")]
    [InlineData("a character beyond the basic plane", "😀", "😀")]
    [InlineData("what would be a code of the format", "_x000D_", "_x000D_")]
    [InlineData("carriage returns", "a\r\nb\rc", "a\nb\nc")]
    [InlineData("blanks at the ends", "  a ", "  a ")]
    [InlineData("markup", "<b>&amp;\"'", "<b>&amp;\"'")]
    public void Write_HostileText_StaysText(string because, string text, string expected)
    {
        var table = ReportFixture.Table(ReportFixture.Row(text));

        Assert.True(ReadBack(table)[1].Values[0] is string read && read == expected, because);
        using var document = SpreadsheetDocument.Open(Written(table), isEditable: false);
        Assert.All(document.WorkbookPart!.WorksheetParts, part => Assert.Empty(part.Worksheet.Descendants<CellFormula>()));
    }

    [Fact]
    public void Write_HalfASurrogatePair_IsRemoved() =>
        Assert.Equal("ab", ReadBack(ReportFixture.Table(ReportFixture.Row(new string(['a', '\ud83d', 'b']))))[1].Values[0]);

    [Fact]
    public void Write_TextLongerThanACell_IsCutWithAMark()
    {
        var read = (string)ReadBack(ReportFixture.Table(ReportFixture.Row(new string('x', 40_000))))[1].Values[0]!;

        Assert.Equal(32_767, read.Length);
        Assert.EndsWith("x […cut off]", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1", true)]
    [InlineData("@a", true)]
    [InlineData("Ana", false)]
    public void Write_TextLikeAFormula_CarriesTheQuotePrefix(string text, bool expected)
    {
        using var document = SpreadsheetDocument.Open(Written(ReportFixture.Table(ReportFixture.Row(text))), isEditable: false);
        var sheet = document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Descendants<Sheet>().First().Id!);
        var cell = ((WorksheetPart)sheet).Worksheet.Descendants<Cell>().Single(cell => cell.CellReference == "A2");
        var format = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

        Assert.Equal(expected, format.QuotePrefix?.Value ?? false);
    }

    [Theory]
    [InlineData("without rows", 0)]
    [InlineData("with rows", 3)]
    public void Write_Always_IsValidOpenXml(string because, int count)
    {
        using var document = SpreadsheetDocument.Open(
            Written(ReportFixture.Table([.. Enumerable.Range(0, count).Select(number => ReportFixture.Row("=Name " + number))])), isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ToList();

        Assert.True(errors.Count == 0, because + ": " + string.Join('\n', errors));
    }

    [Fact]
    public void Write_Table_FiltersAndKeepsItsHeaderInView()
    {
        using var document = SpreadsheetDocument.Open(Written(ReportFixture.Table(ReportFixture.Row("Ana"))), isEditable: false);
        var part = (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Descendants<Sheet>().First().Id!);

        Assert.Equal("A1:E2", part.Worksheet.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.Equal(PaneStateValues.Frozen, part.Worksheet.Descendants<Pane>().Single().State!.Value);
        Assert.Equal(5, part.Worksheet.Descendants<Column>().Count());
        Assert.All(part.Worksheet.Descendants<Column>(), column => Assert.InRange(column.Width!.Value, 9, 64));
    }

    [Theory]
    [InlineData("a title of forbidden characters", "[]:*?/\\", "Report")]
    [InlineData("the name of the other sheet", "about", "Report")]
    [InlineData("an apostrophe inside and outside", "'Ana's'", "Ana's")]
    public void Write_Title_BecomesASheetName(string because, string title, string expected) =>
        Assert.True(ReadBack(ReportFixture.Table(ReportFixture.Row("Ana")) with { Title = title })[0].Sheet == expected, because);

    [Fact]
    public void Write_TenThousandRows_StaysWithinMemory()
    {
        var kinds = Enum.GetValues<ReportValueKind>();
        var columns = Enumerable.Range(0, 20).Select(index => new ReportColumn("Column " + index, kinds[index % kinds.Length])).ToList();
        var sample = (IReadOnlyList<object?>)["Participant with a name", new DateTimeOffset(2026, 3, 12, 18, 5, 7, TimeSpan.Zero), 3_600L, 1.5m, 4L];
        var rows = Enumerable.Range(0, 10_000).Select(_ => (IReadOnlyList<object?>)[.. Enumerable.Range(0, 20).Select(index => sample[index % kinds.Length])]).ToList();
        var table = ReportFixture.Table() with { Columns = columns, Rows = rows };
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var written = Written(table);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 1, 250L * 1024 * 1024);
        Assert.InRange(written.Length, 100_000, 8_000_000);
    }
}
