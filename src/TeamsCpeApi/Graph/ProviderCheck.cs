namespace TeamsCpeApi.Graph;

internal enum CheckOutcome
{
    Ok,
    Failed,
    Skipped,
}

/// <summary>One step of a check.</summary>
/// <param name="Name">token, roles, directory, access-policy, meeting or reports.</param>
/// <param name="Seen">What was seen, in words.</param>
/// <param name="Remedy">What to do, where the step failed.</param>
/// <param name="Failure">The failure behind it, where Graph or Entra gave one.</param>
internal sealed record CheckStep(string Name, CheckOutcome Outcome, string Seen, string? Remedy = null, GraphFailure? Failure = null);

/// <summary>Tries a connection step by step, so that an administrator sees which of the several settings in Entra and Teams is missing.</summary>
internal sealed class ProviderCheck(GraphClient graph)
{
    /// <param name="organizer">The object id or e-mail address of an organizer; without one the Teams steps are skipped.</param>
    /// <param name="joinUrl">The join link of one of the organizer's meetings.</param>
    public Task<IReadOnlyList<CheckStep>> ValidateAsync(GraphConnection connection, string? organizer, string? joinUrl, CancellationToken cancellationToken)
        => throw new NotImplementedException(graph.ToString());
}
