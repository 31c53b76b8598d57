using BenchmarkDotNet.Attributes;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Reconciliation;

namespace TeamsCpeApi.Benchmarks;

/// <summary>A thousand attendees whom no id settles, against a roster of ten thousand: first names as often as they are in life, and typing errors.</summary>
[MemoryDiagnoser]
public class SuggestionBenchmarks
{
    private const int Participants = 10_000;
    private const int Unmatched = 1_000;

    private static readonly string[] GivenNames = ["John", "Mary", "James", "Anna", "Robert", "Elizabeth", "Michael", "Сергей", "Maria", "王", "David", "Sarah", "Olga", "Peter"];
    private static readonly string[] Syllables = ["ka", "ro", "min", "tel", "ver", "sa", "don", "li", "bur", "ne", "hof", "gar", "zi", "pet"];

    private RosterEntry[] roster = [];
    private SeenIdentity[] identities = [];

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(20_261_121);
        roster = [.. Enumerable.Range(1, Participants).Select(number => new RosterEntry(
            new Guid(number, 0, 0, new byte[8]), $"{Pick(GivenNames)} {Family()}", FormattableString.Invariant($"p{number}@northwind.example"), [], null, null))];
        identities = [.. Enumerable.Range(1, Unmatched).Select(number => SeenIdentity.Gather(
            [new AttendanceRecord("report", FormattableString.Invariant($"record-{number}"), null, null, null, Mistyped(roster[number * 7].Name), "Attendee", null, [])], []).Single())];

        var suggested = Climb().Count(match => match.State == MatchState.Suggested);
        if (suggested < Unmatched / 2)
        {
            throw new InvalidOperationException($"Only {suggested} of {Unmatched} resemble anybody: these are not the identities to measure.");
        }

        string Pick(string[] words) => words[random.Next(words.Length)];

        string Family()
        {
            var family = Pick(Syllables) + Pick(Syllables) + Pick(Syllables);
            return char.ToUpperInvariant(family[0]) + family[1..];
        }

        string Mistyped(string name) => random.Next(3) switch
        {
            0 => $"{name[0]}. {name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..]}",
            1 => name[..^2] + name[^1] + name[^2],
            _ => name.Replace(" ", " Q ", StringComparison.Ordinal),
        };
    }

    [Benchmark(Description = "1,000 unmatched against 10,000 participants")]
    public IReadOnlyList<IdentityMatch> Climb() => Ladder.Climb(roster, identities, [], acceptUniqueNames: false);
}
