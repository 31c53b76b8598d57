using System.Security.Cryptography;
using TeamsCpeApi.GraphSimulator.Entra;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>What is shared by all requests; the scenario is read and changed one at a time.</summary>
internal sealed class SimulatorState
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Tenant, Guid App), (DateTimeOffset Start, int Count)> windows = [];
    private readonly string initial;
    private Scenario scenario;

    public SimulatorState(Scenario scenario, SimulatorClock clock, RSA signingKey)
    {
        this.scenario = scenario;
        initial = Checked(scenario).ToJson();
        Clock = clock;
        Tokens = new AccessTokens(signingKey);
        Issuers = new Issuers(signingKey);
        Begin();
    }

    public SimulatorClock Clock { get; }

    public AccessTokens Tokens { get; }

    public Issuers Issuers { get; }

    public SignIns SignIns { get; } = new();

    public Faults Faults { get; } = new();

    public RequestLog Log { get; } = new();

    public T Read<T>(Func<Scenario, T> read)
    {
        lock (gate)
        {
            return read(scenario);
        }
    }

    public void Change(Action<Scenario> change)
    {
        lock (gate)
        {
            change(scenario);
        }
    }

    public void Replace(Scenario replacement)
    {
        lock (gate)
        {
            scenario = Checked(replacement);
            Begin();
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            Log.Clear();
            windows.Clear();
            SignIns.Clear();
            Replace(Scenario.Parse(initial));
        }
    }

    /// <summary>Seconds to wait when the app has used up its window; null when it may go on.</summary>
    public int? CountAgainstThrottle(Throttle throttle, AccessToken token)
    {
        lock (gate)
        {
            var now = Clock.GetUtcNow();
            var key = (token.TenantId, token.AppId);
            var length = TimeSpan.FromSeconds(throttle.Seconds);
            var (start, count) = windows.GetValueOrDefault(key);
            if (now - start >= length)
            {
                (start, count) = (now, 0);
            }

            windows[key] = (start, count + 1);
            return count < throttle.Requests ? null : Math.Max(1, (int)Math.Ceiling((start + length - now).TotalSeconds));
        }
    }

    private static Scenario Checked(Scenario scenario) =>
        ScenarioCheck.MistakesIn(scenario) is { Count: > 0 } mistakes
            ? throw new ArgumentException(string.Join(" ", mistakes), nameof(scenario))
            : scenario;

    private void Begin()
    {
        Clock.Start(scenario.Clock);
        Faults.Replace(scenario.Faults, scenario.Seed);
    }
}
