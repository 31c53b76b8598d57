using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCpeApi.Storage;

/// <summary>PostgreSQL knows an advisory lock by a number: the one that stands for a name, the same on every node.</summary>
internal static class AdvisoryKey
{
    internal static long Of(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
