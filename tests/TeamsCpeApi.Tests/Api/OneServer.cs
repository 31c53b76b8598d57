using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>The tests of the contract share one server; each makes what it needs.</summary>
[CollectionDefinition(Name)]
public sealed class OneServer : ICollectionFixture<CpeServer>
{
    public const string Name = "The contract over HTTP";
}
