namespace TeamsCpeApi.Jobs;

/// <summary>The section "Jobs": how much one node does at a time.</summary>
internal sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Jobs that run at the same time on one node.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>Of these, jobs of the schedule that work for one provider: a tenant that throttles us keeps no more of them busy.</summary>
    public int PerProvider { get; set; } = 8;

    /// <summary>Of these, jobs of the schedule that ask Microsoft, for all providers together: the rest is free for what people ask for.</summary>
    public int Scheduled => Concurrency * 3 / 4;

    /// <summary>True when there is room for both.</summary>
    internal bool IsSound => Concurrency is >= 4 and <= 500 && PerProvider >= 1 && PerProvider <= Scheduled;
}
