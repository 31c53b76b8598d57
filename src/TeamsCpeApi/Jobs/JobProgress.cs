using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>Tells the outside how far a job is, and the job whether somebody wants it to stop.</summary>
internal sealed class JobProgress(Guid jobId, IServiceScopeFactory scopes)
{
    /// <summary>Reports progress; false means: stop, somebody cancelled.</summary>
    public async Task<bool> ReportAsync(int done, int total, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        await db.Database.ExecuteAsync($"update jobs set done = {done}, total = {total} where id = {jobId}", cancellationToken);
        return !await db.Jobs.AsNoTracking().Where(job => job.Id == jobId).Select(job => job.CancelRequested).SingleAsync(cancellationToken);
    }

    /// <summary>Reports progress, and ends the job's work here when somebody cancelled.</summary>
    /// <exception cref="JobCancelledException">Somebody cancelled.</exception>
    public async Task ContinueAsync(int done, int total, CancellationToken cancellationToken)
    {
        if (!await ReportAsync(done, total, cancellationToken))
        {
            throw new JobCancelledException();
        }
    }
}

/// <summary>Somebody cancelled the job, and its work stopped before anything was stored.</summary>
internal sealed class JobCancelledException : Exception;
