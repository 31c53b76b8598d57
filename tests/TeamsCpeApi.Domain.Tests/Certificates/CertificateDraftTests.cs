using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Domain.Tests.Time;

namespace TeamsCpeApi.Domain.Tests.Certificates;

public class CertificateDraftTests
{
    private static readonly Dictionary<string, (string Item, Func<CertificateDraft, CertificateDraft> Without)> Gaps = new()
    {
        ["no sponsor"] = ("sponsor.name", draft => draft with { SponsorName = null }),
        ["a blank sponsor"] = ("sponsor.name", draft => draft with { SponsorName = " " }),
        ["no contact"] = ("sponsor.contact", draft => draft with { SponsorContact = "" }),
        ["no registry id"] = ("sponsor.registryId", draft => draft with { SponsorRegistryId = null }),
        ["nobody verifies"] = ("sponsor.signatoryName", draft => draft with { SignatoryName = null }),
        ["no title of the one who verifies"] = ("sponsor.signatoryTitle", draft => draft with { SignatoryTitle = null }),
        ["no signature"] = ("sponsor.signatureImage", draft => draft with { SignatureImage = null }),
        ["an empty signature"] = ("sponsor.signatureImage", draft => draft with { SignatureImage = [] }),
        ["no participant"] = ("participant.name", draft => draft with { ParticipantName = null }),
        ["no course"] = ("session.title", draft => draft with { CourseTitle = null }),
        ["no date"] = ("session.endsAt", draft => draft with { CompletedOn = null }),
        ["no location of a live group"] = ("session.location", draft => draft with { DeliveryMethod = "Group Live", Location = null }),
        ["no delivery method"] = ("session.deliveryMethod", draft => draft with { DeliveryMethod = null }),
        ["a delivery method in other words"] = ("session.deliveryMethod", draft => draft with { DeliveryMethod = "group internet based" }),
        ["no fields of study"] = ("session.fieldsOfStudy", draft => draft with { Fields = [] }),
        ["fields that do not sum"] = ("session.fieldsOfStudy", draft => draft with { Fields = [new("Taxes", 1m)] }),
        ["a field without a name"] = ("session.fieldsOfStudy", draft => draft with { Fields = [new("Taxes", 1m), new(" ", 0.8m)] }),
        ["a field with less than nothing"] = ("session.fieldsOfStudy", draft => draft with { Fields = [new("Taxes", 2m), new("Auditing", -0.2m)] }),
        ["no credit"] = ("credits", draft => draft with { Credits = 0m, Fields = [] }),
        ["no time statement"] = ("ruleset.certificateStatement", draft => draft with { TimeStatement = null }),
    };

    private static readonly CertificateDraft Whole = new()
    {
        SponsorName = "Contoso Learning",
        SponsorContact = "cpe@contoso.example",
        SponsorRegistryId = "100123",
        ParticipantName = "Zoë Ångström",
        CourseTitle = "Tax update",
        CompletedOn = new DateOnly(2026, 3, 4),
        DeliveryMethod = "Group Internet Based",
        Fields = [new("Taxes", 1m), new("Auditing", 0.8m)],
        Credits = 1.8m,
        TimeStatement = "CPE credits have been granted based on a 50-minute hour.",
        SignatoryName = "Sam Signatory",
        SignatoryTitle = "Director",
        SignatureImage = [1],
    };

    public static TheoryData<string> Sentences => [.. Gaps.Keys];

    [Fact]
    public void Missing_WholeDraft_IsNothing() => Assert.Empty(Whole.Missing());

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Missing_OneGap_NamesTheItemAndRefuses(string sentence)
    {
        var (item, without) = Gaps[sentence];
        var draft = without(Whole);

        Assert.Contains(draft.Missing(), missing => missing.Item == item && missing.Message.EndsWith('.'));
        Assert.All(draft.Missing(), missing => Assert.True(missing.Item == item || sentence == "no credit", $"{sentence}: {missing.Item} is there"));
        Assert.Throws<InvalidOperationException>(() => draft.Complete("2026-000001", "https://cpe.example/verify/x", Notation.Day));
    }

    [Fact]
    public void Missing_EmptyDraft_NamesEverythingAtOnce() => Assert.Equal(
        Gaps.Values.Select(gap => gap.Item).Where(item => item != "session.location").Distinct().Order(),
        new CertificateDraft().Missing().Select(missing => missing.Item).Order());

    [Fact]
    public void Complete_WholeDraft_CarriesEveryPart()
    {
        var content = (Whole with { Location = "Online", ProgramLevel = "Basic", StateRegistrations = ["NY 1"], Licenses = ["NY 012345"], Logo = [2] })
            .Complete("2026-000001", "https://cpe.example/verify/x", Notation.Day);

        Assert.Equal(
            ("2026-000001", "https://cpe.example/verify/x", "Contoso Learning", "cpe@contoso.example", "100123", "Zoë Ångström", "Tax update"),
            (content.Number, content.VerificationUrl, content.SponsorName, content.SponsorContact, content.SponsorRegistryId, content.ParticipantName, content.CourseTitle));
        Assert.Equal(
            (new DateOnly(2026, 3, 4), "Online", "Group Internet Based", "Basic", 1.8m, Whole.TimeStatement, "Sam Signatory", "Director", Notation.Day),
            (content.CompletedOn, content.Location, content.DeliveryMethod, content.ProgramLevel, content.Credits, content.TimeStatement, content.SignatoryName, content.SignatoryTitle, content.IssuedAt));
        Assert.Equal(Whole.Fields, content.Fields);
        Assert.Equal(["NY 1"], content.StateRegistrations);
        Assert.Equal(["NY 012345"], content.Licenses);
        Assert.Equal<byte>([1], content.SignatureImage);
        Assert.Equal<byte>([2], content.Logo!);
    }
}
