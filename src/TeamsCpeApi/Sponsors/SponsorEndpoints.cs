using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Audit;
using TeamsCpeApi.Http;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Security;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Sponsors;

/// <summary>Sponsors: what a certificate needs of them.</summary>
internal static class SponsorEndpoints
{
    public static void MapSponsors(this IEndpointRouteBuilder routes)
    {
        var sponsors = routes.MapGroup("/sponsors").WithTags("Sponsors").RequireAuthorization(Policies.Read);
        sponsors.MapPost("/", CreateAsync).Validated<SponsorRequest>().RequireAuthorization(Policies.Administer)
            .Produces<SponsorView>(201).WithName("CreateSponsor").WithSummary("Add a sponsor.");
        sponsors.MapGet("/", ListAsync).WithName("ListSponsors").WithSummary("All sponsors.");
        sponsors.MapGet("/{sponsorId:guid}", GetAsync).WithName("GetSponsor").WithSummary("One sponsor.");
        sponsors.MapPut("/{sponsorId:guid}", ReplaceAsync).Validated<SponsorRequest>().RequireAuthorization(Policies.Administer)
            .WithName("ReplaceSponsor").WithSummary("Change a sponsor; certificates already issued stay as they are.");
        sponsors.MapDelete("/{sponsorId:guid}", DeleteAsync).RequireAuthorization(Policies.Administer)
            .Produces(204).WithName("DeleteSponsor").WithSummary("Remove a sponsor that no session uses.");
    }

    private static async Task<IResult> CreateAsync(SponsorRequest request, CpeDbContext db, Caller caller, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sponsor = new Sponsor { Id = Ids.Next(now), Name = request.Name, StateRegistrations = [], CreatedAt = now };
        Apply(sponsor, request, db);
        db.Add(sponsor);
        db.Record(new AuditEntry(caller.Actor, "sponsor.created", "sponsor", sponsor.Id, Data: new { sponsor.LogoSha256, sponsor.SignatureSha256 }));
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(sponsor.Version);
        return TypedResults.Created($"/api/v1/sponsors/{sponsor.Id}", SponsorView.Of(sponsor));
    }

    private static async Task<Page<SponsorView>> ListAsync([AsParameters] PageQuery page, CpeDbContext db, HttpContext http, CancellationToken cancellationToken) =>
        await db.Sponsors.ToPageAsync(page, SponsorView.Of, http, cancellationToken);

    private static async Task<SponsorView> GetAsync(Guid sponsorId, CpeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var sponsor = await FindAsync(db, sponsorId, cancellationToken);
        http.Response.SetETag(sponsor.Version);
        return SponsorView.Of(sponsor);
    }

    private static async Task<SponsorView> ReplaceAsync(Guid sponsorId, SponsorRequest request, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var sponsor = await FindAsync(db, sponsorId, cancellationToken);
        http.Request.RequireMatch(sponsor);
        Apply(sponsor, request, db);
        if (db.ChangeTracker.HasChanges())
        {
            db.Record(new AuditEntry(caller.Actor, "sponsor.changed", "sponsor", sponsor.Id, Data: new { sponsor.LogoSha256, sponsor.SignatureSha256 }));
            await db.SaveChangesAsync(cancellationToken);
        }

        http.Response.SetETag(sponsor.Version);
        return SponsorView.Of(sponsor);
    }

