using System.Globalization;
using BenchmarkDotNet.Attributes;
using TeamsCpeApi.Tests.Workbooks;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Benchmarks;

/// <summary>A Forms export of 5,000 responses to 12 questions, as downloaded and as saved again in Excel.</summary>
[MemoryDiagnoser]
public class FormsWorkbookBenchmarks
{
    private const int Responses = 5_000;
    private const int Questions = 12;
    private const int Seed = 5_000;

    private byte[] file = [];
    private string fileName = "";

    [Params(FormsExportShape.ServerDownload, FormsExportShape.ResavedInExcel)]
    public FormsExportShape Shape { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(Seed);
        var export = FormsExportFile.Form("Year-end tax update", [.. Enumerable.Range(1, Questions).Select(number => $"Question {number}: does the rule apply?")]) with
        {
            Shape = Shape,
            Responses = [.. Enumerable.Range(1, Responses).Select(id => Response(id, random))],
        };
        file = export.Build();
        fileName = export.FileName;
        if (FormsWorkbookReader.Read(file, fileName).Export?.Responses.Count != Responses)
        {
            throw new InvalidOperationException("The export is not read whole: there is nothing to measure.");
        }
    }

    [Benchmark(Description = "Read a Forms export of 5,000 rows")]
    public object Read() => FormsWorkbookReader.Read(file, fileName);

    private static FormsExportResponse Response(int id, Random random)
    {
        var completed = new DateTime(2026, 3, 12, 14, 0, 0, DateTimeKind.Unspecified).AddSeconds(random.Next(14_400));
        return new FormsExportResponse(
            id,
            completed.AddSeconds(-random.Next(5, 60)),
            completed,
            string.Create(CultureInfo.InvariantCulture, $"participant{id:00000}@northwind.example"),
            string.Create(CultureInfo.InvariantCulture, $"Zoë Participant {id:00000}"),
            [.. Enumerable.Range(0, Questions).Select(_ => random.Next(10) == 0 ? null : (object)(random.Next(2) == 0 ? "Yes, always" : "No, never"))]);
    }
}
