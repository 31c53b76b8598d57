using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using TeamsCpeApi.Benchmarks;

if (args is [MillionDecisions.Name, .. var rest])
{
    await MillionDecisions.RunAsync(rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

// In this process: the default toolchain would generate a project outside the central package versions and build the
// product again. Few and short iterations: the figures are for orders of magnitude, and the whole run for a coffee.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(2)
    .WithIterationCount(5)
    .WithIterationTime(TimeInterval.FromMilliseconds(250));

var config = DefaultConfig.Instance
    .AddJob(job)
    .HideColumns(Column.Error, Column.RatioSD)
    .WithArtifactsPath(Path.Combine(".local", "benchmarks"));

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args, config);
