namespace TeamsCpeApi.Storage.Migrations;

internal static class Script
{
    internal static string Read(string migration)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream($"{typeof(Script).Namespace}.{migration}.sql")
            ?? throw new InvalidOperationException($"The migration {migration} has no script.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
