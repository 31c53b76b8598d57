using System.Globalization;
using BenchmarkDotNet.Attributes;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Domain.Time;

namespace TeamsCpeApi.Benchmarks;

/// <summary>
/// Does a large export belong to the session? It is asked each time somebody looks at a poll. The shift is the one that presence alone
/// supports; the doubtful file is a form that was used for months, so that no zone is settled and clocks change within it.
/// </summary>
[MemoryDiagnoser]
public class PollFitBenchmarks
{
    private const int Seed = 20_261_121;

    private static readonly Interval Session = new(new DateTimeOffset(2026, 3, 12, 14, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 12, 18, 0, 0, TimeSpan.Zero));
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private PollFitCase subject = null!;

    [Params(5_000, 20_000)]
    public int Answers { get; set; }

    [Params(PollFitKind.Fits, PollFitKind.FitsAfterShift, PollFitKind.Doubtful)]
    public PollFitKind Verdict { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(Seed);
        var exporter = Verdict == PollFitKind.FitsAfterShift ? TimeZoneInfo.FindSystemTimeZoneById("America/Chicago") : NewYork;
        var presence = new Dictionary<string, IntervalSet>(StringComparer.Ordinal);
        var answers = new List<ResponseTime>();
        for (var number = 0; number < Answers; number++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"participant{number:00000}@northwind.example");
            var answered = Session.Start.AddSeconds(random.Next((int)Session.Length.TotalSeconds));
            presence[address] = IntervalSet.Of(new Interval(answered.AddMinutes(-random.Next(1, 40)), answered.AddMinutes(random.Next(1, 20))), new Interval(Session.End.AddMinutes(-10), Session.End));
            var at = Verdict == PollFitKind.Doubtful ? answered.AddDays(random.Next(-90, 90)).AddHours(random.Next(24)) : answered;
            answers.Add(new ResponseTime(TimeZoneInfo.ConvertTime(at, exporter).DateTime, address));
        }

        subject = new PollFitCase(
            answers, Session, TimeSpan.FromMinutes(10), presence, 0, presence.Keys.ToHashSet(StringComparer.Ordinal), null, NewYork, IsDeclared: false, TimeZoneInfo.GetSystemTimeZones());
        if (PollFit.Of(subject) is { } verdict && verdict.Kind != Verdict)
        {
            throw new InvalidOperationException($"This is not the case to measure: {verdict.Evidence}");
        }
    }

    [Benchmark(Description = "Does an export belong to the session?")]
    public PollVerdict Judge() => PollFit.Of(subject);
}
