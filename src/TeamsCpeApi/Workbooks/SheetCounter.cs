using System.Globalization;
using System.Xml;

namespace TeamsCpeApi.Workbooks;

/// <summary>Counts rows, columns, cells and characters of the sheets and of the shared strings while they stream past.</summary>
internal sealed class SheetCounter
{
    private readonly char[] _buffer = new char[4096];
    private int _cells;
    private int _strings;
    private int _highestString = -1;

    public int Formulas { get; private set; }

    public string? FirstFormula { get; private set; }

    public FileRefusal? CountSheet(XmlReader reader)
    {
        var sheet = new SheetPosition();
        var extras = 0;
        var (isStringCell, lacksValue) = (false, false);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "row":
                    if (sheet.EnterRow(reader.GetAttribute("r")) is { } rowRefusal)
                    {
                        return rowRefusal;
                    }

                    break;
                case XmlNodeType.Element when reader.LocalName == "c":
                    var type = reader.GetAttribute("t");
                    isStringCell = type == "s";
                    if (sheet.EnterCell(reader.GetAttribute("r")) is { } cellRefusal)
                    {
                        return cellRefusal;
                    }

                    if (type == "e")
                    {
                        return ErrorValue(sheet);
                    }

                    if (++_cells > FileLimits.Cells)
                    {
                        return new(FileRefusalCodes.TooManyCells, "The workbook has more than 2,000,000 cells. Export fewer questions or responses at a time.");
                    }

                    break;
                case XmlNodeType.Element when reader.LocalName == "f":
                    Formulas++;
                    FirstFormula ??= $"{CellReference.Letters(sheet.Column)}{sheet.Row}";
                    lacksValue = true;
                    break;
                case XmlNodeType.Element when reader.LocalName is "v" or "is":
                    lacksValue = false;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "c" && lacksValue:
                    return WithoutValue(sheet);
                case XmlNodeType.Element when reader.LocalName is not ("v" or "is" or "t" or "r" or "f"):
                    if (++extras > FileLimits.SheetExtras)
                    {
                        return FileRefusal.Damaged("a sheet has more than 200,000 marks beside its cells");
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    if (!sheet.Take(TextLength(reader, out var start)))
                    {
                        return TooLong(sheet.Row, sheet.Column);
                    }

                    if (isStringCell && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                    {
                        _highestString = Math.Max(_highestString, index);
                    }

                    break;
                default:
                    break;
            }

            if (reader.Depth > FileLimits.MarkupDepth)
            {
                return FileRefusal.Damaged($"elements are nested more than {FileLimits.MarkupDepth} deep");
            }
        }

        return null;
    }

    public FileRefusal? CountStrings(XmlReader reader)
    {
        var length = 0;
        while (reader.Read())
        {
            if (reader.Depth > FileLimits.MarkupDepth)
            {
                return FileRefusal.Damaged($"elements are nested more than {FileLimits.MarkupDepth} deep");
            }

            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si")
            {
                length = 0;
                if (++_strings > FileLimits.Strings)
                {
                    return new(FileRefusalCodes.TooManyCells, "The workbook has more than 1,000,000 different texts. Export fewer questions or responses at a time.");
                }
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                length += TextLength(reader, out _);
                if (length > FileLimits.CellLength)
                {
                    return TooLong(null, null);
                }
            }
        }

        return null;
    }

    /// <summary>A cell whose string does not exist would otherwise read as unanswered.</summary>
    public FileRefusal? RefuseMissingStrings() =>
        _highestString >= _strings ? FileRefusal.Damaged("cells refer to texts that the file does not hold") : null;

    /// <summary>The reader gives no value for an error, which would read as unanswered.</summary>
    private static FileRefusal ErrorValue(SheetPosition at) => new(
        FileRefusalCodes.CellError,
        $"Cell {CellReference.Letters(at.Column)}{at.Row} holds an error such as #REF! instead of a value. Correct the cell, or export again.",
        Row: at.Row,
        Column: at.Column);

    private static FileRefusal WithoutValue(SheetPosition at) => new(
        FileRefusalCodes.FormulaWithoutValue,
        $"Cell {CellReference.Letters(at.Column)}{at.Row} holds a formula and no stored value, and formulas are never evaluated. Open the workbook in Excel and save it, or upload the export as Forms made it.",
        Row: at.Row,
        Column: at.Column);

    private static FileRefusal TooLong(int? row, int? column) =>
        new(FileRefusalCodes.CellTooLong, "A cell holds more than 32,767 characters, more than Excel allows. Shorten it.", Row: row, Column: column);

    /// <summary>Measures a text piece by piece: it may be longer than what should stand in memory at once.</summary>
    private int TextLength(XmlReader reader, out ReadOnlySpan<char> start)
    {
        var length = reader.ReadValueChunk(_buffer, 0, _buffer.Length);
        start = _buffer.AsSpan(0, Math.Min(length, 12));
        if (length < _buffer.Length)
        {
            return length;
        }

        start = [];
        for (var read = length; read > 0 && length <= FileLimits.CellLength; length += read)
        {
            read = reader.ReadValueChunk(_buffer, 0, _buffer.Length);
        }

        return length;
    }
}
