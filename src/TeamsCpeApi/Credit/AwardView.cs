using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Credit;

/// <summary>Whose word an award is.</summary>
internal interface IAwardedView
{
    string AwardedBy { get; }

    DateTimeOffset AwardedAt { get; }

    string? ConfirmedBy { get; }

    DateTimeOffset? ConfirmedAt { get; }
}

/// <summary>Awarded credit.</summary>
/// <param name="Kind">approved or overridden.</param>
/// <param name="Credits">Awarded credits.</param>
/// <param name="Fields">The same per field of study.</param>
/// <param name="Reason">The reason of an override.</param>
/// <param name="EvidenceSha256">SHA-256 of the evidence.</param>
/// <param name="EvidenceName">The evidence's file name.</param>
/// <param name="AwardedBy">Who approved or overrode: the key.</param>
/// <param name="AwardedAt">When.</param>
/// <param name="AwaitsSecondApproval">True while another person must agree; nothing is certified before.</param>
/// <param name="ConfirmedBy">The second person, where two must agree.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="DecisionId">The stored decision that was looked at.</param>
/// <param name="SuggestedThen">What was suggested when the award was made.</param>
/// <param name="NeedsReview">True when the suggestion has changed since.</param>
/// <param name="ChangedSince">What has changed, in words.</param>
/// <param name="OverlapsKnown">Of an override, the sessions in which the person was known to be counted at the same time: its reason stands for them too.</param>
internal sealed record AwardView(
    AwardKind Kind,
    decimal Credits,
    IReadOnlyList<FieldCredits> Fields,
    string? Reason,
    string? EvidenceSha256,
    string? EvidenceName,
    string AwardedBy,
    DateTimeOffset AwardedAt,
    bool AwaitsSecondApproval,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    Guid DecisionId,
    decimal SuggestedThen,
    bool NeedsReview,
    IReadOnlyList<string> ChangedSince,
    IReadOnlyList<Guid> OverlapsKnown) : IAwardedView
{
    public static AwardView Of(AwardedCredit award, CreditDecision suggestedNow, Guid rulesetVersionId)
    {
        var changes = AwardReview.ChangesSince(award.Decision, suggestedNow, rulesetVersionId);
        return new AwardView(
            award.Kind,
            award.Credits,
            award.Fields,
            award.Reason,
            award.EvidenceSha256,
            award.EvidenceName,
            award.AwardedBy,
            award.AwardedAt,
            award.AwaitsSecondPerson,
            award.ConfirmedBy,
            award.ConfirmedAt,
            award.DecisionId,
            award.Decision.Outcome.Credits,
            changes.Count > 0,
            changes,
            award.OverlapsKnown);
    }
}
