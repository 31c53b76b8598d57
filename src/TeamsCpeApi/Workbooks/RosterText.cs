using System.Text;

namespace TeamsCpeApi.Workbooks;

/// <summary>Turns the bytes of a text file into text: by its byte order mark, else as UTF-8, else as Windows-1252, which Excel writes in the West.</summary>
internal static class RosterText
{
    private const int WindowsWest = 1252;

    static RosterText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static FileRefusal? Decode(ReadOnlySpan<byte> file, out string text)
    {
        text = "";
        if (FileSignature.RefuseBySize(file) is { } size)
        {
            return size;
        }

        if (file.StartsWith("PK\u0003\u0004"u8) || file.StartsWith(FileSignature.CompoundFile))
        {
            return new(FileRefusalCodes.Encoding, "The file is a workbook or an archive, not text. Save the roster as \"CSV UTF-8 (comma delimited)\" and upload that.");
        }

        return Decode(file) is { } decoded && decoded.AsSpan().IndexOfAnyInRange('\0', '\u0008') < 0
            ? Take(decoded, out text)
            : new(FileRefusalCodes.Encoding, "The file is not text in UTF-8, UTF-16 with a byte order mark, or Windows-1252. Save the roster as \"CSV UTF-8 (comma delimited)\".");
    }

    private static FileRefusal? Take(string decoded, out string text)
    {
        text = decoded;
        return null;
    }

    private static string? Decode(ReadOnlySpan<byte> file)
    {
        (Encoding Encoding, bool IsMarked) = file switch
        {
            _ when file.StartsWith(Encoding.UTF8.Preamble) => (new UTF8Encoding(true, throwOnInvalidBytes: true), true),
            _ when file.StartsWith(Encoding.Unicode.Preamble) => (new UnicodeEncoding(false, true, throwOnInvalidBytes: true), true),
            _ when file.StartsWith(Encoding.BigEndianUnicode.Preamble) => (new UnicodeEncoding(true, true, throwOnInvalidBytes: true), true),
            _ => ((Encoding)new UTF8Encoding(false, throwOnInvalidBytes: true), false),
        };
        try
        {
            return Encoding.GetString(IsMarked ? file[Encoding.Preamble.Length..] : file);
        }
        catch (DecoderFallbackException)
        {
            // A marked file that breaks its own encoding is damaged; an unmarked one that is no UTF-8 comes from an older Excel.
            return IsMarked ? null : System.Text.Encoding.GetEncoding(WindowsWest).GetString(file);
        }
    }
}
