using TeamsCpeApi.Credit;
using TeamsCpeApi.Security;

namespace TeamsCpeApi.Instruction;

/// <summary>Credit for those who present: an award of its own, never attendee credit.</summary>
internal static class InstructionEndpoints
{
    public static void MapInstruction(this IEndpointRouteBuilder routes)
    {
        var instruction = routes.MapGroup("/sessions/{sessionId:guid}/instruction").WithTags("Instruction").RequireAuthorization(Policies.Read);
        instruction.MapGet("", ListAsync)
            .WithName("GetInstruction").WithSummary("Every instructor: how long they were seen, what the ruleset gives for instruction, and what is awarded.");
        instruction.MapPut("/{instructorId:guid}", AwardInstruction.RunAsync).RequireAuthorization(Policies.Operate).Produces<InstructorView>()
            .WithName("AwardInstruction").WithSummary("Award the credit that the session's ruleset makes of an instructor's minutes; where two persons must agree, the same minutes from another one confirm. If-Match is the instructor's etag.");
        instruction.MapDelete("/{instructorId:guid}", WithdrawInstruction.RunAsync).RequireAuthorization(Policies.Operate).Produces(204)
            .WithName("WithdrawInstruction").WithSummary("Take an instructor's award back, or reject what another person proposed.");
    }

    private static async Task<InstructionView> ListAsync(Guid sessionId, GatherSession gather, CancellationToken cancellationToken)
    {
        var picture = await gather.RunAsync(sessionId, cancellationToken);
        return new InstructionView(
            sessionId,
            picture.Ruleset.Name,
            picture.Session.RulesetVersionId,
            picture.Ruleset.InstructorCredit,
            picture.Session.MostPresentedMinutes(),
            picture.AttendanceState,
            InstructorView.AllOf(picture));
    }
}
