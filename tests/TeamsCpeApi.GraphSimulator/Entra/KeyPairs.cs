using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TeamsCpeApi.GraphSimulator.Entra;

/// <summary>The key pairs of this process, by name. They take long to make, so that all simulators in it share them; none outlives it.</summary>
internal static class KeyPairs
{
    private static readonly ConcurrentDictionary<string, Lazy<RSA>> Made = new(StringComparer.Ordinal);

    public static RSA Of(string name) => Made.GetOrAdd(name, _ => new(() => RSA.Create(2048))).Value;
}
