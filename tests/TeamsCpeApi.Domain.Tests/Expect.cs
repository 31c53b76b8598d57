namespace TeamsCpeApi.Domain.Tests;

/// <summary>Assertions that say which row of a table failed.</summary>
internal static class Expect
{
    internal static void Equal<T>(string sentence, T expected, T actual) =>
        Assert.True(EqualityComparer<T>.Default.Equals(expected, actual), $"{sentence}: expected {expected}, got {actual}");

    internal static void Holds(string sentence, bool condition) => Assert.True(condition, sentence);
}
