using BenchmarkDotNet.Attributes;
using TeamsCpeApi.Reports;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Benchmarks;

/// <summary>A Raw Data workbook of 10,000 rows × 24 columns.</summary>
[MemoryDiagnoser]
public class XlsxReportBenchmarks
{
    private ReportTable table = null!;

    [GlobalSetup]
    public void Prepare() => table = RawDataTable.Of(10_000);

    [Benchmark(Description = "Write a workbook of 10,000 rows × 24 columns")]
    public void Write() => XlsxReport.Write(table, Stream.Null);
}