    private static async Task<IResult> DeleteAsync(Guid sponsorId, CpeDbContext db, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        var sponsor = await FindAsync(db, sponsorId, cancellationToken);
        http.Request.RequireMatch(sponsor);
        var uses = await db.Sessions.CountAsync(session => session.SponsorId == sponsorId, cancellationToken);
        if (uses > 0)
        {
            throw Problems.Conflict("sponsor-in-use", "The sponsor is in use", $"{uses} sessions name this sponsor. Give them another sponsor first, or keep it.");
        }

        db.Remove(sponsor);
        db.Record(new AuditEntry(caller.Actor, "sponsor.deleted", "sponsor", sponsorId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static void Apply(Sponsor sponsor, SponsorRequest request, CpeDbContext db)
    {
        sponsor.Name = request.Name;
        sponsor.Contact = request.Contact;
        sponsor.RegistryId = request.RegistryId;
        sponsor.StateRegistrations = [.. request.StateRegistrations ?? []];
        sponsor.SignatoryName = request.SignatoryName;
        sponsor.SignatoryTitle = request.SignatoryTitle;
        sponsor.PaperSize = request.PaperSize ?? sponsor.PaperSize;
        sponsor.LogoSha256 = KeepImage(request.LogoPng, "/logoPng", db) ?? sponsor.LogoSha256;
        sponsor.SignatureSha256 = KeepImage(request.SignaturePng, "/signaturePng", db) ?? sponsor.SignatureSha256;
    }

    private static string? KeepImage(byte[]? png, string pointer, CpeDbContext db) => png switch
    {
        null => null,
        _ when PngImage.Check(png) is { } problem => throw Problems.InvalidMember(pointer, problem.Code, problem.Message),
        _ => db.Keep(png, "image/png"),
    };

    private static async Task<Sponsor> FindAsync(CpeDbContext db, Guid sponsorId, CancellationToken cancellationToken) =>
        await db.Sponsors.SingleOrDefaultAsync(sponsor => sponsor.Id == sponsorId, cancellationToken) ?? throw Problems.NotFound("sponsor");
}

/// <summary>A sponsor as it is sent.</summary>
/// <param name="Name">Name on the certificate.</param>
/// <param name="Contact">Address, e-mail or telephone; several lines are fine.</param>
/// <param name="RegistryId">Id in the national registry.</param>
/// <param name="StateRegistrations">State registration numbers and statements.</param>
/// <param name="SignatoryName">The representative who verifies completion.</param>
/// <param name="SignatoryTitle">That person's title.</param>
/// <param name="LogoPng">PNG as base64, at most 1 MiB; left out, the former one stays.</param>
/// <param name="SignaturePng">PNG as base64, at most 1 MiB; left out, the former one stays.</param>
/// <param name="PaperSize">The paper of certificates, a4 or letter; letter at first.</param>
internal sealed record SponsorRequest(
    string Name,
    string? Contact,
    string? RegistryId,
    IReadOnlyList<string>? StateRegistrations,
    string? SignatoryName,
    string? SignatoryTitle,
    byte[]? LogoPng,
    byte[]? SignaturePng,
    PaperSize? PaperSize);

internal sealed class SponsorRequestValidator : AbstractValidator<SponsorRequest>
{
    public SponsorRequestValidator()
    {
        RuleFor(request => request.Name).NotEmpty().MaximumLength(Sponsor.NameMaxLength);
        RuleFor(request => request.Contact).MaximumLength(Sponsor.ContactMaxLength);
        RuleFor(request => request.RegistryId).MaximumLength(100);
        RuleFor(request => request.SignatoryName).MaximumLength(Sponsor.NameMaxLength);
        RuleFor(request => request.SignatoryTitle).MaximumLength(Sponsor.NameMaxLength);
        RuleFor(request => request.StateRegistrations).Must(lines => lines is not { Count: > Sponsor.MaximumStatements })
            .WithMessage($"Give at most {Sponsor.MaximumStatements} statements.");
        RuleForEach(request => request.StateRegistrations).NotEmpty().MaximumLength(Sponsor.StatementMaxLength);
    }
}

/// <summary>A sponsor.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name on the certificate.</param>
/// <param name="Contact">Contact.</param>
/// <param name="RegistryId">Id in the national registry.</param>
/// <param name="StateRegistrations">State registration numbers and statements.</param>
/// <param name="SignatoryName">The representative who verifies completion.</param>
/// <param name="SignatoryTitle">That person's title.</param>
/// <param name="LogoSha256">SHA-256 of the logo.</param>
/// <param name="SignatureSha256">SHA-256 of the signature image.</param>
/// <param name="PaperSize">The paper of certificates.</param>
internal sealed record SponsorView(
    Guid Id,
    string Name,
    string? Contact,
    string? RegistryId,
    IReadOnlyList<string> StateRegistrations,
    string? SignatoryName,
    string? SignatoryTitle,
    string? LogoSha256,
    string? SignatureSha256,
    PaperSize PaperSize)
{
    public static SponsorView Of(Sponsor sponsor) => new(
        sponsor.Id, sponsor.Name, sponsor.Contact, sponsor.RegistryId, sponsor.StateRegistrations, sponsor.SignatoryName, sponsor.SignatoryTitle, sponsor.LogoSha256, sponsor.SignatureSha256, sponsor.PaperSize);
}
