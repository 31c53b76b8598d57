using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Programs;

/// <summary>A new program.</summary>
/// <param name="ExternalId">The LMS's own id; unique among the programs of the calling LMS.</param>
/// <param name="Title">Title of the program, as it stands on the combined certificate.</param>
/// <param name="SessionIds">The sessions in their order, 1 to 50; each belongs to this program alone, and all to one owner.</param>
/// <param name="RulesetId">The ruleset; the latest of its versions that are in force on the day on which the first session starts is pinned. It makes credit of what the sessions' own rulesets let count.</param>
/// <param name="RulesetVersionId">One version of a ruleset, pinned as it is, instead of rulesetId.</param>
/// <param name="SponsorId">Who issues the certificates.</param>
/// <param name="DeliveryMethod">Group Live, Group Internet Based, QAS Self Study, Nano Learning or Blended Learning.</param>
/// <param name="ProgramLevel">Basic, Intermediate, Advanced, Overview or Update.</param>
/// <param name="Location">Where it takes place, if applicable.</param>
/// <param name="FieldsOfStudy">Credits per field of study; they sum to the maximum.</param>
/// <param name="MaximumCredits">The most that the program gives.</param>
internal sealed record ProgramRequest(
    string? ExternalId,
    string Title,
    IReadOnlyList<Guid> SessionIds,
    Guid? RulesetId,
    Guid? RulesetVersionId,
    Guid? SponsorId,
    string? DeliveryMethod,
    string? ProgramLevel,
    string? Location,
    IReadOnlyList<FieldCredits>? FieldsOfStudy,
    decimal MaximumCredits);

/// <summary>Changes of a program; what is left out stays.</summary>
/// <param name="ExternalId">The LMS's own id.</param>
/// <param name="Title">Title of the program.</param>
/// <param name="SessionIds">All of its sessions in their order.</param>
/// <param name="RulesetId">The ruleset; the latest of its versions that are in force on the day on which the first session starts is pinned.</param>
/// <param name="RulesetVersionId">One version of a ruleset, pinned as it is, instead of rulesetId.</param>
/// <param name="SponsorId">Who issues the certificates.</param>
/// <param name="DeliveryMethod">The delivery method.</param>
/// <param name="ProgramLevel">The program level.</param>
/// <param name="Location">Where it takes place.</param>
/// <param name="FieldsOfStudy">Credits per field of study.</param>
/// <param name="MaximumCredits">The most that the program gives.</param>
internal sealed record ProgramPatch(
    string? ExternalId,
    string? Title,
    IReadOnlyList<Guid>? SessionIds,
    Guid? RulesetId,
    Guid? RulesetVersionId,
    Guid? SponsorId,
    string? DeliveryMethod,
    string? ProgramLevel,
    string? Location,
    IReadOnlyList<FieldCredits>? FieldsOfStudy,
    decimal? MaximumCredits)
{
    /// <summary>True when the change bears on credit that may already be certified.</summary>
    internal bool BearsOnCredit => SessionIds is not null || NamesRuleset || FieldsOfStudy is not null || MaximumCredits is not null;

    /// <summary>True when the change names a ruleset anew.</summary>
    internal bool NamesRuleset => RulesetId is not null || RulesetVersionId is not null;
}
