using System.Text.RegularExpressions;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Pdf;

namespace TeamsCpeApi.Tests.Pdf;

public sealed class CertificateDocumentTests
{
    [Fact]
    public void Render_SaysEverythingThatACertificateMust()
    {
        using var pdf = new PdfTool(CertificateDocument.Render(SampleCertificate.Short, PaperSize.A4));
        var text = pdf.Text();

        foreach (var expected in new[]
        {
            "Certificate of Completion", "Northwind Learning, LLC", "100 Main Street, Springfield, NY 10001", "cpe@northwind.example", "103456",
            "New York State Sponsor License 002345", "Jane Q. Doe", "NY 012345", "Revenue Recognition: A Practical Workshop", "March 2, 2026", "Albany, New York",
            "Group Internet Based", "Intermediate", "Accounting", "1.5", "Taxes", "1.0", "Total CPE credits", "2.5", "CPE credits have been granted based on a 50-minute hour.",
            "Maria Keller", "Director of Professional Education", "Certificate No. 2026-000123", "https://cpe.example.com/verify/0193f2a8c1d27c3f9e",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Zoë Ångström-Nørregaard", "Latin with marks")]
    [InlineData("Иван Сергеевич Петров", "Cyrillic")]
    [InlineData("Γιώργος Παπαδόπουλος", "Greek")]
    [InlineData("محمد بن سعيد", "Arabic")]
    [InlineData("דוד בן גוריון", "Hebrew")]
    [InlineData("王小明", "Chinese")]
    [InlineData("やまだ たろう", "Japanese")]
    [InlineData("김철수", "Korean")]
    [InlineData("สมชาย ใจดี", "Thai")]
    [InlineData("प्रिया शर्मा", "Devanagari")]
    public void Render_NameInAnyScript_CanBeExtracted(string name, string script)
    {
        using var pdf = new PdfTool(CertificateDocument.Render(SampleCertificate.Short with { ParticipantName = name }, PaperSize.A4));

        Assert.True(pdf.Text().Contains(name, StringComparison.Ordinal), $"{script}: {name} is not in\n{pdf.Text()}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(30)]
    public void Render_CombinedCertificate_ListsItsSessions(int count)
    {
        using var pdf = new PdfTool(CertificateDocument.Render(SampleCertificate.Short with { Sessions = Sessions(count, "Part") }, PaperSize.Letter));
        var text = pdf.Text();

        Assert.Equal(1, pdf.Pages);
        Assert.All(Enumerable.Range(1, count), part => Assert.Contains($"Part {part:00}", text, StringComparison.Ordinal));
        Assert.Contains("March 1, 2026: Part 01", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_MoreSessionsThanThePageHolds_SumsThemUp()
    {
        var content = SampleCertificate.Longest with { Sessions = Sessions(50, SampleCertificate.Words("Long", 180)) };
        using var pdf = new PdfTool(CertificateDocument.Render(content, PaperSize.A4));

        Assert.Equal(1, pdf.Pages);
        Assert.Contains("50 sessions from March 1, 2026 to April 19, 2026, listed at the address below", pdf.Text(), StringComparison.Ordinal);
    }

    private static IncludedSession[] Sessions(int count, string title) =>
        [.. Enumerable.Range(1, count).Select(part => new IncludedSession($"{title} {part:00}", new DateOnly(2026, 3, 1).AddDays(part - 1)))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_AnyContent_IsOneSoundPageWithEmbeddedFonts(bool longest)
    {
        var content = longest ? SampleCertificate.Longest : SampleCertificate.Short;
        foreach (var (paper, size) in new[] { (PaperSize.A4, "841.89 x 595.28 pts (A4)"), (PaperSize.Letter, "792 x 612 pts (letter)") })
        {
            using var pdf = new PdfTool(CertificateDocument.Render(content, paper));

            Assert.Equal(1, pdf.Pages);
            Assert.Equal(size, pdf.Info()["Page size"]);
            Assert.DoesNotContain("WARNING", pdf.Check(), StringComparison.Ordinal);
            Assert.All(pdf.Fonts(), font => Assert.Matches(@"^[A-Z]{6}\+.*\byes yes yes\b", font));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_LongestContent_LosesNoWordAndStaysInsideTheFrame(bool letter)
    {
        var content = SampleCertificate.Longest;
        using var pdf = new PdfTool(CertificateDocument.Render(content, letter ? PaperSize.Letter : PaperSize.A4));
        var words = pdf.WordBoxes();

        var expected = new[] { content.ParticipantName, content.CourseTitle, content.SponsorName, content.SponsorContact, content.Location!, content.SignatoryName, content.SignatoryTitle }
            .Concat(content.StateRegistrations)
            .Concat(content.Fields.Select(field => field.Field))
            .SelectMany(text => text.Split(' '));
        Assert.Empty(expected.Except(words.Select(word => word.Text)));
        var (width, height) = letter ? (792.0, 612.0) : (841.89, 595.28);
        Assert.All(words, word => Assert.True(word.Left > 28 && word.Top > 28 && word.Right < width - 28 && word.Bottom < height - 28, $"{word} lies outside"));
        Assert.Empty(words.SelectMany((word, index) => words.Skip(index + 1).Where(word.Overlaps).Select(other => $"{word} overlaps {other}")));
    }

    [Fact]
    public void Render_MoreThanAnyPageHolds_IsRefusedInWords()
    {
        var content = SampleCertificate.Longest with { StateRegistrations = [.. Enumerable.Repeat(SampleCertificate.Words("State", 1000), 60)] };

        var refusal = Assert.Throws<PdfException>(() => CertificateDocument.Render(content, PaperSize.A4));

        Assert.Contains("shorten", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Twice_GivesTheSameBytes()
    {
        var first = CertificateDocument.Render(SampleCertificate.Longest, PaperSize.A4);
        _ = CertificateDocument.Render(SampleCertificate.Short with { ParticipantName = "山田太郎" }, PaperSize.Letter);

        Assert.Equal(first, CertificateDocument.Render(SampleCertificate.Longest, PaperSize.A4));
    }

    [Fact]
    public void Render_InParallelWithReports_GivesTheSameBytesAsAlone()
    {
        string[] names = ["Jane Doe", "محمد بن سعيد", "王小明", "สมชาย ใจดี", "प्रिया शर्मा", "Иван Петров", "דוד", "김철수"];
        var contents = names.Select(name => SampleCertificate.Short with { ParticipantName = name }).ToList();
        var alone = contents.ConvertAll(content => CertificateDocument.Render(content, PaperSize.A4));
        var report = ReportDocumentTests.Table(120);
        var reportAlone = ReportDocument.Render(report);
        var different = 0;

        Parallel.For(0, 160, new ParallelOptions { MaxDegreeOfParallelism = 16 }, index =>
        {
            if (!alone[index % names.Length].AsSpan().SequenceEqual(CertificateDocument.Render(contents[index % names.Length], PaperSize.A4)))
            {
                Interlocked.Increment(ref different);
            }

            if (index % 20 == 0 && !reportAlone.AsSpan().SequenceEqual(ReportDocument.Render(report)))
            {
                Interlocked.Increment(ref different);
            }
        });

        Assert.Equal(0, different);
    }

    [Fact]
    public void Render_Metadata_ComesFromTheContent()
    {
        using var pdf = new PdfTool(CertificateDocument.Render(SampleCertificate.Short, PaperSize.A4));
        var info = pdf.Info();

        Assert.Equal("Certificate of Completion 2026-000123", info["Title"]);
        Assert.Equal("Northwind Learning, LLC", info["Author"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 15, 20, 30, TimeSpan.Zero), DateTimeOffset.Parse(info["CreationDate"] + (info["CreationDate"].EndsWith('Z') ? "" : ":00"), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("https://cpe.example.com/verify/0193f2a8c1d27c3f9e")]
    [InlineData("https://a-rather-long-host-name.of-a-customer.example.org/continuing-education/certificates/verify/0193f2a8-c1d2-7c3f-9e00-aabbccddeeff")]
    public void Render_QrCode_LeadsToTheVerification(string url)
    {
        foreach (var content in new[] { SampleCertificate.Short, SampleCertificate.Longest })
        {
            using var pdf = new PdfTool(CertificateDocument.Render(content with { VerificationUrl = url }, PaperSize.A4));

            Assert.Equal(url, pdf.QrCode());
            Assert.Contains(url, Regex.Replace(pdf.RawText(), @"\s", ""), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<b>Bobby</b> &amp; <span size='99999'>Tables</span>", "<b>Bobby</b> &amp; <span size='99999'>Tables</span>")]
    [InlineData("Unclosed <i & sons", "Unclosed <i & sons")]
    [InlineData("Before\0after\u0007", "Beforeafter")]
    [InlineData("Tab\tbed", "Tab bed")]
    [InlineData("Over\u202Eridden", "Overridden")]
    public void Render_TextThatLooksLikeMarkupOrControl_IsPrintedAsText(string name, string printed)
    {
        using var pdf = new PdfTool(CertificateDocument.Render(SampleCertificate.Short with { ParticipantName = name, SponsorName = name }, PaperSize.A4));

        Assert.Contains(printed, pdf.RawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithoutWhatIsOptional_HasNoEmptyLabels()
    {
        using var pdf = new PdfTool(CertificateDocument.Render(
            SampleCertificate.Short with { Location = null, ProgramLevel = null, Logo = null, SponsorRegistryId = null, StateRegistrations = [], Licenses = [] }, PaperSize.A4));
        var text = pdf.Text();

        Assert.All(new[] { "Location", "Program level", "registry", "License" }, label => Assert.DoesNotContain(label, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_BrokenSignature_SaysSo()
    {
        CertificateContent content = SampleCertificate.Short with { SignatureImage = SamplePng.Create(10, 10)[..50] };

        Assert.Contains("damaged", Assert.Throws<PdfException>(() => CertificateDocument.Render(content, PaperSize.A4)).Message, StringComparison.Ordinal);
    }
}
