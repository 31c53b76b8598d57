using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Http;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Security;
using TeamsCpeApi.Sessions;
using TeamsCpeApi.Sponsors;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Programs;

/// <summary>Several sessions that make one total and one certificate.</summary>
internal sealed class CpeProgram : IVersioned, IIdentified, ICourse
{
    public const int MostSessions = 50;

    public required Guid Id { get; init; }

    /// <summary>Whose sessions it unites: the API key of one LMS, or null for those of administrators. External ids name people within one owner only.</summary>
    public required Guid? OwnerKeyId { get; init; }

    public required string? ExternalId { get; set; }

    public required string Title { get; set; }

    public required Guid RulesetVersionId { get; set; }

    public required Guid? SponsorId { get; set; }

    public required string? DeliveryMethod { get; set; }

    public required string? ProgramLevel { get; set; }

    public required string? Location { get; set; }

    public required List<FieldCredits> FieldsOfStudy { get; set; }

    public required decimal MaximumCredits { get; set; }

    /// <summary>In the order given.</summary>
    public required List<ProgramPart> Parts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }

    /// <summary>One change of a program or of its certificates at a time, until the transaction ends.</summary>
    internal static Task LockAsync(CpeDbContext db, Guid programId, CancellationToken cancellationToken) =>
        db.Database.ExecuteAsync($"select pg_advisory_xact_lock({AdvisoryKey.Of($"program {programId}")})", cancellationToken);
}

/// <summary>A session's place in its program; a session has one at most.</summary>
internal sealed class ProgramPart
{
    public required Guid SessionId { get; init; }

    public required Guid ProgramId { get; init; }

    public required int Position { get; set; }
}

internal sealed class CpeProgramMapping : IEntityTypeConfiguration<CpeProgram>, IEntityTypeConfiguration<ProgramPart>
{
    public void Configure(EntityTypeBuilder<CpeProgram> builder)
    {
        builder.ToTable("programs");
        builder.Property(program => program.ExternalId).HasMaxLength(Session.ExternalIdMaxLength);
        builder.Property(program => program.Title).HasMaxLength(Session.TitleMaxLength);
        builder.Property(program => program.DeliveryMethod).HasMaxLength(100);
        builder.Property(program => program.ProgramLevel).HasMaxLength(100);
        builder.Property(program => program.Location).HasMaxLength(300);
        builder.Property(program => program.FieldsOfStudy).IsJson();
        builder.HasIndex(program => new { program.OwnerKeyId, program.ExternalId }).IsUnique().AreNullsDistinct(false).HasFilter("external_id is not null");
        builder.HasMany(program => program.Parts).WithOne().HasForeignKey(part => part.ProgramId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(program => program.Parts).AutoInclude();
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(program => program.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RulesetVersion>().WithMany().HasForeignKey(program => program.RulesetVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sponsor>().WithMany().HasForeignKey(program => program.SponsorId).OnDelete(DeleteBehavior.Restrict);
        builder.IsVersioned();
    }

    public void Configure(EntityTypeBuilder<ProgramPart> builder)
    {
        builder.ToTable("program_sessions");
        builder.HasKey(part => part.SessionId);
        builder.Property(part => part.SessionId).ValueGeneratedNever();
        builder.HasIndex(part => part.ProgramId);
        builder.HasOne<Session>().WithOne().HasForeignKey<ProgramPart>(part => part.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class ProgramQueries
{
    /// <summary>What a caller may see: an LMS its own programs, everybody else all of them. Others do not exist for it.</summary>
    internal static IQueryable<CpeProgram> VisibleTo(this IQueryable<CpeProgram> programs, Caller caller) => caller.Role == Role.Integrator
        ? programs.Where(program => program.OwnerKeyId == caller.KeyId)
        : programs;

    internal static async Task<CpeProgram> RequireAsync(this IQueryable<CpeProgram> programs, Guid id, Caller caller, CancellationToken cancellationToken) =>
        await programs.VisibleTo(caller).SingleOrDefaultAsync(program => program.Id == id, cancellationToken) ?? throw Problems.NotFound("program");
}
