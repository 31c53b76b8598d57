namespace TeamsCpeApi.Jobs;

/// <summary>The work of one kind of job. Called with the same job again after a crash.</summary>
internal interface IJobWork
{
    JobKind Kind { get; }

    Task<JobOutcome> RunAsync(Job job, JobProgress progress, CancellationToken cancellationToken);
}

/// <summary>How a run ended.</summary>
/// <param name="Problem">Why it did not succeed; null when it did.</param>
/// <param name="RetryAt">When to try again; null when it is over.</param>
/// <param name="ResultHref">Where the result is.</param>
internal sealed record JobOutcome(JobProblem? Problem, DateTimeOffset? RetryAt, string? ResultHref)
{
    public static JobOutcome Succeeded(string href) => new(null, null, href);

    public static JobOutcome Failed(string code, string detail) => new(new JobProblem(code, detail), null, null);

    public static JobOutcome Retry(string code, string detail, DateTimeOffset at) => new(new JobProblem(code, detail), at, null);
}
