using BenchmarkDotNet.Attributes;
using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Benchmarks;

/// <summary>10,000 participants × 8 stays × 12 polls: the whole derivation from evidence, and the decisions alone, from stays to credit.</summary>
[MemoryDiagnoser]
public class CreditBenchmarks
{
    private SessionEvidence evidence = null!;
    private CreditCase[] cases = [];
    private AttendanceRecord[][] records = [];

    [GlobalSetup]
    public void Prepare()
    {
        evidence = LargeSession.Evidence();
        cases = LargeSession.Cases(evidence);
        records = [.. evidence.Records.Chunk(evidence.Records.Count / LargeSession.Participants)];

        // Figures of a session in which nobody is found or earns anything would look fine and mean nothing.
        var earning = cases.Count(subject => CreditCalculator.Decide(subject).Credits > 0);
        if (cases.Length != LargeSession.Participants || earning < LargeSession.Participants / 2)
        {
            throw new InvalidOperationException($"Only {earning} of {cases.Length} participants earn credit: the evidence is not the one to measure.");
        }
    }

    [Benchmark(Description = "Session of 10,000: reconcile, unite, decide")]
    public SessionOutcome Session() => SessionCompletion.Of(evidence);

    [Benchmark(Description = "Unite the stays of 10,000 and decide")]
    public decimal Decide()
    {
        var credits = 0m;
        for (var participant = 0; participant < cases.Length; participant++)
        {
            credits += CreditCalculator.Decide(cases[participant] with { Presence = Presence.Of(records[participant]) }).Credits;
        }

        return credits;
    }
}
