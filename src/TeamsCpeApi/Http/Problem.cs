using System.Text.Json.Serialization;

namespace TeamsCpeApi.Http;

/// <summary>One thing wrong with an input: where, which rule, and what to do.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Pointer">JSON pointer into the request body, where the input is JSON.</param>
/// <param name="File">File name, where the input is a file.</param>
/// <param name="Sheet">Sheet of a workbook.</param>
/// <param name="Row">1-based row.</param>
/// <param name="Column">1-based column.</param>
internal sealed record InputError(
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pointer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sheet = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column = null);

/// <summary>A refusal as RFC 9457 has it.</summary>
/// <param name="Type">Stable URI of the kind of problem.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, the last part of the type.</param>
/// <param name="Detail">What to do next.</param>
/// <param name="TraceId">Finds the request in the logs.</param>
/// <param name="Errors">What exactly is wrong with the input.</param>
internal sealed record ProblemBody(string Type, string Title, int Status, string Code, string Detail, string TraceId, IReadOnlyList<InputError> Errors);

/// <summary>A refusal before it is an answer.</summary>
internal sealed record Problem(int Status, string Code, string Title, string Detail, IReadOnlyList<InputError> Errors)
{
    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }

    public ProblemBody ToBody(string traceId) => new($"urn:teams-cpe:problem:{Code}", Title, Status, Code, Detail, traceId, Errors);
}

/// <summary>The one way out of a use case for a refusal; it is mapped to an answer in one place, and whatever was begun is rolled back.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
