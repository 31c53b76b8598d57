namespace TeamsCpeApi.Http;

internal static class Lists
{
    /// <summary>A list as it was sent, empty when left out; an element that is null is refused.</summary>
    internal static List<T> Whole<T>(IReadOnlyList<T>? items, string pointer)
        where T : class
    {
        for (var i = 0; i < items?.Count; i++)
        {
            if (items[i] is null)
            {
                throw Problems.InvalidMember($"{pointer}/{i}", "required", "An element of a list cannot be null: leave it out.");
            }
        }

        return [.. items ?? []];
    }
}
