using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TeamsCpeApi.Workbooks;

/// <summary>Streams the cells of one sheet: no element outlives the row it stands in.</summary>
internal sealed class XlsxCells : IDisposable
{
    private static readonly Row s_row = new();
    private static readonly Cell s_cell = new();
    private static readonly InlineString s_inline = new();

    private readonly OpenXmlWriter _writer;

    public XlsxCells(WorksheetPart part)
    {
        _writer = OpenXmlWriter.Create(part);
        _writer.WriteStartElement(new Worksheet());
    }

    public void Element(OpenXmlElement element) => _writer.WriteElement(element);

    public void Columns(IEnumerable<double> widths)
    {
        uint number = 0;
        _writer.WriteElement(new Columns(widths.Select(width => new Column { Min = ++number, Max = number, Width = width, CustomWidth = true })));
    }

    public void StartRows() => _writer.WriteStartElement(new SheetData());

    public void EndRows() => _writer.WriteEndElement();

    public void StartRow(int row) =>
        _writer.WriteStartElement(s_row, [new OpenXmlAttribute("r", "", row.ToString(CultureInfo.InvariantCulture))]);

    public void EndRow() => _writer.WriteEndElement();

    public void Text(string reference, string text, uint style = XlsxStyles.Text)
    {
        var held = CellText.ForWorkbook(text);
        var safeStyle = style == XlsxStyles.Text && CellText.LooksLikeFormula(held) ? XlsxStyles.PrefixedText : style;
        _writer.WriteStartElement(s_cell, [.. Place(reference, safeStyle), new OpenXmlAttribute("t", "", "inlineStr")]);
        _writer.WriteStartElement(s_inline);
        _writer.WriteElement(new Text(CellText.Escaped(held)) { Space = SpaceProcessingModeValues.Preserve });
        _writer.WriteEndElement();
        _writer.WriteEndElement();
    }

    public void Number(string reference, IFormattable number, uint style)
    {
        _writer.WriteStartElement(s_cell, Place(reference, style));
        _writer.WriteElement(new CellValue(number.ToString(null, CultureInfo.InvariantCulture)));
        _writer.WriteEndElement();
    }

    public void Dispose()
    {
        _writer.WriteEndElement();
        _writer.Close();
        _writer.Dispose();
    }

    private static IEnumerable<OpenXmlAttribute> Place(string reference, uint style) =>
        [new OpenXmlAttribute("r", "", reference), new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture))];
}
