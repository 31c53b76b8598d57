using TeamsCpeApi.Http;
using TeamsCpeApi.Security;

namespace TeamsCpeApi.Credit;

/// <summary>Approval of suggested credit, and overrides.</summary>
internal static class CreditEndpoints
{
    public static void MapCredit(this IEndpointRouteBuilder routes)
    {
        var credits = routes.MapGroup("/sessions/{sessionId:guid}/credits").WithTags("Credit").RequireAuthorization(Policies.Read);
        credits.MapPost("/approve", ApproveCredit.RunAsync).RequireAuthorization(Policies.Operate).Produces<ApprovalView>()
            .WithName("ApproveCredit").WithSummary("Approve the suggested credit of all or of chosen participants, or agree with what another person proposed; an outcome for each. Overrides stay.");
        credits.MapPut("/{participantId:guid}", OverrideCredit.RunAsync).RequireAuthorization(Policies.Operate).Produces<AwardView>()
            .WithName("OverrideCredit").WithSummary("Award other credit than suggested, with a reason and, if there is any, evidence; refused while a certificate is out. If-Match is the participant's etag in the Completion report.");
        credits.MapDelete("/{participantId:guid}", WithdrawCredit.RunAsync).RequireAuthorization(Policies.Operate).Produces(204)
            .WithName("WithdrawCredit").WithSummary("Take an award back that is not certified, or reject what another person proposed; the suggestion stands again.");
        credits.MapGet("/{participantId:guid}/evidence", OverrideCredit.EvidenceAsync).ProducesFile("application/octet-stream")
            .WithName("DownloadCreditEvidence").WithSummary("The evidence of an override, as uploaded.");

        routes.MapGet("/credits/verify", VerifyAsync).WithTags("Credit").RequireAuthorization(Policies.Audit)
            .WithName("VerifyCredit").WithSummary("Recompute every stored decision from its inputs and its ruleset version, and name those that differ.");
    }

    /// <summary>One decision at a time, so that the server goes on serving; the command uses the whole machine.</summary>
    private static async Task<RecomputationVerdict> VerifyAsync(RecomputeDecisions recompute, CancellationToken cancellationToken) =>
        await recompute.RunAsync(workers: 1, null, cancellationToken);
}
