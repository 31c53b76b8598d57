using System.Globalization;
using System.Text;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Tells a table of totals, a row a person with the first join and the last leave, from a table of stays. Read as stays, it would credit
/// everybody for the time in which they were away.
/// </summary>
internal static class Totals
{
    /// <summary>Files drop up to 59 seconds of a duration, and Teams rounds each.</summary>
    private const long Rounding = 60;

    /// <summary>Fewer durations that are too short may be a slip of whoever edited the file.</summary>
    private const int Several = 2;

    /// <summary>How the languages of Teams say first and last: the beginnings of words.</summary>
    private static readonly string[] beginnings = Plain(
        "first", "last", "erst", "letzt", "premi", "derni", "primer", "ultim", "darrer", "primeir", "prim", "eerst", "laatst", "laast", "pierwsz", "ostatni", "prvn", "posledn",
        "prv", "zadnj", "poslje", "първ", "последн", "прв", "послед", "перв", "перш", "останн", "першы", "апошн", "πρωτ", "τελευτ", "ilk", "son", "elso", "utols",
        "ensi", "viime", "forst", "senast", "sist", "først", "sidst", "senest", "esime", "esma", "viima", "pirm", "pedej", "paskutin", "fyrst", "siðast", "sidast",
        "pertama", "terakhir", "lehen", "azken", "đau tien", "cuoi", "алгаш", "бірінші", "соңғы", "birinci", "axırıncı", "pare", "fundit", "cyntaf", "olaf", "chead", "deireanach",
        "პირველ", "ბოლო", "առաջին", "վերջին");

    /// <summary>The same in scripts that write no blanks, or put particles before the word.</summary>
    private static readonly string[] parts = Plain(
        "最初", "初めて", "初回", "最終", "最後", "首次", "第一次", "最早", "最后", "最近", "末次", "처음", "최초", "마지막", "최종", "แรก", "สุดท้าย", "ล่าสุด",
        "ראשונ", "ראשון", "אחרונ", "אחרון", "أول", "آخر", "أخير", "اولین", "آخرین", "पहल", "प्रथम", "अंतिम", "आखिर", "প্রথম", "শেষ", "முதல்", "கடைசி", "మొదటి", "చివరి", "પ્રથમ", "છેલ્લ", "ಮೊದಲ", "ಕೊನೆಯ", "ആദ്യ", "അവസാന", "ਪਹਿਲ", "ਆਖਰੀ");

    /// <summary>True when the header says "first" or "last" of its times.</summary>
    public static bool AreNamedBy(IEnumerable<string> headers) => headers.Select(header => Plain(header)).Any(text =>
        parts.Any(part => text.Contains(part, StringComparison.Ordinal))
        || beginnings.Any(beginning => Begins(text, beginning)));

    public static FileRefusal Refusal(GridRow header, IEnumerable<string> headers) => new(
        FileRefusalCodes.AttendanceNoActivities,
        $"Row {header.Number} heads a table of totals ({string.Join(", ", headers.Select(word => Quoted.Of(word, 40)))}): it says when each person joined first and left last, and not when they were away in between. {Advice}",
        Row: header.Number);

    /// <summary>
    /// Where durations are much shorter than the times of their rows, the times are no stays, whatever their headers are called. A report with
    /// numbered sections says itself which table holds the stays, so that there the times stand.
    /// </summary>
    public static FileRefusal? RefuseByDurations(WrittenSheet sheet, DateOrderChoice order, FileClock clock)
    {
        if (sheet.Dialect == AttendanceDialect.NumberedSections)
        {
            return null;
        }

        var checkable = sheet.Stays
            .Select(row => (row.Row, Stated: row.StatedSeconds, Read: clock.Read(new(row.Row, row.Joined?.In(order), row.Left?.In(order), row.StatedSeconds))))
            .Where(stay => stay.Stated is not null && stay.Read.Left > stay.Read.Joined)
            .ToArray();
        var tooShort = checkable.Where(stay => stay.Stated + Rounding < (long)(stay.Read.Left!.Value - stay.Read.Joined!.Value).TotalSeconds).ToArray();
        return tooShort.Length > 0 && (sheet.IsByPlace || (tooShort.Length >= Several && tooShort.Length * 2 > checkable.Length))
            ? new(
                FileRefusalCodes.AttendanceNoActivities,
                $"The table holds totals and no stays: {Count.Of(tooShort.Length, "row states", "rows state")} a shorter duration than from its first time to its last (row {tooShort[0].Row}{(tooShort.Length > 1 ? " first" : "")}), "
                + $"so that somebody was away in between. {Advice}",
                Row: tooShort[0].Row)
            : null;
    }

    private const string Advice = "Upload the whole report as Teams offers it for download, with its section of activities, in which each stay has a row.";

    private static bool Begins(string text, string beginning)
    {
        for (var at = text.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = text.IndexOf(beginning, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsLetter(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Plain(params string[] words) => [.. words.Select(word => Plain(word))];

    /// <summary>Without regard to case, width and accents, which no language needs to tell these words apart.</summary>
    private static string Plain(string text) => string.Concat(HeaderText.Normalize(text).Normalize(NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)))
        .ToUpperInvariant().Replace('İ', 'I').Replace('ı', 'I').Replace('Ł', 'L');
}
