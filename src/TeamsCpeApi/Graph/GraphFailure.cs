namespace TeamsCpeApi.Graph;

/// <summary>Everything that can go wrong between us and Graph. Each kind has one stable code, see <see cref="GraphFailures.CodeOf"/>.</summary>
internal enum GraphFailureKind
{
    // Ours: found before a request is made.
    CloudUnknown,
    AttendanceNotInCloud,
    WebinarsNotInCloud,
    JoinLinkRefused,
    CloudMismatch,
    TenantMismatch,

    // Entra: no token.
    SecretInvalid,
    SecretExpired,
    AppNotFound,
    TenantNotFound,
    WrongCloud,
    AssertionRejected,
    AssertionUnavailable,
    ReconnectNeeded,
    SignInRefused,

    // Graph: a token, but no answer to the question.
    TokenRejected,
    ConsentMissing,
    NoAccessPolicy,
    OrganizerNotCovered,
    OrganizerMismatch,
    OrganizerUnknown,
    Forbidden,
    UserNotFound,
    UserAmbiguous,
    MeetingNotFound,
    EventNotFound,
    EventSessionNotFound,
    JoinLinkPending,
    MeetingNotCreated,
    MeetingIdInvalid,
    ReportNotFound,
    RequestRefused,

    // The way there and back.
    Throttled,
    Unavailable,
    Timeout,
    CertificateUntrusted,
    RedirectRefused,
    ForeignNextLink,
    PagingEndless,
    AnswerTooLarge,
    AnswerUnreadable,
}

/// <summary>Why Graph gave no value, in words that an administrator can act on. Holds no secret, no token and no e-mail address.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">The stable code of the kind.</param>
/// <param name="Message">What happened.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="HttpStatus">The status of the last answer, of Graph or of the token endpoint; null where there was none.</param>
/// <param name="GraphCode">Graph's error code, or "AADSTS" with a number.</param>
/// <param name="RequestId">Graph's request id or Entra's trace id.</param>
/// <param name="RetryAfter">When asking again makes sense: the service's own wish, or the time that a policy takes to spread.</param>
/// <param name="Transient">The same request may succeed later although nobody changes anything.</param>
internal sealed record GraphFailure(
    GraphFailureKind Kind,
    string Code,
    string Message,
    string Remedy,
    int? HttpStatus,
    string? GraphCode,
    string? RequestId,
    TimeSpan? RetryAfter,
    bool Transient);
