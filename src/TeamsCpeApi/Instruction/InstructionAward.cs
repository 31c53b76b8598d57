using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Credit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Instruction;

/// <summary>Credit for a presentation that a person awarded. What was claimed and what it makes stands in the decision.</summary>
internal sealed class InstructionAward : ApprovedByPersons
{
    public required Guid InstructorId { get; init; }

    public required Guid SessionId { get; init; }

    public Guid DecisionId { get; private set; }

    public StoredDecision Decision { get; private set; } = null!;

    public string? Reason { get; private set; }

    /// <summary>Awards anew, in place of whatever was awarded before.</summary>
    public void Take(StoredDecision decision, string? reason, string actor, DateTimeOffset now, int persons)
    {
        (Decision, DecisionId, Reason) = (decision, decision.Id, reason);
        Propose(actor, now, persons);
    }

    /// <summary>Refuses a session without an instructor who is awarded credit in it.</summary>
    public static async Task RequireNoneLeftOutAsync(Session session, CpeDbContext db, CancellationToken cancellationToken)
    {
        var listed = Instructors.ById(session).Keys.ToArray();
        if (await db.InstructionAwards.AnyAsync(award => award.SessionId == session.Id && !listed.Contains(award.InstructorId), cancellationToken))
        {
            throw Problems.Conflict(
                "instruction-awarded",
                "An instructor is awarded credit",
                $"The change leaves out an instructor, or changes the address of one, who is awarded credit for this session: keep the instructor, or withdraw the award first (GET and DELETE under /api/v1/sessions/{session.Id}/instruction).");
        }
    }
}

internal sealed class InstructionAwardMapping : IEntityTypeConfiguration<InstructionAward>
{
    public void Configure(EntityTypeBuilder<InstructionAward> builder)
    {
        builder.ToTable("instruction_awards");
        builder.HasKey(award => award.InstructorId);
        builder.Property(award => award.Reason).HasMaxLength(CreditAward.ReasonMaxLength);
        builder.HasIndex(award => award.SessionId);
        builder.HasOne<Session>().WithMany().HasForeignKey(award => award.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(award => award.Decision).WithMany().HasForeignKey(award => award.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.IsApprovedByPersons();
    }
}
