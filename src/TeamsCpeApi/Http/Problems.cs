namespace TeamsCpeApi.Http;

/// <summary>The catalogue of refusals. Codes are part of the contract and never change their meaning.</summary>
internal static class Problems
{
    internal static ProblemException Invalid(string detail, params IReadOnlyList<InputError> errors) =>
        Of(StatusCodes.Status400BadRequest, "invalid-input", "The input is not valid", detail, errors);

    internal static ProblemException InvalidMember(string pointer, string code, string message) =>
        Invalid("Mend the members named under errors and send the request again.", new InputError(code, message, pointer));

    internal static ProblemException Unauthenticated() =>
        Of(401, "unauthenticated", "No valid key", "Send a valid, unexpired API key or access token as 'Authorization: Bearer …'.");

    internal static ProblemException Forbidden(string roles) =>
        Of(403, "forbidden", "The key's role does not allow this", $"This needs a key with one of these roles: {roles}.");

    internal static ProblemException NotFound(string what) =>
        Of(404, "not-found", "Not found", $"There is no such {what}, or this key may not see it. Check the id.");

    internal static ProblemException PreconditionRequired() =>
        Of(428, "precondition-required", "If-Match is missing", "Read the resource, and send its ETag as If-Match with the change.");

    internal static ProblemException PreconditionFailed(int current) =>
        Of(412, "precondition-failed", "The resource has changed", $"Somebody changed it in the meantime. Read it again (its ETag is now \"{current}\"), and repeat the change if it still applies.");

    internal static ProblemException Conflict(string code, string title, string detail) => Of(409, code, title, detail);

    internal static ProblemException Unprocessable(string code, string title, string detail, params IReadOnlyList<InputError> errors) => Of(422, code, title, detail, errors);

    internal static ProblemException PayloadTooLarge(long limitBytes) =>
        Of(413, "payload-too-large", "The request is too large", $"Send at most {limitBytes / 1024 / 1024} MiB at once; split the upload.");

    internal static ProblemException EvidenceTooLarge(long limitBytes) =>
        Of(413, "payload-too-large", "The evidence is too large", $"Send a file of at most {limitBytes / 1024 / 1024} MiB; of several files make one archive, or say in the reason where the rest is kept.");

    internal static ProblemException UnsupportedMediaType(string expected) =>
        Of(415, "unsupported-media-type", "The media type is not supported", $"Send {expected}.");

    internal static ProblemException IdempotencyKeyReused() =>
        Of(422, "idempotency-key-reused", "The Idempotency-Key was used for another request", "Use a new key for a new request; repeat a request with exactly the same body.");

    internal static ProblemException IdempotencyKeyInFlight() =>
        Of(409, "idempotency-key-in-flight", "A request with this Idempotency-Key is under way", "Wait a moment and send the same request again: you will get its answer.");

    internal static Problem DatabaseUnavailable() =>
        new(503, "database-unavailable", "The database does not answer", "Nothing was stored. Try again in a few seconds.", []) { RetryAfterSeconds = 5 };

    internal static Problem Unexpected() =>
        new(500, "unexpected", "Something went wrong on our side", "Nothing was stored. Try again; if it stays, report the traceId.", []);

    private static ProblemException Of(int status, string code, string title, string detail, params IReadOnlyList<InputError> errors) =>
        new(new Problem(status, code, title, detail, errors));
}
