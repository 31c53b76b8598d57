using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Api;

/// <summary>What several rows of a theory look at is made once a server.</summary>
internal static class Once
{
    private static readonly ConditionalWeakTable<CpeServer, ConcurrentDictionary<string, object>> Made = [];

    public static Task<T> Of<T>(CpeServer server, string name, Func<Task<T>> make) =>
        (Task<T>)Made.GetOrCreateValue(server).GetOrAdd(name, _ => make());
}
