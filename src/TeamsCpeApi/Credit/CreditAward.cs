using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Credit;

/// <summary>Credit that a participant of a session was awarded, and what was suggested then and why.</summary>
internal sealed class CreditAward : AwardedCredit
{
    public required Guid ParticipantId { get; init; }

    public required Guid SessionId { get; init; }
}

internal sealed class CreditAwardMapping : IEntityTypeConfiguration<CreditAward>
{
    public void Configure(EntityTypeBuilder<CreditAward> builder)
    {
        builder.ToTable("credit_awards");
        builder.HasKey(award => award.ParticipantId);
        builder.HasIndex(award => award.SessionId);
        builder.HasOne<Participant>().WithOne().HasForeignKey<CreditAward>(award => award.ParticipantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(award => award.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.IsAwardedCredit();
    }
}
