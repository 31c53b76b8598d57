namespace TeamsCpeApi.Domain.People;

/// <summary>How much speaks for two things being one person's. It orders suggestions; it never decides.</summary>
/// <param name="Score">0 to 100; 95 for one name in two spellings that <see cref="PersonName.Key"/> holds to be equal.</param>
/// <param name="Reason">Why, in words without personal data; the beginning of a sentence, without its full stop.</param>
public sealed record Likeness(int Score, string Reason);
