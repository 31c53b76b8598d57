using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Jobs;

/// <summary>Work under way, and how it ended.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs").WithTags("Jobs").RequireAuthorization(Policies.Read);
        jobs.MapGet("/", ListAsync).WithName("ListJobs").WithSummary("Jobs, filtered by session, program, kind or state.");
        jobs.MapGet("/{jobId:guid}", GetAsync).WithName("GetJob").WithSummary("One job: its progress, its next attempt, why it failed.");
        jobs.MapPost("/{jobId:guid}/cancel", CancelAsync).RequireAuthorization(Policies.Operate)
            .WithName("CancelJob").WithSummary("Stop a job; what it has done so far stays.");
    }

    internal static IResult Accepted(Job job) => TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));

    private static async Task<Page<JobView>> ListAsync(
        [AsParameters] PageQuery page, Guid? sessionId, Guid? programId, string? kind, string? state, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var (wantedKind, wantedState) = (QueryValues.Choice<JobKind>(kind, nameof(kind)), QueryValues.Choice<JobState>(state, nameof(state)));
        return await Visible(db, caller)
            .Where(job => (sessionId == null || job.SessionId == sessionId) && (programId == null || job.ProgramId == programId))
            .Where(job => (wantedKind == null || job.Kind == wantedKind) && (wantedState == null || job.State == wantedState))
            .ToPageAsync(page, JobView.Of, http, cancellationToken);
    }

    private static async Task<JobView> GetAsync(Guid jobId, CpeDbContext db, Caller caller, CancellationToken cancellationToken) =>
        JobView.Of(await Visible(db, caller).AsNoTracking().SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken) ?? throw Problems.NotFound("job"));

    private static async Task<JobView> CancelAsync(Guid jobId, CpeDbContext db, JobQueue queue, Caller caller, CancellationToken cancellationToken)
    {
        var job = await Visible(db, caller).SingleOrDefaultAsync(job => job.Id == jobId, cancellationToken) ?? throw Problems.NotFound("job");
        if (job.IsOver)
        {
            throw Problems.Conflict("job-over", "The job is over", "There is nothing left to cancel.");
        }

        job.CancelRequested = true;
        if (job.State == JobState.Queued)
        {
            job.NextAttemptAt = job.CreatedAt;
            queue.Wake(job);
        }

        db.Record(new AuditEntry(caller.Actor, "job.cancelled", "job", job.Id, job.SessionId));
        await db.SaveChangesAsync(cancellationToken);
        return JobView.Of(job);
    }

    private static IQueryable<Job> Visible(CpeDbContext db, Caller caller) =>
        db.Jobs.Where(job => db.Sessions.VisibleTo(caller).Any(session => session.Id == job.SessionId));
}

/// <summary>A job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it does.</param>
/// <param name="State">queued, running, succeeded, failed or cancelled.</param>
/// <param name="SessionId">The session it works for; of a program's job the first of its sessions.</param>
/// <param name="ProgramId">The program it works for, if it is one's job.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="NextAttemptAt">When it is tried again.</param>
/// <param name="StartedAt">When it was begun first.</param>
/// <param name="FinishedAt">When it was over.</param>
/// <param name="Problem">Why it failed or waits.</param>
/// <param name="Result">Where its result is.</param>
internal sealed record JobView(
    Guid Id,
    JobKind Kind,
    JobState State,
    Guid SessionId,
    Guid? ProgramId,
    JobProgressView Progress,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    JobProblem? Problem,
    JobResultView? Result)
{
    public static JobView Of(Job job) => new(
        job.Id,
        job.Kind,
        job.State,
        job.SessionId,
        job.ProgramId,
        new JobProgressView(job.Done, job.Total),
        job.Attempts,
        job.NextAttemptAt,
        job.StartedAt,
        job.FinishedAt,
        job.Problem,
        job.ResultHref is { } href ? new JobResultView(href) : null);
}

/// <summary>How far a job is.</summary>
/// <param name="Done">Parts done.</param>
/// <param name="Total">Parts in all; 0 while that is not known.</param>
internal sealed record JobProgressView(int Done, int Total);

/// <summary>Where a job's result is.</summary>
/// <param name="Href">Address below this server.</param>
internal sealed record JobResultView(string Href);
