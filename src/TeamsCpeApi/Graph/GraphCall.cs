namespace TeamsCpeApi.Graph;

/// <summary>What is being asked, for logs and for reading a refusal.</summary>
/// <param name="Operation">A fixed name without personal data.</param>
/// <param name="WhenNotFound">What a plain 404 means here.</param>
/// <param name="Connection">Who asks.</param>
/// <param name="OrganizerId">Whose meetings.</param>
internal sealed record GraphCall(string Operation, GraphFailureKind WhenNotFound, GraphConnection Connection, Guid? OrganizerId = null)
{
    /// <summary>What is to be changed; null for a question.</summary>
    public GraphWrite? Write { get; init; }

    /// <summary>The application permissions that the call needs, where they are other than those of reading attendance.</summary>
    public string? Permissions { get; init; }

    public GraphSubject Subject => new(Connection, OrganizerId, Permissions);
}

/// <summary>A change.</summary>
/// <param name="Method">POST, PATCH or DELETE.</param>
/// <param name="Body">JSON, or null where nothing is sent.</param>
/// <param name="Repeatable">Doing it twice comes to the same as doing it once.</param>
internal sealed record GraphWrite(HttpMethod Method, byte[]? Body, bool Repeatable);

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

    /// <summary>A change was made.</summary>
    public bool Done => Failure is null && Status is >= 200 and < 300;

    /// <summary>Nobody knows whether the change was made, and it must not be made twice: it is not asked for again.</summary>
    public bool MayHaveHappened { get; init; }

    public static GraphExchange Failed(GraphFailure failure) => new(0, [], RetryAfter: failure.RetryAfter, Failure: failure);
}
