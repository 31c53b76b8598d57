using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Credit;

/// <summary>What approving does to one award.</summary>
internal enum ApprovalStep
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>What is suggested is awarded, or proposed.</summary>
    Award,

    /// <summary>What another person proposed is agreed to.</summary>
    Confirm,
}

/// <summary>What an approval of one participant comes to: decided by where the credit stands, who proposed it and what has changed since.</summary>
internal sealed record ApprovalChoice(ApprovalStep Step, ApprovalOutcome Outcome, string Reason)
{
    public static ApprovalChoice Of(ParticipantOutcome outcome, SessionPicture picture, CreditAward? award, bool isNamed, string actor, int persons)
    {
        var isChanged = award is not null && AwardReview.ChangesSince(award.Decision, outcome, picture.Session.RulesetVersionId).Count > 0;
        return picture.StatusOf(outcome.Participant.Id, award) switch
        {
            CreditStatus.Revoked when award is { Kind: AwardKind.Overridden } =>
                Keep(ApprovalOutcome.OverrideKept, "The certificate of this override was revoked: override anew, or withdraw the override and approve what is suggested."),
            CreditStatus.Revoked when !isNamed => Keep(ApprovalOutcome.RevokedKept, "The certificate was revoked: name the participant in participantIds to approve anew."),
            CreditStatus.Overridden or CreditStatus.Certified or CreditStatus.Corrected when award is { Kind: AwardKind.Overridden } =>
                Keep(ApprovalOutcome.OverrideKept, "An override stands; it is never touched by approving."),
            CreditStatus.Certified or CreditStatus.Corrected when isChanged =>
                Keep(ApprovalOutcome.CertifiedKept, "A certificate is out: reissue it with useSuggestion or an override to correct the credit."),
            CreditStatus.Approved or CreditStatus.Certified or CreditStatus.Corrected when !isChanged => Keep(ApprovalOutcome.Unchanged, "Approved already."),
            CreditStatus.AwaitingSecondApproval => OfProposal(outcome, award!, isChanged, isNamed, actor, persons),
            _ => Award(outcome, persons),
        };
    }

    private static ApprovalChoice OfProposal(ParticipantOutcome outcome, CreditAward proposal, bool isChanged, bool isNamed, string actor, int persons)
    {
        var isOverride = proposal.Kind == AwardKind.Overridden;
        if (isChanged)
        {
            return isOverride
                ? Keep(ApprovalOutcome.ProposalVoid, "The suggestion has changed since the override was proposed, which is void: propose it anew, or withdraw it.")
                : Award(outcome, persons) with { Reason = $"The suggestion has changed since the first approval, which is void; this one is the first. {outcome.Decision.Reason}" };
        }

        if (proposal.AwardedBy == actor)
        {
            // One person is enough since the proposal was made.
            return persons == 1 && !isOverride
                ? Award(outcome, persons)
                : Keep(ApprovalOutcome.AwaitingSecondApproval, "You proposed it: another person, with a key of their own, must agree.");
        }

        return isOverride && !isNamed
            ? Keep(ApprovalOutcome.AwaitingSecondApproval, "An override waits for the second person: name the participant in participantIds to agree with it.")
            : new ApprovalChoice(ApprovalStep.Confirm, ApprovalOutcome.Approved, isOverride ? $"Two persons agree with the override: {proposal.Reason}" : outcome.Decision.Reason);
    }

    private static ApprovalChoice Award(ParticipantOutcome outcome, int persons) =>
        new(ApprovalStep.Award, persons == 1 ? ApprovalOutcome.Approved : ApprovalOutcome.AwaitingSecondApproval, outcome.Decision.Reason);

    private static ApprovalChoice Keep(ApprovalOutcome outcome, string reason) => new(ApprovalStep.Keep, outcome, reason);
}
