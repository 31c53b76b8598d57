namespace TeamsCpeApi.Workbooks;

/// <summary>What an uploaded file may hold. The limits are checked before and while a file is read, never afterwards.</summary>
internal static class FileLimits
{
    public const int FileBytes = 10 * 1024 * 1024;

    public const int ZipEntries = 500;

    /// <summary>All parts together, counted as they are inflated: sizes that a zip declares are not believed.</summary>
    public const int InflatedBytes = 128 * 1024 * 1024;

    /// <summary>A part that holds neither cells nor strings: styles, theme, relationships, table.</summary>
    public const int SmallPartBytes = 4 * 1024 * 1024;

    /// <summary>The longest run of bytes without markup. The longest cell, written in character references, stays below it.</summary>
    public const int MarkupGapBytes = 512 * 1024;

    /// <summary>Elements of a sheet that are not rows or cells: hyperlinks, merged cells, column widths.</summary>
    public const int SheetExtras = 200_000;

    public const int MarkupDepth = 64;

    public const int Rows = 100_000;

    public const int Columns = 1_000;

    public const int Cells = 2_000_000;

    public const int Strings = 1_000_000;

    /// <summary>The limit of Excel itself.</summary>
    public const int CellLength = 32_767;
}
