using System.Text;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>A file as text.</summary>
/// <param name="Text">Its text, without a byte order mark and without NUL characters.</param>
/// <param name="Encoding">The encoding in which it was read, as the uploader is told.</param>
internal sealed record DecodedText(string Text, string Encoding);

/// <summary>
/// Turns the bytes of an attendance file into text: by the byte order mark; else UTF-8; else one of the two code pages in which
/// Excel saves in Europe, whichever makes more sense of the headers and letters (formats.md §2.4).
/// </summary>
internal static class AttendanceText
{
    private const int CentralEurope = 1250;
    private const int WesternEurope = 1252;

    static AttendanceText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static FileRefusal? Decode(ReadOnlySpan<byte> file, out DecodedText decoded)
    {
        decoded = new("", "");
        if (FileSignature.RefuseBySize(file) is { } size)
        {
            return size;
        }

        if (FileSignature.NameUnlessTable(file) is { } what)
        {
            return new(FileRefusalCodes.NotText, $"The content of the file is {what}, whatever its name says. {Advice}");
        }

        if (Decode(file) is not { } read)
        {
            return new(FileRefusalCodes.AttendanceEncoding, $"The file begins with the mark of UTF-8 and holds bytes that are none: it is damaged. {Advice}");
        }

        decoded = read with { Text = Repaired(read.Text).Replace("\0", "", StringComparison.Ordinal) };
        return null;
    }

    internal const string Advice = "Download the attendance report from Teams again and upload that .csv file as it is.";

    private static DecodedText? Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Encoding.Unicode.Preamble))
        {
            return new(Encoding.Unicode.GetString(file[2..]), "utf-16le");
        }

        if (file.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return new(Encoding.BigEndianUnicode.GetString(file[2..]), "utf-16be");
        }

        var isMarked = file.StartsWith(Encoding.UTF8.Preamble);
        if (Utf8(isMarked ? file[3..] : file) is { } text)
        {
            return new(text, isMarked ? "utf-8 with a byte order mark" : "utf-8");
        }

        return isMarked ? null : InCodePage(file);
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static DecodedText InCodePage(ReadOnlySpan<byte> file)
    {
        var west = Encoding.GetEncoding(WesternEurope).GetString(file);
        var centre = Encoding.GetEncoding(CentralEurope).GetString(file);
        return Sense(centre).CompareTo(Sense(west)) > 0 ? new(centre, "windows-1250") : new(west, "windows-1252");
    }

    /// <summary>How much sense a decoding makes: known headers first, then letters instead of signs.</summary>
    private static (int Headers, int Letters) Sense(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 65_536));
        var (headers, letters) = (0, 0);
        foreach (var cell in start.SplitAny("\t;,\r\n"))
        {
            var word = start[cell];
            headers += word.Length is > 0 and <= HeaderWords.Longest && HeaderWords.ColumnOf(word.Trim('"').ToString()) is not null ? 1 : 0;
        }

        foreach (var character in start)
        {
            letters += character > '\u007F' && char.IsLetter(character) ? 1 : 0;
        }

        return (headers, letters);
    }

    /// <summary>UTF-16 that an editor took for Latin-1 and saved begins with "ÿþ": the letters are the bytes that they were.</summary>
    private static string Repaired(string text)
    {
        if (!text.StartsWith("ÿþ", StringComparison.Ordinal) && !text.StartsWith("þÿ", StringComparison.Ordinal))
        {
            return text;
        }

        return text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')
            ? (text[0] == 'ÿ' ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(Encoding.Latin1.GetBytes(text[2..]))
            : text[2..];
    }
}
