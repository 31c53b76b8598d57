using System.Globalization;
using System.Xml.Linq;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Pdf;

/// <summary>Reads documents with the tools that others would read them with.</summary>
internal sealed class PdfTool : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pdf-test-");

    public PdfTool(byte[] pdf)
    {
        Document = Path.Combine(folder.FullName, "document.pdf");
        File.WriteAllBytes(Document, pdf);
    }

    public string Document { get; }

    /// <summary>Text as it stands on the pages, right-to-left words in their logical order, without the marks of direction that pdftotext adds around them.</summary>
    public string Text() => WithoutMarks(Tool.Run("poppler-utils", "pdftotext", "-layout", Document, "-"));

    public string Text(int page) => WithoutMarks(Tool.Run("poppler-utils", "pdftotext", "-layout", "-f", $"{page}", "-l", $"{page}", Document, "-"));

    /// <summary>Text in the order of the content stream: a broken address stays together, but each right-to-left letter stands on a line of its own.</summary>
    public string RawText() => Tool.Run("poppler-utils", "pdftotext", "-raw", Document, "-");

    public IReadOnlyDictionary<string, string> Info() => Tool.Run("poppler-utils", "pdfinfo", "-isodates", Document)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', 2))
        .Where(parts => parts.Length == 2)
        .ToDictionary(parts => parts[0], parts => parts[1].Trim());

    public int Pages => int.Parse(Info()["Pages"], CultureInfo.InvariantCulture);

    /// <summary>One row per font, without the two lines of heading.</summary>
    public IReadOnlyList<string> Fonts() => [.. Tool.Run("poppler-utils", "pdffonts", Document).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];

    /// <summary>Every word of the first page with its place, in points from the upper left corner.</summary>
    public IReadOnlyList<WordBox> WordBoxes() =>
    [
        .. XDocument.Parse(Tool.Run("poppler-utils", "pdftotext", "-bbox", "-l", "1", Document, "-"))
            .Descendants()
            .Where(element => element.Name.LocalName == "word")
            .Select(word => new WordBox(word.Value, Place(word, "xMin"), Place(word, "yMin"), Place(word, "xMax"), Place(word, "yMax"))),
    ];

    public string Check() => Tool.Run("qpdf", "qpdf", "--check", Document);

    public string QrCode()
    {
        var picture = Path.Combine(folder.FullName, "page");
        Tool.Run("poppler-utils", "pdftoppm", "-png", "-singlefile", "-r", "150", Document, picture);
        return Tool.Run("zbar-tools", "zbarimg", "--quiet", "--nodbus", "--raw", picture + ".png").Trim();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string WithoutMarks(string text) => string.Concat(text.Where(character => character is not (>= '\u202A' and <= '\u202E')));

    private static double Place(XElement word, string name) => double.Parse(word.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}

internal sealed record WordBox(string Text, double Left, double Top, double Right, double Bottom)
{
    // The box of a word includes room above and below its letters, which may touch the next line's.
    private const double Leading = 0.25;

    public bool Overlaps(WordBox other)
    {
        var (mine, others) = ((Bottom - Top) * Leading, (other.Bottom - other.Top) * Leading);
        return Left < other.Right - 0.5 && other.Left < Right - 0.5 && Top + mine < other.Bottom - others && other.Top + others < Bottom - mine;
    }
}
