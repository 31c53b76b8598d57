namespace TeamsCpeApi.Graph.Budget;

/// <summary>
/// The section "Graph:Budget": how many requests a second one application may send into one tenant, from all nodes together.
/// Microsoft publishes no number for meetings and attendance, so the budget begins low, grows while nobody complains, and halves when somebody does.
/// </summary>
internal sealed class GraphBudgetOptions
{
    /// <summary>Requests a second at first.</summary>
    public double Start { get; set; } = 10;

    /// <summary>Requests a second at most.</summary>
    public double Maximum { get; set; } = 40;

    /// <summary>Requests a second at least, however often the service complains.</summary>
    public double Minimum { get; set; } = 1;

    /// <summary>What is added to the rate, in requests a second, at the end of each <see cref="GrowthInterval"/> in which something was sent.</summary>
    public double Growth { get; set; } = 1;

    public TimeSpan GrowthInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with the settings, each in a sentence.</summary>
    internal IEnumerable<string> Mistakes()
    {
        if (!(Minimum > 0 && Start >= Minimum && Maximum >= Start && Maximum <= 10_000))
        {
            yield return "Graph:Budget needs 0 < Minimum <= Start <= Maximum <= 10000, in requests a second.";
        }

        if (!(Growth >= 0 && Growth <= Maximum) || GrowthInterval <= TimeSpan.Zero || GrowthInterval > TimeSpan.FromHours(1))
        {
            yield return "Graph:Budget:Growth must lie between 0 and Maximum, and GrowthInterval must be more than zero and at most an hour.";
        }
    }
}
