using System.IO.Compression;
using System.Reflection;
using System.Text;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Tests.Workbooks;

public class FormsWorkbookRefusalTests
{
    private static readonly DateTime s_completed = new(2026, 3, 12, 14, 5, 7);
    private static readonly byte[] s_compoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]];

    private static FormsExportFile Poll() => (FormsExportFile.Poll("Which?") with { Shape = FormsExportShape.ResavedInExcel })
        .Responding("ana@contoso.example", "Ana Lima", s_completed, "Rule 1")
        .Responding("bo@contoso.example", "Bo Ek", s_completed, "Rule 2");

    private static FileRefusal Refuse(byte[] file)
    {
        var reading = FormsWorkbookReader.Read(file, "Poll(1-2).xlsx");
        Assert.False(reading.IsTaken);
        Assert.Contains(FileRefusalCodes.All.ToArray(), code => code.Code == reading.Refusal.Code);
        return reading.Refusal;
    }

    private static byte[] With(string part, Func<string, string> edit) => With(part, edit, Poll());

    private static byte[] With(string part, Func<string, string> edit, FormsExportFile file)
    {
        var found = file.Parts().Single(candidate => candidate.Name == part);
        var edited = edit(found.Text);
        Assert.NotEqual(found.Text, edited);
        return FixedZip.Write(file.Parts().Select(candidate => candidate.Name == part ? ZipPart.Xml(part, edited) : candidate));
    }

    private static byte[] Sheet(string find, string replace) => With("xl/worksheets/sheet1.xml", xml => xml.Replace(find, replace, StringComparison.Ordinal));

    private static byte[] Adding(params ZipPart[] parts) => FixedZip.Write([.. Poll().Parts(), .. parts]);

    /// <summary>A sheet whose rows are written as they stream into the zip, for sizes that should not stand in memory.</summary>
    private static byte[] Streamed(Action<StreamWriter> rows)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in Poll().Parts())
            {
                using var content = archive.CreateEntry(part.Name, CompressionLevel.Fastest).Open();
                if (part.Name != "xl/worksheets/sheet1.xml")
                {
                    content.Write(part.Content);
                    continue;
                }

                using var text = new StreamWriter(content);
                text.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
                rows(text);
                text.Write("</sheetData></worksheet>");
            }
        }

        return stream.ToArray();
    }

    public static TheoryData<string, string, string> OtherContent => new()
    {
        { "nothing at all", "", "file-empty" },
        { "a PDF", "%PDF-1.7\n%\u00e2\u00e3", "PDF" },
        { "CSV of something else", "Full Name,User Action,Timestamp\nAnn Lee,Joined,1", "CSV" },
        { "text", "Please find attached\nthe poll.", "plain text" },
        { "a sign-in page", "<!DOCTYPE html><html><body>Sign in</body></html>", "web page" },
        { "bytes of no known kind", "\u0001\u0002\u0003\u0000\u0007", "no .xlsx workbook" },
    };

    [Theory]
    [MemberData(nameof(OtherContent))]
    public void Read_OtherContentUnderTheName_IsToldApart(string content, string bytes, string expected)
    {
        var refusal = Refuse(Encoding.Latin1.GetBytes(bytes));

        Assert.True((refusal.Code + " " + refusal.Message).Contains(expected, StringComparison.Ordinal), $"{content}: {refusal.Message}");
    }

    [Theory]
    [InlineData("a password", "EncryptedPackage", FileRefusalCodes.PasswordProtected)]
    [InlineData("the old format", "Workbook", FileRefusalCodes.OldWorkbook)]
    [InlineData("an old document of another kind", "WordDocument", FileRefusalCodes.NotAWorkbook)]
    public void Read_CompoundFile_IsToldApartByItsStreams(string what, string stream, string code) =>
        Assert.True(Refuse([.. s_compoundFile, .. Encoding.Unicode.GetBytes(stream), .. new byte[64]]).Code == code, what);

    [Theory]
    [InlineData("word/document.xml", "Word")]
    [InlineData("ppt/presentation.xml", "PowerPoint")]
    [InlineData("readme.txt", "zip archive")]
    public void Read_OtherZip_IsToldApartByItsParts(string part, string expected) =>
        Assert.Contains(expected, Refuse(FixedZip.Write([ZipPart.Xml(part, "<a/>")])).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OpenDocument_IsToldApart() =>
        Assert.Contains("OpenDocument", Refuse(FixedZip.Write([ZipPart.Xml("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ZipPart.Xml("content.xml", "<a/>")])).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_BinaryWorkbook_IsRefused() =>
        Assert.Equal(FileRefusalCodes.OldWorkbook, Refuse(Adding(ZipPart.Xml("xl/workbook.bin", "x"))).Code);

    [Fact]
    public void Read_SheetStoredBinary_IsRefused() => Assert.Equal(
        FileRefusalCodes.OldWorkbook,
        Refuse(With("xl/_rels/workbook.xml.rels", xml => xml.Replace("worksheets/sheet1.xml", "worksheets/sheet1.bin", StringComparison.Ordinal))).Code);

    [Fact]
    public void Read_OverTenMebibytes_IsRefusedUnread() =>
        Assert.Equal(FileRefusalCodes.TooLarge, Refuse(new byte[(10 * 1024 * 1024) + 1]).Code);

    [Fact]
    public void Read_TooManyParts_IsRefused() =>
        Assert.Equal(FileRefusalCodes.TooManyParts, Refuse(Adding([.. Enumerable.Range(0, 500).Select(number => ZipPart.Xml($"x/{number}.txt", ""))])).Code);

    [Theory]
    [InlineData("a sheet of blanks beside the data", "xl/media/image1.png")]
    [InlineData("a part that should be small", "xl/theme/theme2.xml")]
    public void Read_ZipBomb_IsStoppedWhileInflating(string because, string part)
    {
        var content = new byte[FileLimits.InflatedBytes + 8];
        content.AsSpan().Fill((byte)' ');
        "<a/>"u8.CopyTo(content);
        for (var index = 4; index + 7 <= content.Length; index += 65_536)
        {
            "<!---->"u8.CopyTo(content.AsSpan(index));
        }

        var bomb = Adding(new ZipPart(part, content));
        Assert.True(bomb.Length < FileLimits.FileBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(Refuse(bomb).Code == FileRefusalCodes.InflatesTooFar, because);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024 * 1024);
    }

    [Fact]
    public void Read_EndlessTextWithoutMarkup_IsStoppedWhileInflating()
    {
        var bomb = With("xl/sharedStrings.xml", xml => xml.Replace("<t>Rule 1</t>", $"""<t a="{new string('x', 3_000_000)}">Rule 1</t>""", StringComparison.Ordinal));

        Assert.Equal(FileRefusalCodes.Damaged, Refuse(bomb).Code);
    }

    [Fact]
    public void Read_TooManyRows_IsRefusedNamingTheRow()
    {
        var refusal = Refuse(Streamed(text =>
        {
            for (var row = 1; row <= 100_001; row++)
            {
                text.Write("<row/>");
            }
        }));

        Assert.Equal((FileRefusalCodes.TooManyRows, 100_001), (refusal.Code, refusal.Row));
    }

    [Theory]
    [InlineData("far down", """<row r="1048576"><c r="A1048576"><v>1</v></c></row>""", FileRefusalCodes.TooManyRows)]
    [InlineData("far to the right", """<row r="1"><c r="ALM1"><v>1</v></c></row>""", FileRefusalCodes.TooManyColumns)]
    [InlineData("beyond any column", """<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>""", FileRefusalCodes.TooManyColumns)]
    [InlineData("rows out of order", """<row r="2"/><row r="1"/>""", FileRefusalCodes.Damaged)]
    [InlineData("cells out of order", """<row r="1"><c r="B1"/><c r="A1"/></row>""", FileRefusalCodes.Damaged)]
    [InlineData("a cell of another row", """<row r="1"><c r="B2"/></row>""", FileRefusalCodes.Damaged)]
    [InlineData("a row without number", """<row r="first"/>""", FileRefusalCodes.Damaged)]
    [InlineData("a reference without row", """<row r="1"><c r="B"/></row>""", FileRefusalCodes.Damaged)]
    [InlineData("a text that does not exist", """<row r="1"><c r="A1" t="s"><v>4000</v></c></row>""", FileRefusalCodes.Damaged)]
    [InlineData("nothing", "", FileRefusalCodes.NoSheet)]
    public void Read_CellsInOddPlaces_AreRefused(string where, string rows, string code) =>
        Assert.True(Refuse(Streamed(text => text.Write(rows))).Code == code, where);

    [Fact]
    public void Read_TooManyCells_IsRefused()
    {
        var refusal = Refuse(Streamed(text =>
        {
            for (var row = 0; row < 2_001; row++)
            {
                text.Write("<row>");
                for (var column = 0; column < 1_000; column++)
                {
                    text.Write("<c/>");
                }

                text.Write("</row>");
            }
        }));

        Assert.Equal(FileRefusalCodes.TooManyCells, refusal.Code);
    }

    [Theory]
    [InlineData("shared", "xl/sharedStrings.xml", "<t>Rule 1</t>", "<t>{0}</t>")]
    [InlineData("in pieces", "xl/sharedStrings.xml", "<t>Rule 1</t>", "<r><t>{0}</t></r><r><t>x</t></r>")]
    [InlineData("in the cell", "xl/worksheets/sheet1.xml", """<c r="A2"><v>1</v></c>""", """<c r="A2" t="inlineStr"><is><t>{0}</t></is></c>""")]
    public void Read_CellLongerThanExcelAllows_IsRefused(string kind, string part, string find, string replace)
    {
        var longest = new string('x', 32_768);

        Assert.True(Refuse(With(part, xml => xml.Replace(find, replace.Replace("{0}", longest, StringComparison.Ordinal), StringComparison.Ordinal))).Code == FileRefusalCodes.CellTooLong, kind);
    }

    [Fact]
    public void Read_LongestCell_IsTaken()
    {
        var longest = new string('x', 32_767);

        var reading = FormsWorkbookReader.Read(Poll().Responding("c@contoso.example", "C", s_completed, longest).Build(), "Poll(1-3).xlsx");

        Assert.Equal(longest, reading.Export!.Responses[2].Answers.Single());
    }

    [Fact]
    public void Read_MacroProject_IsRefused() =>
        Assert.Equal(FileRefusalCodes.Macros, Refuse(Adding(ZipPart.Xml("xl/vbaProject.bin", "x"))).Code);

    [Fact]
    public void Read_MacroContentType_IsRefused() => Assert.Equal(
        FileRefusalCodes.Macros,
        Refuse(With("[Content_Types].xml", xml => xml.Replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", StringComparison.Ordinal))).Code);

    [Fact]
    public void Read_ExternalLink_IsRefused() => Assert.Equal(
        FileRefusalCodes.ExternalLinks,
        Refuse(With("xl/_rels/workbook.xml.rels", xml => xml.Replace("</Relationships>", """<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///c:/prices.xlsx" TargetMode="External"/></Relationships>""", StringComparison.Ordinal))).Code);

    [Fact]
    public void Read_ExternalLinkPart_IsRefused() =>
        Assert.Equal(FileRefusalCodes.ExternalLinks, Refuse(Adding(ZipPart.Xml("xl/externalLinks/externalLink1.xml", "<a/>"))).Code);

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("docProps/core.xml")]
    [InlineData("_rels/.rels")]
    public void Read_DocumentType_IsRefusedInAnyPart(string part)
    {
        var bomb = With(part, xml => xml.Replace("standalone=\"yes\"?>", """standalone="yes"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>""", StringComparison.Ordinal));

        Assert.Equal(FileRefusalCodes.DocumentType, Refuse(bomb).Code);
    }

    [Fact]
    public void Read_BrokenXml_NamesThePart() =>
        Assert.Contains("xl/styles.xml, line 2", Refuse(With("xl/styles.xml", xml => xml.Replace("</fonts>", "", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_PartTwice_IsRefused() =>
        Assert.Equal(FileRefusalCodes.Damaged, Refuse(Adding(ZipPart.Xml("XL/worksheets/sheet1.xml", "<a/>"))).Code);

    [Fact]
    public void Read_NestedWithoutEnd_IsRefused() =>
        Assert.Equal(FileRefusalCodes.Damaged, Refuse(Streamed(text => text.Write(string.Concat(Enumerable.Repeat("<x>", 200)) + string.Concat(Enumerable.Repeat("</x>", 200))))).Code);

    [Fact]
    public void Read_WorkbookPartMissing_IsRefusedWithTheReadersWords()
    {
        var refusal = Refuse(FixedZip.Write(Poll().Parts().Where(part => part.Name != "xl/workbook.xml")));

        Assert.Equal(FileRefusalCodes.Damaged, refusal.Code);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.7)]
    [InlineData(0.99)]
    public void Read_CutOff_IsDamaged(double part)
    {
        var file = Poll().Build();

        Assert.Equal(FileRefusalCodes.Damaged, Refuse(file[..(int)(file.Length * part)]).Code);
    }

    [Fact]
    public void Read_OtherWorkbook_SaysWhatWasLookedForAndFound()
    {
        var refusal = Refuse((Poll() with { Headers = new("Nr", "Von", "Bis", "Adresse", "Wer", "Zuletzt"), Responses = [new(1, s_completed, s_completed, "x", "y", 3) { LastModified = s_completed }] })
            .Responding("a", "b", s_completed, "c").Parts() is var parts
            ? FixedZip.Write(parts.Select(part => part.Name == "xl/worksheets/sheet1.xml" ? ZipPart.Xml(part.Name, part.Text.Replace("<c r=\"A2\"><v>1</v></c>", "<c r=\"A2\"><v>1.5</v></c>", StringComparison.Ordinal)) : part))
            : []);

        Assert.Equal(FileRefusalCodes.NotAFormsExport, refusal.Code);
        Assert.Contains("Completion time", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Wer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoQuestions_IsRefused() =>
        Assert.Equal(FileRefusalCodes.NoQuestions, Refuse((Poll() with { Questions = [] }).Build()).Code);

    [Theory]
    [InlineData(FormsExportShape.ServerDownload)]
    [InlineData(FormsExportShape.ResavedInExcel)]
    [InlineData(FormsExportShape.LiveSynced)]
    public void Read_NoResponses_IsRefused(FormsExportShape shape) =>
        Assert.Equal(FileRefusalCodes.NoResponses, Refuse((Poll() with { Responses = [], Shape = shape }).Build()).Code);

    [Fact]
    public void Read_ValuesUnderAnEmptyHeader_NamesTheColumn()
    {
        var refusal = Refuse(Sheet("</c></row></sheetData>", "</c><c r=\"I3\"><v>5</v></c></row></sheetData>"));

        Assert.Equal((FileRefusalCodes.HeaderEmpty, "Sheet1", 3, 9), (refusal.Code, refusal.Sheet, refusal.Row, refusal.Column));
    }

    [Theory]
    [InlineData("text where a time belongs", "C3", """ t="str"><v>yesterday</v>""", FileRefusalCodes.Time, 3, 3)]
    [InlineData("a date in text where a time belongs", "C3", """ t="str"><v>3/12/2026 14:05</v>""", FileRefusalCodes.Time, 3, 3)]
    [InlineData("no completion", "C3", "/>", FileRefusalCodes.Time, 3, 3)]
    [InlineData("a time before Forms", "B2", """ s="1"><v>1.5</v>""", FileRefusalCodes.Time, 2, 2)]
    [InlineData("a negative time", "B2", """ s="1"><v>-46093.5</v>""", FileRefusalCodes.Time, 2, 2)]
    [InlineData("a time far ahead", "C2", """ s="1"><v>99999</v>""", FileRefusalCodes.Time, 2, 3)]
    [InlineData("a time beyond any calendar", "C2", """ s="1"><v>1e300</v>""", FileRefusalCodes.Time, 2, 3)]
    [InlineData("a time that is no number", "C2", """ s="1"><v>NaN</v>""", FileRefusalCodes.Time, 2, 3)]
    [InlineData("no response number", "A3", "/>", FileRefusalCodes.ResponseId, 3, 1)]
    [InlineData("half a response number", "A3", "><v>1.5</v>", FileRefusalCodes.ResponseId, 3, 1)]
    [InlineData("a note below the table", "A3", """ t="str"><v>Total</v>""", FileRefusalCodes.ResponseId, 3, 1)]
    [InlineData("the same response twice", "A3", "><v>1</v>", FileRefusalCodes.ResponseIdTwice, 3, 1)]
    [InlineData("an error in an answer", "G2", """ t="e"><v>#REF!</v>""", FileRefusalCodes.CellError, 2, 7)]
    public void Read_CellThatCannotBeUnderstood_IsRefusedNamingThePlace(string because, string cell, string content, string code, int row, int column)
    {
        var file = With("xl/worksheets/sheet1.xml", xml => System.Text.RegularExpressions.Regex.Replace(
            xml, $"<c r=\"{cell}\"[^>]*>.*?</c>", $"<c r=\"{cell}\"{content}{(content == "/>" ? "" : "</c>")}"));

        var refusal = Refuse(file);

        Assert.True((refusal.Code, refusal.Row, refusal.Column) == (code, row, column), $"{because}: {refusal}");
        Assert.Contains(cell, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_ListsEveryCodeOnce()
    {
        var constants = typeof(FileRefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(constants.Order(), FileRefusalCodes.All.ToArray().Select(code => code.Code).Order());
    }
}
