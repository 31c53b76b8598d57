using System.Text.RegularExpressions;

namespace TeamsCpeApi.Workbooks;

/// <summary>The form's title from the name that Forms gives its export: "title(1-42).xlsx", with " (1)" behind it after a repeated download.</summary>
internal static class ExportFileName
{
    // Names come from outside: an automaton without backtracking cannot be made slow.
    private static readonly Regex s_pattern = new(
        @"^(?<title>.*?)\(\d+-\d+\)(?: ?\(\d+\))?\.(?:xlsx|csv)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    public static string Title(string fileName)
    {
        var name = fileName[(fileName.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        if (s_pattern.Match(name) is { Success: true } match && match.Groups["title"].Value is { } title && !string.IsNullOrWhiteSpace(title))
        {
            return title;
        }

        return name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? name[..name.LastIndexOf('.')] : name;
    }
}
