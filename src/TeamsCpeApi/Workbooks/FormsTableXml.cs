using System.Xml;

namespace TeamsCpeApi.Workbooks;

/// <summary>Reads a table part for the marks that Forms leaves in a workbook it keeps in step (MS-XLSX 5.37).</summary>
internal static class FormsTableXml
{
    private const string MsForms = "http://schemas.microsoft.com/office/spreadsheetml/2023/msForms";

    /// <summary>Returns null for a table without a form.</summary>
    public static FormsTable? Read(XmlReader reader)
    {
        var range = reader.GetAttribute("ref") ?? "";
        string? formId = null;
        var columns = new List<FormsTableColumn>();
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "tableColumn":
                    columns.Add(new(reader.GetAttribute("name") ?? "", null));
                    break;
                case "question" when reader.NamespaceURI == MsForms && columns.Count > 0:
                    columns[^1] = columns[^1] with { QuestionId = reader.GetAttribute("id") };
                    break;
                case "msForm" when reader.NamespaceURI == MsForms:
                    formId = reader.GetAttribute("id");
                    break;
                default:
                    break;
            }
        }

        var first = range.AsSpan(0, range.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? colon : range.Length);
        return formId is { Length: > 0 } && CellReference.TryParse(first, out var column, out var row)
            ? new(formId, column, row, columns)
            : null;
    }
}
