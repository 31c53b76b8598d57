using TeamsCpeApi.Tests.Support;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer($"TeamsCpeApi.Tests.Support.{nameof(LongTestsFirst)}", "TeamsCpeApi.Tests")]

namespace TeamsCpeApi.Tests.Support;

/// <summary>Tests that wait for processes begin first, and collections of many classes; the short ones fill the gaps: begun last, one of them would keep everybody waiting.</summary>
public sealed class LongTestsFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Flow.KilledApiTests), nameof(Flow.SecrecyTests), nameof(Flow.CrowdTests), nameof(Flow.StoppedPostgresTests), nameof(Flow.NodesTests), nameof(Flow.MainFlowTests),
        Providers.OneProviderStage.Name, Api.OneServer.Name,
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.DisplayName == name || collection.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length);
}
