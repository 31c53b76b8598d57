using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Programs: several sessions, one total, one certificate.</summary>
internal static class ProgramEndpoints
{
    public static void AddPrograms(this IServiceCollection services)
    {
        services.AddSingleton<ProgramRules>();
        services.AddScoped<DescribePrograms>();
        services.AddScoped<GatherProgram>();
        services.AddScoped<CorrectProgramCredit>();
        services.AddScoped<IssueProgramCertificates>();
        services.AddScoped<IJobWork>(provider => provider.GetRequiredService<IssueProgramCertificates>());
    }

    public static void MapPrograms(this IEndpointRouteBuilder routes)
    {
        var programs = routes.MapGroup("/programs").WithTags("Programs").RequireAuthorization(Policies.Read);
        programs.MapPost("/", DefineProgram.RunAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<ProgramView>(201).WithName("CreateProgram").WithSummary("Make a program of sessions: one total with its own maximum and increment, one certificate.");
        programs.MapGet("/", ListAsync).WithName("ListPrograms").WithSummary("Programs, oldest first.");
        programs.MapGet("/{programId:guid}", GetAsync).WithName("GetProgram").WithSummary("One program and where its sessions stand.");
        programs.MapPatch("/{programId:guid}", ChangeProgram.RunAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces<ProgramView>().WithName("ChangeProgram").WithSummary("Change a program; what certificates rest on stays while they are valid.");
        programs.MapDelete("/{programId:guid}", ChangeProgram.RemoveAsync).RequireAuthorization(Policies.ManageSessions)
            .Produces(204).WithName("DeleteProgram").WithSummary("Remove a program that has neither awards nor certificates; its sessions stay.");
        programs.MapGet("/{programId:guid}/completion", CompletionAsync).Produces<ProgramCompletionView>().ProducesFile(ReportEndpoints.FileTypes)
            .WithName("GetProgramCompletion").WithSummary("Credit per person over all sessions, overlaps and why; ?format=json|csv|xlsx|pdf, or Accept.");

        var credits = programs.MapGroup("/{programId:guid}/credits");
        credits.MapPost("/approve", ApproveProgramCredit.RunAsync).RequireAuthorization(Policies.Operate).Produces<ProgramApprovalView>()
            .WithName("ApproveProgramCredit").WithSummary("Approve the suggested credit of all or of chosen people; an outcome for each. Overrides stay.");
        credits.MapGet("/{personId:guid}", OverrideProgramCredit.GetAsync)
            .WithName("GetProgramCredit").WithSummary("A person's award with everything that it was decided from, and its SHA-256.");
        credits.MapPut("/{personId:guid}", OverrideProgramCredit.RunAsync).RequireAuthorization(Policies.Operate).Produces<AwardView>()
            .WithName("OverrideProgramCredit").WithSummary("Award other credit than suggested, with a reason and, if there is any, evidence. If-Match is the person's etag in the Completion report.");
        credits.MapDelete("/{personId:guid}", OverrideProgramCredit.WithdrawAsync).RequireAuthorization(Policies.Operate).Produces(204)
            .WithName("WithdrawProgramCredit").WithSummary("Take an award back that is not certified; the suggestion stands again.");
        credits.MapGet("/{personId:guid}/evidence", OverrideProgramCredit.EvidenceAsync).ProducesFile("application/octet-stream")
            .WithName("DownloadProgramCreditEvidence").WithSummary("The evidence of an override, as uploaded.");

        programs.MapPost("/{programId:guid}/certificates", ProgramCertificates.IssueAsync).RequireAuthorization(Policies.Operate).Produces<JobView>(202)
            .WithName("IssueProgramCertificates").WithSummary("Issue combined certificates for approved credit: all or chosen people. Refused with the list of what is missing, or of certificates that hold the same time.");
        programs.MapGet("/{programId:guid}/certificates", ProgramCertificates.ListAsync).WithName("ListProgramCertificates").WithSummary("The program's combined certificates, revoked ones included.");
        programs.MapGet("/{programId:guid}/certificates.zip", ProgramCertificates.ZipAsync).ProducesFile("application/zip")
            .WithName("DownloadProgramCertificates").WithSummary("All valid combined certificates of the program as PDFs in one archive; refused while some are still being issued.");
    }

    private static async Task<Page<ProgramView>> ListAsync(
        [AsParameters] PageQuery page, string? externalId, CpeDbContext db, DescribePrograms describe, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var rows = await db.Programs.VisibleTo(caller)
            .Where(program => externalId == null || program.ExternalId == externalId)
            .ToPageAsync(page, program => program, http, cancellationToken);
        return new Page<ProgramView>(await describe.AllAsync(rows.Items, cancellationToken), rows.Next);
    }

    private static async Task<ProgramView> GetAsync(Guid programId, CpeDbContext db, DescribePrograms describe, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var program = await db.Programs.RequireAsync(programId, caller, cancellationToken);
        http.Response.SetETag(program.Version);
        return await describe.OneAsync(program, cancellationToken);
    }

    private static async Task<IResult> CompletionAsync(
        Guid programId, string? format, GatherProgram gather, SessionWarnings warnings, NameActors actors, TimeProvider clock, HttpRequest request, CancellationToken cancellationToken)
    {
        var chosen = ReportEndpoints.FormatOf(format, request);
        var picture = await gather.RunAsync(programId, cancellationToken);
        var view = await ProgramReport.ViewAsync(picture, warnings, actors, cancellationToken);
        var name = $"completion-program-{picture.Program.Id:N}";
        return chosen switch
        {
            "json" => TypedResults.Ok(view),
            "pdf" => ReportEndpoints.Render(ProgramReport.PaperTable(view, picture, clock.GetUtcNow()), chosen, name),
            _ => ReportEndpoints.Render(ProgramReport.Table(view, picture, clock.GetUtcNow()), chosen, name),
        };
    }
}
