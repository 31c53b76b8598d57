namespace TeamsCpeApi.Graph;

internal enum CheckOutcome
{
    Ok,
    Failed,
    Skipped,
}

/// <summary>One step of a check.</summary>
/// <param name="Name">token, roles, directory, access-policy, meeting or reports.</param>
/// <param name="Outcome">How it went; skipped where an earlier step or an argument is missing.</param>
/// <param name="Seen">What was seen, in words.</param>
/// <param name="Remedy">What to do, where the step failed.</param>
/// <param name="Failure">The failure behind it, where Graph or Entra gave one.</param>
internal sealed record CheckStep(string Name, CheckOutcome Outcome, string Seen, string? Remedy = null, GraphFailure? Failure = null);

/// <summary>Tries a connection step by step, so that an administrator sees which of the several settings in Entra and Teams is missing.</summary>
internal sealed class ProviderCheck(GraphClient graph)
{
    /// <summary>
    /// Runs the steps in order. The organizer is an object id or an e-mail address, and without one the Teams steps are skipped;
    /// without the join link of one of the organizer's meetings the last two are.
    /// </summary>
    public Task<IReadOnlyList<CheckStep>> ValidateAsync(GraphConnection connection, string? organizer, string? joinUrl, CancellationToken cancellationToken)
        => throw new NotImplementedException(graph.ToString());
}
