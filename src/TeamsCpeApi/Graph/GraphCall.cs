namespace TeamsCpeApi.Graph;

/// <summary>What is being asked, for logs and for reading a refusal.</summary>
/// <param name="Operation">A fixed name without personal data.</param>
/// <param name="WhenNotFound">What a plain 404 means here.</param>
/// <param name="Connection">Who asks.</param>
/// <param name="OrganizerId">Whose meetings.</param>
internal sealed record GraphCall(string Operation, GraphFailureKind WhenNotFound, GraphConnection Connection, Guid? OrganizerId = null)
{
    public GraphSubject Subject => new(Connection, OrganizerId);
}

/// <summary>One answer, or the failure that took its place on the way.</summary>
/// <param name="Status">The HTTP status; 0 with a failure.</param>
/// <param name="Body">The body, byte for byte.</param>
/// <param name="RequestId">Graph's request id.</param>
/// <param name="RetryAfter">The pause that the service asks for.</param>
/// <param name="Failure">Why there is no answer.</param>
/// <param name="TokenWasCached">The token was not fetched for this request, so that a new one may be accepted.</param>
internal sealed record GraphExchange(
    int Status,
    byte[] Body,
    string? RequestId = null,
    TimeSpan? RetryAfter = null,
    GraphFailure? Failure = null,
    bool TokenWasCached = false)
{
    public bool Succeeded => Failure is null && Status == StatusCodes.Status200OK;

    public static GraphExchange Failed(GraphFailure failure) => new(0, [], RetryAfter: failure.RetryAfter, Failure: failure);
}
