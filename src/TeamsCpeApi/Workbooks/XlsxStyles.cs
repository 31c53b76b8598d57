using DocumentFormat.OpenXml.Spreadsheet;

namespace TeamsCpeApi.Workbooks;

/// <summary>The styles of a report's cells; the numbers are indexes into the stylesheet below.</summary>
internal static class XlsxStyles
{
    public const uint Header = 1;
    public const uint Text = 2;

    /// <summary>Text that begins like a formula: Excel keeps showing it as text, also when the cell is edited.</summary>
    public const uint PrefixedText = 3;

    public const uint Instant = 4;
    public const uint Duration = 5;
    public const uint Credits = 6;
    public const uint Count = 7;

    private const uint InstantFormat = 164;
    private const uint CreditsFormat = 165;

    /// <summary>Hours that go on counting after 24. Excel has this format built in, but LibreOffice shows the built-in one as a time of day.</summary>
    private const uint DurationFormat = 166;

    /// <summary>Built into Excel: #,##0.</summary>
    private const uint CountFormat = 3;

    public static Stylesheet Stylesheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = InstantFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss" },
            new NumberingFormat { NumberFormatId = CreditsFormat, FormatCode = "0.0#" },
            new NumberingFormat { NumberFormatId = DurationFormat, FormatCode = "[h]:mm:ss" })
        { Count = 3 },
        new Fonts(Font(isBold: false), Font(isBold: true)) { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE7ECF3" }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid }))
        { Count = 3 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats(
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
            new CellFormat(Wrapped()) { NumberFormatId = 0, FontId = 1, FillId = 2, BorderId = 0, FormatId = 0, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
            Format(0, Wrapped()),
            QuotePrefixed(),
            Format(InstantFormat, Top()),
            Format(DurationFormat, Top()),
            Format(CreditsFormat, Top()),
            Format(CountFormat, Top()))
        { Count = 8 },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    private static Font Font(bool isBold)
    {
        var font = new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }, new FontFamilyNumbering { Val = 2 });
        if (isBold)
        {
            font.InsertAt(new Bold(), 0);
        }

        return font;
    }

    private static CellFormat Format(uint numberFormat, Alignment alignment) => new(alignment)
    {
        NumberFormatId = numberFormat,
        FontId = 0,
        FillId = 0,
        BorderId = 0,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyAlignment = true,
    };

    private static CellFormat QuotePrefixed()
    {
        var format = Format(0, Wrapped());
        format.QuotePrefix = true;
        return format;
    }

    private static Alignment Wrapped() => new() { Vertical = VerticalAlignmentValues.Top, WrapText = true };

    private static Alignment Top() => new() { Vertical = VerticalAlignmentValues.Top };
}
