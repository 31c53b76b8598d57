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
    /// <param name="status">Where the credit stands.</param>
    /// <param name="suggested">What is suggested now.</param>
    /// <param name="award">What was awarded or proposed.</param>
    /// <param name="isChanged">True when what was awarded is not what is suggested now.</param>
    /// <param name="isNamed">True when the approval names whom it is for.</param>
    /// <param name="actor">Who approves.</param>
    /// <param name="persons">How many persons must agree.</param>
    /// <param name="undecided">What was found that a person must decide by name.</param>
    public static ApprovalChoice Of(
        CreditStatus status, CreditDecision suggested, AwardedCredit? award, bool isChanged, bool isNamed, string actor, int persons, IEnumerable<Finding> undecided)
    {
        var choice = Of(status, suggested, award, isChanged, isNamed, actor, persons);
        var found = undecided.Where(finding => finding.Level == FindingLevel.Decision).Select(finding => finding.Message).ToArray();
        return choice.Step == ApprovalStep.Keep || isNamed || found.Length == 0
            ? choice
            : Keep(ApprovalOutcome.DecisionNeeded, $"{string.Join(' ', found)} Look at it, and name them in the request (participantIds; personIds of a program) to approve nevertheless, or override.");
    }

    private static ApprovalChoice Of(CreditStatus status, CreditDecision suggested, AwardedCredit? award, bool isChanged, bool isNamed, string actor, int persons) => status switch
    {
        CreditStatus.Revoked when award is { Kind: AwardKind.Overridden } =>
            Keep(ApprovalOutcome.OverrideKept, "The certificate of this override was revoked: override anew, or withdraw the override and approve what is suggested."),
        CreditStatus.Revoked when !isNamed => Keep(ApprovalOutcome.RevokedKept, "The certificate was revoked: name them in the request (participantIds; personIds of a program) to approve anew."),
        CreditStatus.Overridden or CreditStatus.Certified or CreditStatus.Corrected when award is { Kind: AwardKind.Overridden } =>
            Keep(ApprovalOutcome.OverrideKept, "An override stands; it is never touched by approving."),
        CreditStatus.Certified or CreditStatus.Corrected when isChanged =>
            Keep(ApprovalOutcome.CertifiedKept, "A certificate is out: reissue it with useSuggestion or an override to correct the credit."),
        CreditStatus.Approved or CreditStatus.Certified or CreditStatus.Corrected when !isChanged => Keep(ApprovalOutcome.Unchanged, "Approved already."),
        CreditStatus.AwaitingSecondApproval => OfProposal(suggested, award!, isChanged, isNamed, actor, persons),
        _ => Award(suggested, persons),
    };

    private static ApprovalChoice OfProposal(CreditDecision suggested, AwardedCredit proposal, bool isChanged, bool isNamed, string actor, int persons)
    {
        var isOverride = proposal.Kind == AwardKind.Overridden;
        if (isChanged)
        {
            return isOverride
                ? Keep(ApprovalOutcome.ProposalVoid, "The suggestion has changed since the override was proposed, which is void: propose it anew, or withdraw it.")
                : Award(suggested, persons) with { Reason = $"The suggestion has changed since the first approval, which is void; this one is the first. {suggested.Reason}" };
        }

        if (proposal.AwardedBy == actor)
        {
            // One person is enough since the proposal was made.
            return persons == 1 && !isOverride
                ? Award(suggested, persons)
                : Keep(ApprovalOutcome.AwaitingSecondApproval, "You proposed it: another person, with a key of their own, must agree.");
        }

        return isOverride && !isNamed
            ? Keep(ApprovalOutcome.AwaitingSecondApproval, "An override waits for the second person: name them in the request (participantIds; personIds of a program) to agree with it.")
            : new ApprovalChoice(ApprovalStep.Confirm, ApprovalOutcome.Approved, isOverride ? $"Two persons agree with the override: {proposal.Reason}" : suggested.Reason);
    }

    private static ApprovalChoice Award(CreditDecision suggested, int persons) =>
        new(ApprovalStep.Award, persons == 1 ? ApprovalOutcome.Approved : ApprovalOutcome.AwaitingSecondApproval, suggested.Reason);

    private static ApprovalChoice Keep(ApprovalOutcome outcome, string reason) => new(ApprovalStep.Keep, outcome, reason);
}
