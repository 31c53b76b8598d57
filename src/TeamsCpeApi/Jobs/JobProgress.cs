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
}
