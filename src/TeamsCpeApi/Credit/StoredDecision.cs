using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TeamsCpeApi.Domain.Credit;
using TeamsCpeApi.Domain.Time;
using TeamsCpeApi.Http;
using TeamsCpeApi.Programs;
using TeamsCpeApi.Rulesets;
using TeamsCpeApi.Sessions;

namespace TeamsCpeApi.Credit;

/// <summary>What was decided.</summary>
internal enum DecisionKind
{
    /// <summary>A participant's credit.</summary>
    Attendance,

    /// <summary>An instructor's credit for a presentation.</summary>
    Instruction,

    /// <summary>The credit of a person for a program.</summary>
    Program,
}

/// <summary>
/// What an award was decided on: inputs, ruleset version and result, written once, with a hash over all of it. It names nobody;
/// the participant may leave the roster, what was decided stays.
/// </summary>
internal sealed class StoredDecision : IIdentified
{
    private CreditDecision? outcome;
    private InstructionDecision? instruction;

    public required Guid Id { get; init; }

    public Guid? SessionId { get; init; }

    public Guid? ProgramId { get; init; }

    /// <summary>Whose credit was decided: the participant, the instructor, or the person of the program.</summary>
    public required Guid ParticipantId { get; init; }

    public required DecisionKind Kind { get; init; }

    public required Guid RulesetVersionId { get; init; }

    /// <summary>SHA-256 of the version's content as the database writes it.</summary>
    public required string RulesetSha256 { get; init; }

    /// <summary>The calculation that decided, see <see cref="Domain.Credit.Calculation"/>.</summary>
    public required int Calculation { get; init; }

    /// <summary>The case without its ruleset, as <see cref="DecisionText"/> writes it; null for decisions made before inputs were stored.</summary>
    public required string? Inputs { get; init; }

    /// <summary>The decision, as <see cref="DecisionText"/> writes it.</summary>
    public required string Result { get; init; }

    public required string Sha256 { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The decision on a participant's credit, or on that of a person of a program.</summary>
    public CreditDecision Outcome => outcome ??= DecisionText.DecisionOf(Result);

    /// <summary>The time that a certificate on this decision certifies; null for decisions made before inputs were stored.</summary>
    public IntervalSet? CertifiedTime => Inputs is null ? null : DecisionText.CertifiedTimeOf(Inputs);

    /// <summary>The decision on an instructor's credit.</summary>
    public InstructionDecision Instruction => instruction ??= DecisionText.InstructionDecisionOf(Result);

    public string Hash() => HashOf(Kind, Calculation, (SessionId ?? ProgramId)!.Value, ParticipantId, RulesetVersionId, RulesetSha256, Inputs, Result);

    /// <summary>The hash of a decision: the same decision of the same participant has the same one. The place is the session, or the program.</summary>
    public static string HashOf(DecisionKind kind, int calculation, Guid placeId, Guid participantId, Guid rulesetVersionId, string rulesetSha256, string? inputs, string result)
    {
        var text = string.Join('\n', calculation.ToString(CultureInfo.InvariantCulture), placeId, participantId, rulesetVersionId, rulesetSha256, inputs, result);

        // The first decisions had no kind: those of attendance are hashed as they were.
        text = kind == DecisionKind.Attendance ? text : $"{text}\n{kind}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

internal sealed class StoredDecisionMapping : IEntityTypeConfiguration<StoredDecision>
{
    public void Configure(EntityTypeBuilder<StoredDecision> builder)
    {
        builder.ToTable("credit_decisions");
        builder.Ignore(decision => decision.Outcome);
        builder.Ignore(decision => decision.Instruction);
        builder.Ignore(decision => decision.CertifiedTime);
        builder.Property(decision => decision.RulesetSha256).HasMaxLength(64).IsFixedLength();
        builder.Property(decision => decision.Sha256).HasMaxLength(64).IsFixedLength();
        builder.HasIndex(decision => new { decision.ParticipantId, decision.Sha256 }).IsUnique();
        builder.HasIndex(decision => decision.SessionId);
        builder.ToTable(table => table.HasCheckConstraint("ck_credit_decisions_place", "(session_id is null) <> (program_id is null)"));
        builder.HasIndex(decision => decision.ProgramId);
        builder.HasOne<CpeProgram>().WithMany().HasForeignKey(decision => decision.ProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(decision => decision.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RulesetVersion>().WithMany().HasForeignKey(decision => decision.RulesetVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
