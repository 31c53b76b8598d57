using System.Text;
using ExcelDataReader;

namespace TeamsCpeApi.Workbooks;

/// <summary>Reads the sheets of an inspected workbook. Formulas are never evaluated: the value stored beside them is read.</summary>
internal static class SheetTables
{
    // ExcelDataReader asks for Windows code pages even where it reads none.
    static SheetTables() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static FileRefusal? Read(Stream workbook, out IReadOnlyList<SheetTable> tables)
    {
        var found = new List<SheetTable>();
        tables = found;
        var where = "its workbook part";
        string? sheet = null;
        int? row = null;
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(workbook, new ExcelReaderConfiguration { LeaveOpen = true });
            do
            {
                (sheet, where) = (reader.Name, $"sheet \"{reader.Name}\"");
                var rows = new SheetRows();
                while (reader.Read())
                {
                    row = reader.Depth + 1;
                    rows.Add(reader);
                }

                if (rows.ToTable(sheet) is { } table)
                {
                    found.Add(table);
                }

                row = null;
            }
            while (reader.NextResult());

            return null;
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The reader states no set of exceptions for broken input; whatever it meets, the caller learns the place and the cause.
            return FileRefusal.Damaged(row is null ? $"{where}: {broken.Message}" : $"{where} after row {row}: {broken.Message}", sheet, row);
        }
    }
}
