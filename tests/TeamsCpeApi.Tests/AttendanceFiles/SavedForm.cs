using System.Text;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>How rows become bytes: encoding, mark, separator, line ends, padding and quotation, as Teams, Excel and editors do it.</summary>
internal sealed record SavedForm(string CodePage, bool IsMarked, char Separator, string LineEnd, bool IsPadded, bool QuotesCommas)
{
    public static readonly IReadOnlyDictionary<string, SavedForm> All = new Dictionary<string, SavedForm>
    {
        ["as Teams writes it"] = new("utf-16", true, '\t', "\r\n", false, false),
        ["as Teams wrote it until 2022"] = new("utf-16", true, '\t', "\n", false, false),
        ["Unicode text of Excel"] = new("utf-16", true, '\t', "\r\n", true, true),
        ["UTF-16BE of an editor"] = new("utf-16BE", true, '\t', "\n", false, false),
        ["UTF-8 of an editor"] = new("utf-8", false, '\t', "\n", false, false),
        ["CSV UTF-8 of Excel"] = new("utf-8", true, ',', "\r\n", true, true),
        ["CSV of Excel in the West"] = new("windows-1252", false, ',', "\r\n", true, true),
        ["CSV of Excel in Western Europe"] = new("windows-1252", false, ';', "\r\n", true, false),
        ["CSV of Excel in Central Europe"] = new("windows-1250", false, ';', "\r\n", true, false),
    };

    static SavedForm() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The bytes, or null when the code page has not all of the letters.</summary>
    public byte[]? Save(string[][] rows)
    {
        var width = rows.Max(row => row.Length);
        var text = string.Concat(rows.Select(row => string.Join(Separator, row.Concat(Enumerable.Repeat("", IsPadded ? width - row.Length : 0)).Select(Cell)) + LineEnd));
        var codec = Encoding.GetEncoding(CodePage);
        var bytes = codec.GetBytes(text);
        return codec.GetString(bytes) == text ? [.. IsMarked ? codec.GetPreamble() : [], .. bytes] : null;
    }

    private string Cell(string text) => text.AsSpan().ContainsAny(Separator, '"', '\n') || (QuotesCommas && text.Contains(',', StringComparison.Ordinal))
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
