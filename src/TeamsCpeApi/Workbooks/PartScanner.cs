using System.Globalization;
using System.Xml;

namespace TeamsCpeApi.Workbooks;

/// <summary>
/// Reads every XML part of a workbook once, holding nothing but counts and a few facts, and stops at the first limit.
/// What passes here can be given to a reader that keeps cells and strings in memory.
/// </summary>
internal sealed class PartScanner
{
    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly SheetCounter _sheets = new();
    private readonly List<FormsTable> _formsTables = [];
    private readonly HashSet<string> _contentTypes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PartRelationship> _relationships = [];
    private bool _countsFrom1904;
    private DateTimeOffset? _createdAt;

    public IReadOnlySet<string> ContentTypes => _contentTypes;

    public IReadOnlyList<PartRelationship> Relationships => _relationships;

    public WorkbookFacts Facts => new(_countsFrom1904, _createdAt, _formsTables) { Formulas = _sheets.Formulas, FirstFormula = _sheets.FirstFormula };

    /// <summary>Scans a part; <paramref name="allowMore"/> is called when it turns out to hold cells or strings.</summary>
    public FileRefusal? Scan(Stream part, Action allowMore)
    {
        using var reader = XmlReader.Create(part, s_settings);
        reader.MoveToContent();
        switch (reader.LocalName)
        {
            case "worksheet":
                allowMore();
                return _sheets.CountSheet(reader);
            case "sst":
                allowMore();
                return _sheets.CountStrings(reader);
            case "table":
                if (FormsTableXml.Read(reader) is { } table)
                {
                    _formsTables.Add(table);
                }

                return null;
            default:
                return ScanSmallPart(reader);
        }
    }

    /// <summary>What can only be told when all parts are known: whether every cell's string exists.</summary>
    public FileRefusal? Conclude() => _sheets.RefuseMissingStrings();

    private FileRefusal? ScanSmallPart(XmlReader reader)
    {
        var root = reader.LocalName;
        do
        {
            if (reader.Depth > FileLimits.MarkupDepth)
            {
                return FileRefusal.Damaged($"elements are nested more than {FileLimits.MarkupDepth} deep");
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (root, reader.LocalName)
            {
                case ("Types", "Override" or "Default"):
                    _contentTypes.Add(reader.GetAttribute("ContentType") ?? "");
                    break;
                case ("Relationships", "Relationship"):
                    _relationships.Add(new(
                        reader.GetAttribute("Type") ?? "",
                        reader.GetAttribute("Target") ?? "",
                        string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)));
                    break;
                case ("workbook", "workbookPr"):
                    _countsFrom1904 = reader.GetAttribute("date1904") is "1" or "true";
                    break;
                case ("coreProperties", "created") when !reader.IsEmptyElement:
                    reader.Read();
                    _createdAt = Instant(reader.Value);
                    break;
                default:
                    break;
            }
        }
        while (reader.Read());

        return null;
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
}
