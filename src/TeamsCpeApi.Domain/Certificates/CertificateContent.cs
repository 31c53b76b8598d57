namespace TeamsCpeApi.Domain.Certificates;

/// <summary>Credits in one field of study.</summary>
/// <param name="Field">The field's name in the sponsor's list, for example "Taxes".</param>
/// <param name="Credits">Credits, a multiple of the program's increment.</param>
public sealed record FieldCredits(string Field, decimal Credits);

/// <summary>A session that a combined certificate sums up.</summary>
/// <param name="Title">The session's title.</param>
/// <param name="On">The day of its end in its own time zone.</param>
public sealed record IncludedSession(string Title, DateOnly On);

/// <summary>Everything that a certificate says. Texts are as the sponsor and the roster gave them; nothing is looked up while drawing.</summary>
/// <param name="Number">The certificate's running number, unique for ever, for example "2026-000123".</param>
/// <param name="VerificationUrl">The public address that proves the certificate; drawn as a QR code and as text.</param>
/// <param name="SponsorName">The sponsor of the program.</param>
/// <param name="SponsorContact">Address, e-mail or telephone of the sponsor, one or several lines.</param>
/// <param name="SponsorRegistryId">The sponsor's id in the national registry, where it has one.</param>
/// <param name="StateRegistrations">State registration numbers and statements, one a line, where they apply.</param>
/// <param name="ParticipantName">As the roster has it, any script.</param>
/// <param name="CourseTitle">The title of the program.</param>
/// <param name="CompletedOn">The date of completion in the session's time zone.</param>
/// <param name="Location">Where it took place, if that applies to the delivery method.</param>
/// <param name="DeliveryMethod">The delivery method in its exact wording, for example "Group Internet Based".</param>
/// <param name="ProgramLevel">Basic, Intermediate, Advanced, Overview or Update, where the sponsor gives one.</param>
/// <param name="Fields">Credits per field of study; they sum to <paramref name="Credits"/>.</param>
/// <param name="Credits">Credits in total.</param>
/// <param name="TimeStatement">For example "CPE credits have been granted based on a 50-minute hour."</param>
/// <param name="SignatoryName">The sponsor's representative who verifies the completion.</param>
/// <param name="SignatoryTitle">That person's title.</param>
/// <param name="SignatureImage">PNG bytes of that person's signature.</param>
/// <param name="Logo">PNG bytes of the sponsor's logo, if there is one.</param>
/// <param name="IssuedAt">When the certificate was issued.</param>
/// <param name="Licenses">The participant's licences ("NY 012345"), if the roster has any.</param>
public sealed record CertificateContent(
    string Number,
    string VerificationUrl,
    string SponsorName,
    string SponsorContact,
    string? SponsorRegistryId,
    IReadOnlyList<string> StateRegistrations,
    string ParticipantName,
    string CourseTitle,
    DateOnly CompletedOn,
    string? Location,
    string DeliveryMethod,
    string? ProgramLevel,
    IReadOnlyList<FieldCredits> Fields,
    decimal Credits,
    string TimeStatement,
    string SignatoryName,
    string SignatoryTitle,
    IReadOnlyList<byte> SignatureImage,
    IReadOnlyList<byte>? Logo,
    DateTimeOffset IssuedAt,
    IReadOnlyList<string> Licenses)
{
    /// <summary>The sessions that a combined certificate sums up, in order of time; none for that of a single session.</summary>
    public IReadOnlyList<IncludedSession> Sessions { get; init; } = [];
}
