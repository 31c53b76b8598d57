using TeamsCpeApi.Graph;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Providers;

/// <summary>A failure of Microsoft's side as an answer of ours.</summary>
internal static class GraphProblems
{
    /// <summary>503 when trying again may help by itself, else 422: somebody has to change something.</summary>
    internal static ProblemException From(GraphFailure failure) => new(new Problem(
        failure.Transient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity,
        failure.Code,
        "Microsoft did not give what was asked for",
        Words(failure),
        [])
    {
        RetryAfterSeconds = failure.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
    });

    internal static string Words(GraphFailure failure)
    {
        var request = failure.RequestId is { } id ? $" (Microsoft's request id: {id})" : "";
        return $"{failure.Message} {failure.Remedy}{request}";
    }
}
