namespace TeamsCpeApi.Domain.Certificates;

/// <summary>An item that a certificate must have and that is missing.</summary>
/// <param name="Item">Where it belongs, for example "sponsor.signatoryName".</param>
/// <param name="Message">What to do.</param>
public sealed record MissingItem(string Item, string Message);

/// <summary>A certificate before it is known whether everything is there (cpe.md §7).</summary>
public sealed record CertificateDraft
{
    /// <summary>The delivery methods in their exact wording (cpe.md §1).</summary>
    public static IReadOnlyList<string> DeliveryMethods { get; } = ["Group Live", "Group Internet Based", "QAS Self Study", "Nano Learning", "Blended Learning"];

    /// <summary>Sponsor's name.</summary>
    public string? SponsorName { get; init; }

    /// <summary>Sponsor's contact.</summary>
    public string? SponsorContact { get; init; }

    /// <summary>Sponsor's id in the national registry (or with the body that accredits it).</summary>
    public string? SponsorRegistryId { get; init; }

    /// <summary>State registration numbers and statements, where they apply.</summary>
    public IReadOnlyList<string> StateRegistrations { get; init; } = [];

    /// <summary>Participant's name.</summary>
    public string? ParticipantName { get; init; }

    /// <summary>Title of the course.</summary>
    public string? CourseTitle { get; init; }

    /// <summary>Date of completion in the session's time zone.</summary>
    public DateOnly? CompletedOn { get; init; }

    /// <summary>Location, if applicable.</summary>
    public string? Location { get; init; }

    /// <summary>One of <see cref="DeliveryMethods"/>.</summary>
    public string? DeliveryMethod { get; init; }

    /// <summary>Program level, if any.</summary>
    public string? ProgramLevel { get; init; }

    /// <summary>Credits per field of study.</summary>
    public IReadOnlyList<FieldCredits> Fields { get; init; } = [];

    /// <summary>Credits in total.</summary>
    public decimal Credits { get; init; }

    /// <summary>The time statement.</summary>
    public string? TimeStatement { get; init; }

    /// <summary>Who verifies.</summary>
    public string? SignatoryName { get; init; }

    /// <summary>That person's title.</summary>
    public string? SignatoryTitle { get; init; }

    /// <summary>PNG of the signature.</summary>
    public IReadOnlyList<byte>? SignatureImage { get; init; }

    /// <summary>PNG of the logo, if any.</summary>
    public IReadOnlyList<byte>? Logo { get; init; }

    /// <summary>The participant's licenses.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>The sessions that a combined certificate sums up; none for that of a single session.</summary>
    public IReadOnlyList<IncludedSession> Sessions { get; init; } = [];

    /// <summary>What is certified, as it is called where its items are mended: a session or a program.</summary>
    public string Course { get; init; } = "session";

    /// <summary>Every required item that is not there, all at once.</summary>
    public IReadOnlyList<MissingItem> Missing()
    {
        var missing = new List<MissingItem>();
        void Text(string? value, string item, string message)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                missing.Add(new MissingItem(item, message));
            }
        }

        Text(SponsorName, "sponsor.name", $"Choose a sponsor for the {Course}.");
        Text(SponsorContact, "sponsor.contact", "Give the sponsor a contact.");
        Text(SponsorRegistryId, "sponsor.registryId", "Give the sponsor its registry id.");
        Text(SignatoryName, "sponsor.signatoryName", "Name the sponsor's representative who verifies the completion.");
        Text(SignatoryTitle, "sponsor.signatoryTitle", "Give the representative's title.");
        Text(ParticipantName, "participant.name", "Give the participant a name.");
        Text(CourseTitle, $"{Course}.title", $"Give the {Course} a title.");
        Text(TimeStatement, "ruleset.certificateStatement", "Give the ruleset its time statement.");
        if (SignatureImage is not { Count: > 0 })
        {
            missing.Add(new MissingItem("sponsor.signatureImage", "Upload the representative's signature as a PNG."));
        }

        if (DeliveryMethod is null || !DeliveryMethods.Contains(DeliveryMethod))
        {
            missing.Add(new MissingItem($"{Course}.deliveryMethod", $"Give the delivery method, exactly one of: {string.Join(", ", DeliveryMethods)}."));
        }
        else if (DeliveryMethod == "Group Live")
        {
            Text(Location, $"{Course}.location", $"A Group Live {Course} took place somewhere: give its location.");
        }

        if (CompletedOn is null)
        {
            missing.Add(new MissingItem($"{Course}.endsAt", $"Give the {Course} an end: it is the date of completion."));
        }

        if (Fields.Count == 0)
        {
            missing.Add(new MissingItem($"{Course}.fieldsOfStudy", $"Give the {Course} its fields of study with credits."));
        }
        else if (Fields.Any(field => string.IsNullOrWhiteSpace(field.Field) || field.Credits <= 0))
        {
            missing.Add(new MissingItem($"{Course}.fieldsOfStudy", "Every field of study has a name and credits above zero."));
        }
        else if (Fields.Sum(field => field.Credits) != Credits)
        {
            missing.Add(new MissingItem($"{Course}.fieldsOfStudy", "The credits per field of study must sum to the credits in total."));
        }

        if (Credits <= 0)
        {
            missing.Add(new MissingItem("credits", "There is no credit to certify."));
        }

        return missing;
    }

    /// <summary>The certificate's content.</summary>
    /// <exception cref="InvalidOperationException">Something is missing; ask <see cref="Missing"/> first.</exception>
    public CertificateContent Complete(string number, string verificationUrl, DateTimeOffset issuedAt)
    {
        if (Missing() is [var item, ..])
        {
            throw new InvalidOperationException($"The certificate lacks {item.Item}.");
        }

        return new CertificateContent(
            number,
            verificationUrl,
            SponsorName!,
            SponsorContact!,
            SponsorRegistryId,
            StateRegistrations,
            ParticipantName!,
            CourseTitle!,
            CompletedOn!.Value,
            Location,
            DeliveryMethod!,
            ProgramLevel,
            Fields,
            Credits,
            TimeStatement!,
            SignatoryName!,
            SignatoryTitle!,
            SignatureImage!,
            Logo,
            issuedAt,
            Licenses)
        {
            Sessions = Sessions,
        };
    }
}
