using System.Globalization;
using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Tests.Pdf;

internal static class SampleCertificate
{
    public static CertificateContent Short { get; } = new(
        Number: "2026-000123",
        VerificationUrl: "https://cpe.example.com/verify/0193f2a8c1d27c3f9e",
        SponsorName: "Northwind Learning, LLC",
        SponsorContact: "100 Main Street, Springfield, NY 10001\ncpe@northwind.example",
        SponsorRegistryId: "103456",
        StateRegistrations: ["New York State Sponsor License 002345"],
        ParticipantName: "Jane Q. Doe",
        CourseTitle: "Revenue Recognition: A Practical Workshop",
        CompletedOn: new DateOnly(2026, 3, 2),
        Location: "Albany, New York",
        DeliveryMethod: "Group Internet Based",
        ProgramLevel: "Intermediate",
        Fields: [new("Accounting", 1.5m), new("Taxes", 1.0m)],
        Credits: 2.5m,
        TimeStatement: "CPE credits have been granted based on a 50-minute hour.",
        SignatoryName: "Maria Keller",
        SignatoryTitle: "Director of Professional Education",
        SignatureImage: SamplePng.Create(300, 90),
        Logo: SamplePng.Create(200, 60),
        IssuedAt: new DateTimeOffset(2026, 3, 14, 10, 20, 30, TimeSpan.FromHours(-5)),
        Licenses: ["NY 012345"]);

    /// <summary>As much as the product accepts, every word with a number of its own so that a lost one is noticed.</summary>
    public static CertificateContent Longest { get; } = Short with
    {
        ParticipantName = Words("Name", 200),
        CourseTitle = Words("Course", 200),
        SponsorName = Words("Sponsor", 200),
        SponsorContact = Words("Contact", 200),
        Location = Words("Place", 100),
        SignatoryName = Words("Signer", 100),
        SignatoryTitle = Words("Title", 100),
        Fields = [.. Enumerable.Range(1, 8).Select(index => new FieldCredits($"Field of study number {index} with a long name", index + 0.25m))],
        Credits = 38m,
        StateRegistrations = [.. Enumerable.Range(1, 10).Select(index => Words($"State{index}x", 220))],
        Licenses = [.. Enumerable.Range(1, 6).Select(index => $"LIC-{index}-000")],
    };

    public static string Words(string stem, int length)
    {
        var text = "";
        for (var index = 1; text.Length < length; index++)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"{(index > 1 ? " " : "")}{stem}{index:00}");
        }

        return text;
    }
}
