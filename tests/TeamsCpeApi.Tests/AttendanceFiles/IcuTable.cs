using System.Globalization;
using System.Text.RegularExpressions;
using TeamsCpeApi.Tests.SampleData;

namespace TeamsCpeApi.Tests.AttendanceFiles;

/// <summary>A table that icu.mjs made: what is written, by locales and style; its columns are the things that are written.</summary>
internal sealed partial record IcuTable(IReadOnlyList<string> Columns, IReadOnlyList<IcuRow> Rows)
{
    public static IcuTable Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(SampleFolder.Root, "..", "tests", "TeamsCpeApi.Tests", "AttendanceFiles", name));
        return new(lines[0].Split('\t')[1..^1], [.. lines.Skip(1).Select(Row)]);
    }

    private static IcuRow Row(string line)
    {
        var cells = line.Split('\t');
        return new(cells[0], cells[^1], [.. cells[1..^1].Select(cell => Escape().Replace(cell, Mark))]);
    }

    private static string Mark(Match escape) =>
        ((char)int.Parse(escape.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();

    [GeneratedRegex(@"\\u(?<code>[0-9a-f]{4})", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}

/// <summary>What the locales write in one style.</summary>
internal sealed record IcuRow(string Style, string Locales, IReadOnlyList<string> Texts);
