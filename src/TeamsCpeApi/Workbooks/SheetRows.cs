using ExcelDataReader;

namespace TeamsCpeApi.Workbooks;

/// <summary>Collects the rows of one sheet and which of its columns are formatted as times.</summary>
internal sealed class SheetRows
{
    private readonly List<SheetRow> _rows = [];
    private readonly Dictionary<int, bool> _isDateTime = [];

    public void Add(IExcelDataReader reader)
    {
        var values = new object?[Math.Min(reader.FieldCount, FileLimits.Columns)];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = reader.GetValue(index);
            if (_rows.Count > 0 && reader.GetNumberFormatString(index) is { } format)
            {
                _isDateTime[index + 1] = IsDateTime(format) && _isDateTime.GetValueOrDefault(index + 1, true);
            }
        }

        var row = new SheetRow(reader.Depth + 1, values);
        if (!row.IsEmpty)
        {
            _rows.Add(row);
        }
    }

    /// <summary>Returns null for a sheet without any value.</summary>
    public SheetTable? ToTable(string name) => _rows is [var header, ..]
        ? new(name, header, _rows[1..], _isDateTime.Where(column => column.Value).Select(column => column.Key).ToHashSet())
        : null;

    private static bool IsDateTime(string format) =>
        format.Contains('d', StringComparison.OrdinalIgnoreCase)
        && format.Contains('y', StringComparison.OrdinalIgnoreCase)
        && format.Contains('h', StringComparison.OrdinalIgnoreCase);
}
