using BenchmarkDotNet.Attributes;
using TeamsCpeApi.Domain.Certificates;
using TeamsCpeApi.Pdf;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Tests.Pdf;

namespace TeamsCpeApi.Benchmarks;

/// <summary>One certificate for a name in Latin and for one in Chinese characters, which brings a larger font, and a Raw Data report of 60 rows.</summary>
[MemoryDiagnoser]
public class PdfBenchmarks
{
    private static readonly CertificateContent Latin = SampleCertificate.Short;
    private static readonly CertificateContent Chinese = SampleCertificate.Short with { ParticipantName = "王小明 (陳大文)" };

    private ReportTable table = null!;

    [GlobalSetup]
    public void Prepare() => table = RawDataTable.Of(60);

    [Benchmark(Description = "Certificate, Latin name")]
    public byte[] CertificateInLatin() => CertificateDocument.Render(Latin, PaperSize.Letter);

    [Benchmark(Description = "Certificate, Chinese name")]
    public byte[] CertificateInChinese() => CertificateDocument.Render(Chinese, PaperSize.Letter);

    [Benchmark(Description = "Report of 60 rows × 24 columns as PDF")]
    public byte[] Report() => ReportDocument.Render(table);
}
