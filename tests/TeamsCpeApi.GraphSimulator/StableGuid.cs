using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.GraphSimulator;

/// <summary>Ids that the scenario leaves out come out the same at every start.</summary>
internal static class StableGuid
{
    public static Guid Of(params object[] parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))).AsSpan(0, 16));
}
