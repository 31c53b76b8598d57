using System.Text;

namespace TeamsCpeApi.Workbooks;

/// <summary>Tells by content what a file is before anything parses it: names and extensions are chosen by whoever uploads.</summary>
internal static class FileSignature
{
    private const string Advice = "Download the responses from Microsoft Forms with \"Open in Excel\" and upload that .xlsx file.";

    public static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Returns the refusal of a file that cannot be an .xlsx workbook, or null.</summary>
    public static FileRefusal? RefuseUnlessZip(ReadOnlySpan<byte> file)
    {
        if (RefuseBySize(file) is { } refusal)
        {
            return refusal;
        }

        if (file.StartsWith("PK\u0003\u0004"u8) || file.StartsWith("PK\u0005\u0006"u8))
        {
            return null;
        }

        return file switch
        {
            _ when file.StartsWith(CompoundFile) => RefuseCompoundFile(file),
            _ when file[..Math.Min(file.Length, 1024)].IndexOf("%PDF-"u8) >= 0 => Not("a PDF document"),
            _ when TextOf(file) is { } text => Not(NameText(text)),
            _ => Not("no .xlsx workbook"),
        };
    }

    /// <summary>What a file is that cannot be a table in text, or null: a workbook, a document, a web page.</summary>
    public static string? NameUnlessTable(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.StartsWith("PK"u8) => "a workbook or an archive",
        _ when file.StartsWith(CompoundFile) => "an older Office document",
        _ when file[..Math.Min(file.Length, 1024)].IndexOf("%PDF-"u8) >= 0 => "a PDF document",
        _ when TextOf(file) is { } text && IsWebPage(Start(text)) => "a web page (perhaps a sign-in page that was saved in place of the file)",
        _ => null,
    };

    public static FileRefusal? RefuseBySize(ReadOnlySpan<byte> file) => file.Length switch
    {
        0 => new(FileRefusalCodes.Empty, "The file is empty. Upload it again; if it stays empty, download it anew."),
        > FileLimits.FileBytes => new(FileRefusalCodes.TooLarge, "The file is larger than 10 MiB. Split it, or remove what is not needed."),
        _ => null,
    };

    public static FileRefusal Not(string what) =>
        new(FileRefusalCodes.NotAWorkbook, $"The content of the file is {what}, whatever its name says. {Advice}");

    private static FileRefusal RefuseCompoundFile(ReadOnlySpan<byte> file)
    {
        static bool Names(ReadOnlySpan<byte> file, string stream) => file.IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;

        return file switch
        {
            _ when Names(file, "EncryptedPackage") => new(
                FileRefusalCodes.PasswordProtected,
                "The workbook is protected with a password. Open it in Excel, remove the password (File, Info, Protect Workbook) and save it."),
            _ when Names(file, "Workbook") || Names(file, "Book") => new(
                FileRefusalCodes.OldWorkbook, $"The workbook is in the old .xls format. {Advice}"),
            _ => Not("an older Office document"),
        };
    }

    private static string? TextOf(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, 4096)];
        if (start.StartsWith(Encoding.Unicode.Preamble))
        {
            return Encoding.Unicode.GetString(start);
        }

        if (start.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return Encoding.BigEndianUnicode.GetString(start);
        }

        // Bytes below the space that no text holds tell binary content from text in any 8-bit encoding.
        foreach (var value in start)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C))
            {
                return null;
            }
        }

        return Encoding.Latin1.GetString(start);
    }

    private static string NameText(string text)
    {
        var trimmed = Start(text);
        if (IsWebPage(trimmed))
        {
            return "a web page (perhaps a sign-in page that was saved in place of the file)";
        }

        var line = trimmed.AsSpan(0, Math.Max(0, trimmed.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : trimmed.Length));
        return line.IndexOfAny(',', ';', '\t') >= 0 ? "comma- or tab-separated text (CSV)" : "plain text";
    }

    private static string Start(string text) => text.TrimStart('\uFEFF', 'ï', '»', '¿', ' ', '\r', '\n', '\t');

    private static bool IsWebPage(string start) => start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
        || start.StartsWith("<table", StringComparison.OrdinalIgnoreCase);
}
