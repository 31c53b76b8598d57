using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Rulesets;
using TeamsCpeApi.Http;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sessions;

/// <summary>What credit is given for and a certificate names: a session, or a program of several.</summary>
internal interface ICourse
{
    string? ExternalId { get; }

    string Title { get; }

    Guid RulesetVersionId { get; }

    Guid? SponsorId { get; }

    string? DeliveryMethod { get; }

    string? ProgramLevel { get; }

    string? Location { get; }

    List<FieldCredits> FieldsOfStudy { get; }

    decimal MaximumCredits { get; }
}

/// <summary>Bounds that hold for sessions and programs.</summary>
internal static class CourseLimits
{
    internal const decimal MostCredits = 100m;
}

/// <summary>What sessions and programs must hold to alike, in the same words.</summary>
internal abstract class CourseRules<TCourse> : AbstractValidator<TCourse>
    where TCourse : ICourse
{
    private static readonly string[] ProgramLevels = ["Basic", "Intermediate", "Advanced", "Overview", "Update"];

    private readonly string noun;

    protected CourseRules(string noun)
    {
        this.noun = noun;
        RuleFor(course => course.Title).NotEmpty().MaximumLength(Session.TitleMaxLength);
        RuleFor(course => course.ExternalId).NotEmpty().MaximumLength(Session.ExternalIdMaxLength).When(course => course.ExternalId is not null);
        RuleFor(course => course.DeliveryMethod).Must(method => method is null || CertificateDraft.DeliveryMethods.Contains(method))
            .WithErrorCode("delivery-method-unknown").WithMessage($"Use exactly one of: {string.Join(", ", CertificateDraft.DeliveryMethods)}.");
        RuleFor(course => course.ProgramLevel).Must(level => level is null || ProgramLevels.Contains(level))
            .WithErrorCode("program-level-unknown").WithMessage($"Use exactly one of: {string.Join(", ", ProgramLevels)}.");
        RuleFor(course => course.Location).MaximumLength(300);
        RuleFor(course => course.MaximumCredits).InclusiveBetween(0.1m, CourseLimits.MostCredits).WithMessage($"A {noun} gives between 0.1 and 100 credits.");
        RuleFor(course => course.FieldsOfStudy).Must(fields => fields.Count <= 20).WithMessage("Give at most 20 fields of study.");
        RuleFor(course => course.FieldsOfStudy).Must(fields => fields.DistinctBy(field => field.Field).Count() == fields.Count).WithMessage("Name each field of study once.");
        RuleFor(course => course.FieldsOfStudy).Must((course, fields) => fields.Count == 0 || fields.Exists(field => field.Credits > CourseLimits.MostCredits) || fields.Sum(field => field.Credits) == course.MaximumCredits)
            .WithErrorCode("fields-do-not-sum").WithMessage("The credits per field of study must sum to maximumCredits.");
        RuleForEach(course => course.FieldsOfStudy).ChildRules(field =>
        {
            field.RuleFor(part => part.Field).NotEmpty().MaximumLength(100);
            field.RuleFor(part => part.Credits).InclusiveBetween(0.1m, CourseLimits.MostCredits);
        });
    }

    protected async Task RequireRulesetFitsAsync(TCourse course, CpeDbContext db, CancellationToken cancellationToken)
    {
        var ruleset = await db.RulesetVersions.AsNoTracking().Where(version => version.Id == course.RulesetVersionId).Select(version => version.Content).SingleAsync(cancellationToken);
        if (course.MaximumCredits < ruleset.MinimumFirstCredit || !RulesetCheck.IsMultiple(course.MaximumCredits, ruleset.Increment))
        {
            throw Problems.InvalidMember(
                "/maximumCredits",
                "not-a-multiple",
                $"By the ruleset \"{ruleset.Name}\" a {noun} gives at least {ruleset.MinimumFirstCredit} and a multiple of {ruleset.Increment} credits.");
        }

        if (course.FieldsOfStudy.FindIndex(field => !RulesetCheck.IsMultiple(field.Credits, ruleset.Increment)) is >= 0 and var index)
        {
            throw Problems.InvalidMember($"/fieldsOfStudy/{index}/credits", "not-a-multiple", $"By the ruleset \"{ruleset.Name}\" the credits of each field are a multiple of {ruleset.Increment}.");
        }
    }

    protected static async Task RequireSponsorAsync(TCourse course, CpeDbContext db, CancellationToken cancellationToken)
    {
        if (course.SponsorId is { } sponsor && !await db.Sponsors.AnyAsync(row => row.Id == sponsor, cancellationToken))
        {
            throw Problems.InvalidMember("/sponsorId", "sponsor-unknown", "There is no such sponsor: GET /api/v1/sponsors lists them.");
        }
    }
}
