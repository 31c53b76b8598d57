namespace TeamsCpeApi.Http;

/// <summary>A refusal that is an answer: what the use case recorded about it is kept.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ProblemAnswers.WriteAsync(httpContext, problem, httpContext.RequestAborted);
}
