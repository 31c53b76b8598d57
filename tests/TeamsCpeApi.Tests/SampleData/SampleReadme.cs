namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The tables of sample-data/README.md, worked out by hand.</summary>
internal static class SampleReadme
{
    /// <summary>The cells of the table whose header starts with <paramref name="firstHeader"/>, a row each.</summary>
    public static IReadOnlyList<string[]> Table(string firstHeader)
    {
        var lines = SampleFolder.Text("README.md").Split('\n');
        return [.. lines
            .SkipWhile(line => !line.StartsWith($"| {firstHeader} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }
}
