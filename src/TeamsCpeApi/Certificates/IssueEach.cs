using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Certificates;

/// <summary>
/// Issues certificates one after the other, each in its own transaction: after a crash the work goes on where it was. One that is refused
/// does not lose the rest; the job says what was refused and why.
/// </summary>
internal static class IssueEach
{
    private const int MostReasons = 3;

    internal static async Task<JobOutcome> RunAsync(
        IServiceScopeFactory scopes, JobProgress progress, IReadOnlyList<Guid> due, Func<CpeDbContext, Guid, Task> issueAsync, string href, CancellationToken cancellationToken)
    {
        var refused = new List<Problem>();
        for (var i = 0; i < due.Count; i++)
        {
            if (!await progress.ReportAsync(i, due.Count, cancellationToken))
            {
                return JobOutcome.Failed("cancelled", $"Cancelled after {i} of {due.Count} certificates.");
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            try
            {
                await issueAsync(db, due[i]);
                await db.CommitAsync(transaction, cancellationToken);
            }
            catch (ProblemException refusal)
            {
                refused.Add(refusal.Problem);
            }
        }

        await progress.ReportAsync(due.Count, due.Count, cancellationToken);
        var reasons = refused.Select(problem => problem.Detail).Distinct().Take(MostReasons);
        return refused.Count == 0
            ? JobOutcome.Succeeded(href)
            : JobOutcome.Failed(refused[0].Code, $"{refused.Count} of {due.Count} certificates were not issued: {string.Join(" ", reasons)}");
    }
}
