using System.Globalization;

namespace TeamsCpeApi.Workbooks;

/// <summary>Where a scan stands in a sheet. Positions may be left out or jump forward, but never back.</summary>
internal sealed class SheetPosition
{
    private int _length;

    public int Row { get; private set; }

    public int Column { get; private set; }

    public FileRefusal? EnterRow(string? position)
    {
        var row = Row + 1;
        if (position is not null && !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out row))
        {
            return FileRefusal.Damaged($"row after row {Row} has no valid number");
        }

        if (row <= Row)
        {
            return FileRefusal.Damaged($"row {row} stands behind row {Row}");
        }

        (Row, Column) = (row, 0);
        return row > FileLimits.Rows
            ? new(FileRefusalCodes.TooManyRows, "The sheet has more than 100,000 rows. Split the export.", Row: row)
            : null;
    }

    public FileRefusal? EnterCell(string? reference)
    {
        _length = 0;
        var column = Column + 1;
        var row = Row;
        if (reference is not null && !CellReference.TryParse(reference, out column, out row))
        {
            return FileRefusal.Damaged($"a cell of row {Row} has no valid reference", row: Row);
        }

        if (row != Row || column <= Column)
        {
            return FileRefusal.Damaged($"the cells of row {Row} are out of order", row: Row);
        }

        Column = column;
        return column > FileLimits.Columns
            ? new(FileRefusalCodes.TooManyColumns, "The sheet has more than 1,000 columns. Remove what does not belong to the export.", Row: Row, Column: column)
            : null;
    }

    /// <summary>Counts the characters of the current cell; false when they are too many.</summary>
    public bool Take(int characters)
    {
        _length += characters;
        return _length <= FileLimits.CellLength;
    }
}
