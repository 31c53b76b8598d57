using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TeamsCpeApi.Security;

/// <summary>
/// Encrypts secrets at rest with AES-256-GCM under the configured master key. What a secret belongs to is authenticated
/// with it, so that a stored secret cannot be moved to another row. Former master keys still read.
/// </summary>
internal sealed class SecretProtector
{
    private const byte Format = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + sizeof(uint);

    private readonly Dictionary<uint, byte[]> keys;
    private readonly uint current;

    public SecretProtector(IOptions<SecurityOptions> options)
    {
        var all = options.Value.FormerMasterKeys.Prepend(options.Value.MasterKey).Select(KeyOf).ToArray();
        current = IdOf(all[0]);
        keys = all.DistinctBy(IdOf).ToDictionary(IdOf);
    }

    public byte[] Protect(string secret, string purpose)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[HeaderLength + NonceLength + plain.Length + TagLength];
        sealedBytes[0] = Format;
        BinaryPrimitives.WriteUInt32BigEndian(sealedBytes.AsSpan(1), current);
        var nonce = sealedBytes.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keys[current], TagLength);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(HeaderLength + NonceLength, plain.Length), sealedBytes.AsSpan(^TagLength..), Encoding.UTF8.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(plain);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">The master key is another one, or the bytes were changed or moved.</exception>
    public string Unprotect(ReadOnlySpan<byte> sealedBytes, string purpose)
    {
        if (sealedBytes.Length < HeaderLength + NonceLength + TagLength
            || sealedBytes[0] != Format
            || !keys.TryGetValue(BinaryPrimitives.ReadUInt32BigEndian(sealedBytes[1..]), out var key))
        {
            throw new CryptographicException("The secret was stored under another master key: add that key to Security:FormerMasterKeys.");
        }

        var plain = new byte[sealedBytes.Length - HeaderLength - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(
            sealedBytes.Slice(HeaderLength, NonceLength),
            sealedBytes[(HeaderLength + NonceLength)..^TagLength],
            sealedBytes[^TagLength..],
            plain,
            Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    internal static bool IsKey(string text) => TryDecode(text) is { Length: 32 };

    private static byte[] KeyOf(string text) => TryDecode(text) is { Length: 32 } key
        ? key
        : throw new InvalidOperationException("Security:MasterKey is the base64 of exactly 32 bytes, for example from 'openssl rand -base64 32'.");

    private static byte[]? TryDecode(string text)
    {
        var buffer = new byte[64];
        return Convert.TryFromBase64String(text, buffer, out var written) ? buffer[..written] : null;
    }

    private static uint IdOf(byte[] key) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key));
}
