using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Credit;

namespace TeamsCpeApi.Programs;

/// <summary>Credit that a person of a program was awarded, and what was suggested then and why.</summary>
internal sealed class ProgramAward : AwardedCredit
{
    public required Guid ProgramId { get; init; }

    /// <summary>The person of the program; it follows from the program and from what makes the rosters' rows one person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The rows of the sessions' rosters that were this person.</summary>
    public List<Guid> ParticipantIds { get; private set; } = [];

    /// <summary>The sessions that the credit is for; the end of the last one completed the program for this person.</summary>
    public List<Guid> SessionIds { get; private set; } = [];

    /// <summary>Says whom and which sessions the award is for.</summary>
    public void IsFor(PersonPicture person) => (ParticipantIds, SessionIds) = ([.. person.ParticipantIds], [.. person.AttendedIds]);
}

internal sealed class ProgramAwardMapping : IEntityTypeConfiguration<ProgramAward>
{
    public void Configure(EntityTypeBuilder<ProgramAward> builder)
    {
        builder.ToTable("program_awards");
        builder.HasKey(award => new { award.ProgramId, award.PersonId });
        builder.HasOne<CpeProgram>().WithMany().HasForeignKey(award => award.ProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.IsAwardedCredit();
    }
}
