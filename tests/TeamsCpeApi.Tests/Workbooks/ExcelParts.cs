using System.Globalization;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>The parts of an export that Excel has written: re-saved on a desktop, or kept in step with Forms on the web.</summary>
internal static class ExcelParts
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string MsForms = "http://schemas.microsoft.com/office/spreadsheetml/2023/msForms";

    public static IReadOnlyList<ZipPart> Of(FormsExportFile file, FormsExportGrid grid)
    {
        var strings = new SharedStrings();
        var sheet = Sheet(file, grid, strings);
        return
        [
            ZipPart.Xml("[Content_Types].xml", ContentTypes),
            ZipPart.Xml("_rels/.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="{Office}/extended-properties" Target="docProps/app.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
            ZipPart.Xml("xl/workbook.xml", Workbook(file)),
            ZipPart.Xml("xl/_rels/workbook.xml.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{Office}/theme" Target="theme/theme1.xml"/><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId4" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""),
            ZipPart.Xml("xl/worksheets/sheet1.xml", sheet),
            ZipPart.Xml("xl/theme/theme1.xml", WorkbookTheme.Xml),
            ZipPart.Xml("xl/styles.xml", Styles(file.Shape)),
            ZipPart.Xml("xl/sharedStrings.xml", Strings(strings)),
            ZipPart.Xml("xl/worksheets/_rels/sheet1.xml.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId2" Type="{Office}/table" Target="../tables/table1.xml"/><Relationship Id="rId1" Type="{Office}/printerSettings" Target="../printerSettings/printerSettings1.bin"/></Relationships>"""),
            new("xl/printerSettings/printerSettings1.bin", WorkbookTheme.PrinterSettings),
            ZipPart.Xml("xl/tables/table1.xml", Table(file, grid)),
            ZipPart.Xml("docProps/core.xml", Core(file.ExportedAt)),
            ZipPart.Xml("docProps/app.xml", $"""{Declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><TotalTime>0</TotalTime><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><AppVersion>16.0300</AppVersion></Properties>"""),
        ];
    }

    private const string ContentTypes =
        $"""{Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/tables/table1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>""";

    private static string Workbook(FormsExportFile file) =>
        $"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Office}"><fileVersion appName="xl" lastEdited="7" lowestEdited="6" rupBuild="27628"/><workbookPr{(file.CountsFrom1904 ? " date1904=\"1\"" : "")}/><bookViews><workbookView xWindow="-120" yWindow="-120" windowWidth="29040" windowHeight="15840"/></bookViews><sheets><sheet name="{(file.Shape == FormsExportShape.LiveSynced ? "Form1" : "Sheet1")}" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="152511"/></workbook>""";

    /// <summary>Style 1 is a date and time, style 2 a date, style 3 text that looks like a number.</summary>
    private static string Styles(FormsExportShape shape)
    {
        var (formats, dateTime) = shape == FormsExportShape.LiveSynced
            ? ("", 22)
            : ("""<numFmts count="1"><numFmt numFmtId="165" formatCode="m/d/yy\ h:mm:ss"/></numFmts>""", 165);
        return $"""{Declaration}<styleSheet xmlns="{Main}">{formats}<fonts count="1"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="{SheetXml.Number(dateTime)}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>""";
    }

    private static string Core(DateTimeOffset created)
    {
        static string Instant(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"""{Declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator></dc:creator><cp:lastModifiedBy>Alex Kim</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{Instant(created)}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{Instant(created.AddHours(1))}</dcterms:modified></cp:coreProperties>""";
    }

    private static string Sheet(FormsExportFile file, FormsExportGrid grid, SharedStrings strings)
    {
        var columns = SheetXml.Number(grid.Columns.Count);
        var rows = SheetXml.Rows(grid, $$"""<row r="{row}" spans="1:{{columns}}">""", "</row>", (reference, cell, isHeader) => Cell(file, reference, cell, isHeader, strings));
        return $"""{Declaration}<worksheet xmlns="{Main}" xmlns:r="{Office}"><dimension ref="{SheetXml.Range(grid)}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="14.25"/><cols><col min="1" max="{columns}" width="20" bestFit="1" customWidth="1"/></cols><sheetData>{rows}</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup orientation="portrait" r:id="rId1"/><tableParts count="1"><tablePart r:id="rId2"/></tableParts></worksheet>""";
    }

    private static string Cell(FormsExportFile file, string reference, FormsCell cell, bool isHeader, SharedStrings strings) => cell switch
    {
        { Kind: FormsCellKind.Text, Value: string { Length: > 0 } text } =>
            $"""<c r="{reference}"{(!isHeader && double.TryParse(text, CultureInfo.InvariantCulture, out _) ? " s=\"3\"" : "")} t="s"><v>{SheetXml.Number(strings.IndexOf(text))}</v></c>""",
        { Kind: FormsCellKind.Text } => "",
        { Kind: FormsCellKind.DateTime or FormsCellKind.Date, Value: DateTime value } =>
            $"""<c r="{reference}" s="{(cell.Kind == FormsCellKind.Date ? 2 : 1)}"><v>{SheetXml.Number(SheetXml.Serial(value, file.CountsFrom1904), "0.###############")}</v></c>""",
        { Kind: FormsCellKind.DateTime or FormsCellKind.Date } => $"""<c r="{reference}" s="1"/>""",
        { Value: { } number } => $"""<c r="{reference}"><v>{SheetXml.Number(number)}</v></c>""",
        _ => "",
    };

    private static string Strings(SharedStrings strings)
    {
        var items = string.Concat(strings.Texts.Select(text =>
            $"<si><t{(text == text.Trim() ? "" : " xml:space=\"preserve\"")}>{SharedStrings.Escape(text)}</t></si>"));
        return $"""{Declaration}<sst xmlns="{Main}" count="{SheetXml.Number(strings.Uses)}" uniqueCount="{SheetXml.Number(strings.Texts.Count)}">{items}</sst>""";
    }

    private static string Table(FormsExportFile file, FormsExportGrid grid)
    {
        var range = SheetXml.Range(grid);
        var isSynced = file.Shape == FormsExportShape.LiveSynced;
        var columns = string.Concat(grid.Columns.Select((column, index) => TableColumn(column, index + 1, isSynced)));
        return $"""{Declaration}<table xmlns="{Main}" id="1" name="Table1" displayName="{(isSynced ? "OfficeForms.Table" : "Table1")}" ref="{range}" totalsRowShown="0"><autoFilter ref="{range}"/><tableColumns count="{SheetXml.Number(grid.Columns.Count)}">{columns}</tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/>{(isSynced ? MsForm(file, grid) : "")}</table>""";
    }

    private static string TableColumn(FormsColumn column, int number, bool isSynced)
    {
        var opening = $"""<tableColumn id="{SheetXml.Number(number)}" name="{SharedStrings.Escape(column.Header).Replace("\n", "_x000a_", StringComparison.Ordinal)}" """;
        return isSynced && column.FormsId is { } id
            ? $$"""{{opening}}><extLst><ext uri="{FCC71383-01E1-4257-9335-427F07BE8D7F}" xmlns:xlmsforms="{{MsForms}}"><xlmsforms:question id="{{id}}"/></ext></extLst></tableColumn>"""
            : $"{opening}/>";
    }

    private static string MsForm(FormsExportFile file, FormsExportGrid grid)
    {
        var highest = SheetXml.Number(file.Responses.Select(response => response.Id).DefaultIfEmpty(0).Max());
        var ids = string.Concat(grid.Columns.Where(column => column.FormsId is not null).Select(column =>
            $"<xlmsforms:syncedQuestionId>{column.FormsId}</xlmsforms:syncedQuestionId>"));
        return $$"""<extLst><ext uri="{839C7E11-91E4-4DBD-9C5D-0DEA604FA9AC}" xmlns:xlmsforms="{{MsForms}}"><xlmsforms:msForm id="{{file.FormId}}" isFormConnected="1" maxResponseId="{{highest}}" latestEventMarker="{{highest}}">{{ids}}</xlmsforms:msForm></ext></extLst>""";
    }
}
