using System.Globalization;
using System.Text;

namespace TeamsCpeApi.Tests.Workbooks;

internal static class SheetXml
{
    private static readonly DateTime s_from1900 = new(1899, 12, 30);
    private static readonly DateTime s_from1904 = new(1904, 1, 1);

    public static string Reference(int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{row}");

    public static string Range(FormsExportGrid grid) =>
        $"A1:{Reference(grid.Columns.Count, Math.Max(2, grid.Rows.Count + 1))}";

    public static double Serial(DateTime value, bool countsFrom1904) =>
        (value - (countsFrom1904 ? s_from1904 : s_from1900)).TotalDays;

    public static string Number(object value, string? format = null) =>
        ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Rows of cells. <paramref name="cell"/> writes one: reference, cell, and whether it stands in the header.</summary>
    public static string Rows(FormsExportGrid grid, string openRow, string closeRow, Func<string, FormsCell, bool, string> cell)
    {
        var xml = new StringBuilder();
        var header = grid.Columns.Select(column => new FormsCell(FormsCellKind.Text, column.Header)).ToList();
        var rows = grid.Rows.Prepend(header).ToList();
        for (var row = 0; row < rows.Count; row++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"{openRow.Replace("{row}", Number(row + 1), StringComparison.Ordinal)}");
            for (var column = 0; column < rows[row].Count; column++)
            {
                xml.Append(cell(Reference(column + 1, row + 1), rows[row][column], row == 0));
            }

            xml.Append(closeRow);
        }

        return xml.ToString();
    }

    private static string Letters(int column) =>
        column == 0 ? "" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));
}
