using System.Globalization;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>The parts of a pristine download: written by the Open XML SDK on the Forms server, every spreadsheet element prefixed.</summary>
internal static class ServerDownloadParts
{
    private const string Declaration = """<?xml version="1.0" encoding="utf-8"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static IReadOnlyList<ZipPart> Of(FormsExportFile file, FormsExportGrid grid)
    {
        var strings = new SharedStrings();
        var sheet = Sheet(grid, strings);
        return
        [
            ZipPart.XmlWithMark("xl/workbook.xml", Workbook),
            ZipPart.XmlWithMark("xl/worksheets/sheet1.xml", sheet),
            ZipPart.XmlWithMark("xl/tables/table1.xml", Table(grid)),
            ZipPart.XmlWithMark("xl/sharedStrings.xml", Strings(strings)),
            ZipPart.XmlWithMark("xl/styles.xml", Styles),
            ZipPart.Xml("xl/theme/theme1.xml", WorkbookTheme.Xml),
            new("xl/printerSettings/printerSettings1.bin", WorkbookTheme.PrinterSettings),
            ZipPart.Xml("docProps/app.xml", $"""{Declaration}<ap:Properties xmlns:ap="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><ap:Application>Microsoft Excel</ap:Application><ap:DocSecurity>0</ap:DocSecurity><ap:ScaleCrop>false</ap:ScaleCrop><ap:AppVersion>15.0300</ap:AppVersion></ap:Properties>"""),
            ZipPart.Xml("docProps/custom.xml", $"""{Declaration}<op:Properties xmlns:op="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" />"""),
            ZipPart.Xml("docProps/core.xml", Core(file.ExportedAt)),
            ZipPart.XmlWithMark("_rels/.rels", Relationships(
                ($"{Office}/officeDocument", "/xl/workbook.xml", "rId1"),
                ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "/docProps/core.xml", "rId2"),
                ($"{Office}/extended-properties", "/docProps/app.xml", "rId3"),
                ($"{Office}/custom-properties", "/docProps/custom.xml", "rId4"))),
            ZipPart.XmlWithMark("xl/_rels/workbook.xml.rels", Relationships(
                ($"{Office}/worksheet", "/xl/worksheets/sheet1.xml", "rId1"),
                ($"{Office}/theme", "/xl/theme/theme1.xml", "rId2"),
                ($"{Office}/styles", "/xl/styles.xml", "rId3"),
                ($"{Office}/sharedStrings", "/xl/sharedStrings.xml", "R037d0f5c1a2b4e68"))),
            ZipPart.XmlWithMark("xl/worksheets/_rels/sheet1.xml.rels", Relationships(
                ($"{Office}/printerSettings", "/xl/printerSettings/printerSettings1.bin", "rId1"),
                ($"{Office}/table", "/xl/tables/table1.xml", "rId2"))),
            ZipPart.Xml("[Content_Types].xml", ContentTypes),
        ];
    }

    private const string Workbook =
        $"""{Declaration}<x:workbook xmlns:r="{Office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" mc:Ignorable="x15" xmlns:x="{Main}"><x:fileVersion appName="xl" lastEdited="6" lowestEdited="6" rupBuild="14420" /><x:workbookPr defaultThemeVersion="153222" /><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\Users\template\Downloads\" /></mc:Choice></mc:AlternateContent><x:bookViews><x:workbookView xWindow="0" yWindow="0" windowWidth="19200" windowHeight="7310" /></x:bookViews><x:sheets><x:sheet name="Sheet1" sheetId="1" r:id="rId1" /></x:sheets><x:calcPr calcId="152511" /></x:workbook>""";

    private const string Styles =
        $"""{Declaration}<x:styleSheet xmlns:x="{Main}"><x:numFmts count="2"><x:numFmt numFmtId="166" formatCode="m/d/yy\ h:mm:ss" /><x:numFmt numFmtId="167" formatCode="m/d/yyyy" /></x:numFmts><x:fonts count="1"><x:font><x:sz val="11" /><x:color theme="1" /><x:name val="Calibri" /><x:family val="2" /><x:scheme val="minor" /></x:font></x:fonts><x:fills count="2"><x:fill><x:patternFill patternType="none" /></x:fill><x:fill><x:patternFill patternType="gray125" /></x:fill></x:fills><x:borders count="1"><x:border><x:left /><x:right /><x:top /><x:bottom /><x:diagonal /></x:border></x:borders><x:cellStyleXfs count="1"><x:xf numFmtId="0" fontId="0" fillId="0" borderId="0" /></x:cellStyleXfs><x:cellXfs count="11"><x:xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" /><x:xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" /><x:xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="21" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /><x:xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" /></x:cellXfs><x:cellStyles count="1"><x:cellStyle name="Normal" xfId="0" builtinId="0" /></x:cellStyles><x:dxfs count="0" /><x:tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16" /></x:styleSheet>""";

    private const string ContentTypes =
        """<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings" /><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" /><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" /><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml" /><Override PartName="/xl/tables/table1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml" /><Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml" /><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml" /><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml" /><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml" /><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml" /><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml" /></Types>""";

    private static string Core(DateTimeOffset exportedAt)
    {
        var instant = exportedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
        return $"""{Declaration}<coreProperties xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><dc:creator></dc:creator><lastModifiedBy></lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{instant}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{instant}</dcterms:modified></coreProperties>""";
    }

    private static string Sheet(FormsExportGrid grid, SharedStrings strings) =>
        $"""{Declaration}<x:worksheet xmlns:r="{Office}" xmlns:x="{Main}"><x:dimension ref="A1" /><x:sheetViews><x:sheetView tabSelected="1" workbookViewId="0" /></x:sheetViews><x:sheetFormatPr defaultRowHeight="14.5" /><x:cols><x:col min="1" max="{SheetXml.Number(grid.Columns.Count)}" width="20" bestFit="1" customWidth="1" /></x:cols><x:sheetData>{SheetXml.Rows(grid, """<x:row r="{row}">""", "</x:row>", (reference, cell, _) => Cell(reference, cell, strings))}</x:sheetData><x:pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3" /><x:pageSetup orientation="portrait" r:id="rId1" /><x:tableParts count="1"><x:tablePart r:id="rId2" /></x:tableParts></x:worksheet>""";

    private static string Cell(string reference, FormsCell cell, SharedStrings strings) => cell switch
    {
        { Kind: FormsCellKind.Text, Value: string { Length: > 0 } text } =>
            $"""<x:c r="{reference}" s="{(double.TryParse(text, CultureInfo.InvariantCulture, out _) ? 7 : 10)}" t="s"><x:v>{SheetXml.Number(strings.IndexOf(text))}</x:v></x:c>""",
        { Kind: FormsCellKind.Text } => $"""<x:c r="{reference}" s="10" t="s"/>""",
        { Kind: FormsCellKind.DateTime or FormsCellKind.Date, Value: DateTime value } =>
            $"""<x:c r="{reference}" s="{(cell.Kind == FormsCellKind.Date ? 3 : 2)}"><x:v>{SheetXml.Number(SheetXml.Serial(value, countsFrom1904: false), cell.Kind == FormsCellKind.Date ? "0.##########" : "F10")}</x:v></x:c>""",
        { Kind: FormsCellKind.DateTime or FormsCellKind.Date } => $"""<x:c r="{reference}" s="2"/>""",
        { Value: { } number } => $"""<x:c r="{reference}" s="0"><x:v>{SheetXml.Number(number)}</x:v></x:c>""",
        _ => $"""<x:c r="{reference}" s="0"/>""",
    };

    private static string Strings(SharedStrings strings)
    {
        var count = SheetXml.Number(strings.Texts.Count);
        var items = string.Concat(strings.Texts.Select(text => $"""<x:si><x:t xml:space="preserve">{SharedStrings.Escape(text)}</x:t></x:si>"""));
        return $"""{Declaration}<x:sst count="{count}" uniqueCount="{count}" xmlns:x="{Main}">{items}</x:sst>""";
    }

    private static string Table(FormsExportGrid grid)
    {
        var range = SheetXml.Range(grid);
        var columns = string.Concat(grid.Columns.Select((column, index) =>
            $"""<x:tableColumn id="{SheetXml.Number(index + 1)}" name="{SharedStrings.Escape(column.Header).Replace("\n", "_x000a_", StringComparison.Ordinal)}" />"""));
        return $"""{Declaration}<x:table xmlns:x="{Main}" id="1" name="Table1" displayName="Table1" ref="{range}" insertRow="1" totalsRowShown="0"><x:autoFilter ref="{range}" /><x:tableColumns count="{SheetXml.Number(grid.Columns.Count)}">{columns}</x:tableColumns><x:tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0" /></x:table>""";
    }

    private static string Relationships(params IEnumerable<(string Type, string Target, string Id)> relationships) =>
        $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(relationships.Select(relationship =>
            $"""<Relationship Type="{relationship.Type}" Target="{relationship.Target}" Id="{relationship.Id}" />"""))}</Relationships>""";
}
