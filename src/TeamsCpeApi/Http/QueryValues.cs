namespace TeamsCpeApi.Http;

internal static class QueryValues
{
    /// <summary>A value of an enumeration as it is written in JSON; null when left out, refused when unknown.</summary>
    internal static T? Choice<T>(string? text, string parameter)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetNames<T>().Select(name => $"{char.ToLowerInvariant(name[0])}{name[1..]}");
        throw Problems.InvalidMember($"/{parameter}", "unknown-value", $"Use one of: {string.Join(", ", names)}.");
    }
}
