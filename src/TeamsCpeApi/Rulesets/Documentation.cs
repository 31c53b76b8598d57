using System.Text;
using System.Xml.Linq;
using TeamsCpeApi.Domain.Rulesets;

namespace TeamsCpeApi.Rulesets;

/// <summary>What the domain's own documentation says of its types, as plain text for those who write JSON.</summary>
internal static class Documentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(Ruleset).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    internal static string? OfType(Type type) => PlainText(Members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));

    /// <summary>The summary of a member, or what its record says of it as a parameter.</summary>
    internal static string? OfMember(Type type, string name) =>
        PlainText(Members.GetValueOrDefault($"P:{type.FullName}.{name}")?.Element("summary"))
        ?? PlainText(Members.GetValueOrDefault($"T:{type.FullName}")?.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == name));

    /// <summary>A text followed by what each value of an enumeration means.</summary>
    internal static string Choices(string text, Type type)
    {
        var values = Nullable.GetUnderlyingType(type) ?? type;
        return values.IsEnum
            ? $"{text} {string.Join(" ", Enum.GetNames(values).Select(name => $"{Camel(name)}: {PlainText(Members.GetValueOrDefault($"F:{values.FullName}.{name}")?.Element("summary"))}"))}"
            : text;
    }

    private static string? PlainText(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText words => words.Value,
                XElement reference => Camel(((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('.', ':')[^1]),
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Camel(string name) => name.Length == 0 ? name : $"{char.ToLowerInvariant(name[0])}{name[1..]}";
}
