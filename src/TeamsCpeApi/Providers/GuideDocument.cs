using System.Globalization;
using System.Net;
using System.Text;

namespace TeamsCpeApi.Providers;

/// <summary>A part of a guide, written out as Markdown or as HTML.</summary>
internal abstract record GuidePart
{
    public sealed record Heading(string Text) : GuidePart;

    public sealed record Paragraph(string Text) : GuidePart;

    public sealed record Steps(params IReadOnlyList<string> Items) : GuidePart;

    public sealed record Code(string Text) : GuidePart;

    /// <summary>The first row is the header.</summary>
    public sealed record Table(IReadOnlyList<string[]> Rows) : GuidePart;
}

/// <summary>A guide. Its texts may hold anything that a user has typed: both forms show it as text and nothing else.</summary>
internal sealed record GuideDocument(string Title, IReadOnlyList<GuidePart> Parts)
{
    internal const string Style = """
        body{font:16px/1.55 system-ui,sans-serif;max-width:52rem;margin:2.5rem auto;padding:0 1rem;color:#1c2733}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
        pre{background:#f3f5f8;border:1px solid #dde3ea;border-radius:.4rem;padding:.8rem;overflow-x:auto}table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .7rem;border-bottom:1px solid #dde3ea;vertical-align:top;overflow-wrap:anywhere}
        """;

    public string ToMarkdown()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {Plain(Title)}\n");
        foreach (var part in Parts)
        {
            text.Append('\n').Append(part switch
            {
                GuidePart.Heading heading => $"## {Plain(heading.Text)}\n",
                GuidePart.Paragraph paragraph => $"{Plain(paragraph.Text)}\n",
                GuidePart.Steps steps => string.Concat(steps.Items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Plain(item)}\n"))),
                GuidePart.Code code => $"```powershell\n{code.Text.Replace("```", "", StringComparison.Ordinal)}\n```\n",
                GuidePart.Table table => string.Concat(table.Rows.Select((row, i) => Row(row) + (i == 0 ? Row(Array.ConvertAll(row, _ => "---")) : ""))),
                _ => throw new NotSupportedException($"A guide has no {part.GetType().Name}."),
            });
        }

        return text.ToString();

        static string Row(string[] cells) => $"| {string.Join(" | ", cells.Select(cell => Plain(cell).Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
    }

    public string ToHtml()
    {
        var body = new StringBuilder();
        foreach (var part in Parts)
        {
            body.Append(part switch
            {
                GuidePart.Heading heading => $"<h2>{Encoded(heading.Text)}</h2>",
                GuidePart.Paragraph paragraph => $"<p>{Encoded(paragraph.Text)}</p>",
                GuidePart.Steps steps => $"<ol>{string.Concat(steps.Items.Select(item => $"<li>{Encoded(item)}</li>"))}</ol>",
                GuidePart.Code code => $"<pre><code>{Encoded(code.Text)}</code></pre>",
                GuidePart.Table table => $"<table>{string.Concat(table.Rows.Select((row, i) => $"<tr>{string.Concat(row.Select(cell => i == 0 ? $"<th>{Encoded(cell)}</th>" : $"<td>{Encoded(cell)}</td>"))}</tr>"))}</table>",
                _ => throw new NotSupportedException($"A guide has no {part.GetType().Name}."),
            });
        }

        return $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
            <title>{Encoded(Title)}</title><style>{Style}</style></head><body><h1>{Encoded(Title)}</h1>{body}</body></html>
            """;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    /// <summary>One line in which no character begins anything in Markdown.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '!')
            {
                plain.Append('\\');
            }

            plain.Append(letter);
        }

        return plain.ToString();
    }
}
