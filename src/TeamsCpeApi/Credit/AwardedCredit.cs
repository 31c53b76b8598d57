using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Credit;

/// <summary>How awarded credit came about.</summary>
internal enum AwardKind
{
    /// <summary>A person approved what was suggested.</summary>
    Approved,

    /// <summary>A person decided otherwise, with a reason.</summary>
    Overridden,
}

/// <summary>What a person means to award.</summary>
internal sealed record AwardTerms(
    AwardKind Kind, decimal Credits, IReadOnlyList<FieldCredits> Fields, StoredDecision Decision, string? Reason = null, string? EvidenceSha256 = null, string? EvidenceName = null)
{
    /// <summary>Sessions in which the person was known to be counted at the same time.</summary>
    public IReadOnlyList<Guid> OverlapsKnown { get; init; } = [];
}

/// <summary>Credit that a person awarded for attendance, of a session or of a program. Where two persons approve, it waits for the second one.</summary>
internal abstract class AwardedCredit : ApprovedByPersons
{
    public const int ReasonMaxLength = 1000;

    public AwardKind Kind { get; private set; }

    public decimal Credits { get; private set; }

    public List<FieldCredits> Fields { get; private set; } = [];

    public Guid DecisionId { get; private set; }

    /// <summary>The decision as it was when the award was made.</summary>
    public StoredDecision Decision { get; private set; } = null!;

    public string? Reason { get; private set; }

    /// <summary>Evidence for an override.</summary>
    public string? EvidenceSha256 { get; private set; }

    public string? EvidenceName { get; private set; }

    /// <summary>
    /// Sessions in which the person was known to be counted at the same time when the credit was overridden: whoever overrode it was told,
    /// so that the reason stands for them too. None for credit as suggested.
    /// </summary>
    public List<Guid> OverlapsKnown { get; private set; } = [];

    /// <summary>Awards anew, in place of whatever was awarded before.</summary>
    public void Take(AwardTerms terms, string actor, DateTimeOffset now, int persons)
    {
        (Kind, Credits, Fields) = (terms.Kind, terms.Credits, [.. terms.Fields]);
        (Decision, DecisionId) = (terms.Decision, terms.Decision.Id);
        (Reason, EvidenceSha256, EvidenceName) = (terms.Reason, terms.EvidenceSha256, terms.EvidenceName);
        OverlapsKnown = [.. terms.OverlapsKnown];
        Propose(actor, now, persons);
    }
}

internal static class AwardedCreditMapping
{
    internal static void IsAwardedCredit<T>(this EntityTypeBuilder<T> builder)
        where T : AwardedCredit
    {
        builder.Property(award => award.Fields).IsJson();
        builder.Property(award => award.Reason).HasMaxLength(AwardedCredit.ReasonMaxLength);
        builder.Property(award => award.EvidenceSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(award => award.EvidenceName).HasMaxLength(200);
        builder.HasOne(award => award.Decision).WithMany().HasForeignKey(award => award.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(award => award.EvidenceSha256).OnDelete(DeleteBehavior.Restrict);
        builder.IsApprovedByPersons();
    }
}
