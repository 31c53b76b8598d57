using System.Diagnostics;
using System.Globalization;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Tests.AttendanceFiles;
using TeamsCpeApi.Workbooks;
using Xunit.Abstractions;

namespace TeamsCpeApi.Tests.Hostile;

/// <summary>
/// Files of genuine structure, damaged at random: each is taken or clearly refused, nothing is thrown, and memory stays bounded. FUZZ_SECONDS
/// says for how long each kind is tried and FUZZ_SEED where it begins; without them it is a bounded run that is always the same.
/// </summary>
public sealed class HostileFileTests(ITestOutputHelper output)
{
    private const int FilesInABoundedRun = 400;
    private const int FirstSeed = 4711;
    private const long MostBytesAllocated = 64 * 1024 * 1024;

    private static readonly int? Seconds = Number("FUZZ_SECONDS");

    public static TheoryData<string> Kinds { get; } = [.. HostileFiles.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_AFileDamagedAtRandom_TakesOrRefuses(string kind)
    {
        var seed = Number("FUZZ_SEED") ?? FirstSeed;
        var (files, taken, slowest, most) = (0, 0, TimeSpan.Zero, 0L);
        var watch = Stopwatch.StartNew();
        for (; Seconds is { } seconds ? watch.Elapsed.TotalSeconds < seconds : files < FilesInABoundedRun; files++)
        {
            var file = HostileFiles.Of(kind, new Random(seed + files));
            var (before, begun) = (GC.GetAllocatedBytesForCurrentThread(), watch.Elapsed);
            try
            {
                taken += IsTaken(kind, file) ? 1 : 0;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"FUZZ_SEED={seed + files}: {kind} of {file.Length} bytes: {exception.Message}", exception);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostBytesAllocated, $"FUZZ_SEED={seed + files}: {allocated} bytes were allocated for a {kind} of {file.Length} bytes");
            (slowest, most) = (watch.Elapsed - begun > slowest ? watch.Elapsed - begun : slowest, Math.Max(most, allocated));
        }

        output.WriteLine($"{kind}: {files} files from seed {seed} in {watch.Elapsed.TotalSeconds:0} s, {taken} taken, the rest refused; slowest {slowest.TotalMilliseconds:0} ms, at most {most / 1024} KiB allocated.");
    }

    /// <summary>True when taken, false when refused with words; neither or both is a mistake.</summary>
    private static bool IsTaken(string kind, byte[] file)
    {
        var (isTaken, refusal) = kind switch
        {
            "Forms workbook" => Of(FormsWorkbookReader.Read(file, "Fuzz(1-2).xlsx")),
            "Forms CSV" => Of(FormsWorkbookReader.Read(file, "Fuzz(1-2).csv", DateOnly.FromDateTime(AttendanceExport.Start))),
            "attendance file" or "attendance workbook" => Of(AttendanceFileReader.Read(file, AttendanceExport.Context)),
            _ => Of(RosterCsvReader.Read(file)),
        };
        Assert.Equal(isTaken, refusal is null);
        Assert.NotEqual("", refusal);
        return isTaken;
    }

    private static (bool, string?) Of(FormsReading reading) => (reading.Export is not null, reading.Refusal?.Message);

    private static (bool, string?) Of(AttendanceReading reading) => (reading.Content is not null, reading.Refusal?.Message);

    private static (bool, string?) Of(RosterReading reading) => (reading.IsTaken, reading.Refusals is [var first, ..] ? first.Message : null);

    private static int? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
