using System.Text;
using System.Xml;

namespace TeamsCpeApi.Tests.Workbooks;

/// <summary>The strings of a workbook, each once, in the order of their first use.</summary>
internal sealed class SharedStrings
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public int Uses { get; private set; }

    public IReadOnlyList<string> Texts => _texts;

    public int IndexOf(string text)
    {
        Uses++;
        if (!_indexes.TryGetValue(text, out var index))
        {
            index = _texts.Count;
            _indexes.Add(text, index);
            _texts.Add(text);
        }

        return index;
    }

    /// <summary>The text as XML holds it: control characters in the escaped form of the workbook format.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\r' => escaped.Append("_x000D_"),
                _ when XmlConvert.IsXmlChar(character) || char.IsSurrogate(character) => escaped.Append(character),
                _ => escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"_x{(int)character:X4}_"),
            };
        }

        return escaped.ToString();
    }
}
