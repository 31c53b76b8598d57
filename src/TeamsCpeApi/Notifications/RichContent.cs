using System.Security.Cryptography;

namespace TeamsCpeApi.Notifications;

/// <summary>The encrypted part of a notification (graph.md §5.2).</summary>
internal sealed record EncryptedContent(string? Data, string? DataKey, string? DataSignature, string? EncryptionCertificateId)
{
    private const int KeyLength = 32;

    /// <summary>The content, or null where anything about it is wrong. The signature is checked before anything is decrypted with the key.</summary>
    public byte[]? Decrypt(RSA privateKey)
    {
        try
        {
            var key = privateKey.Decrypt(Convert.FromBase64String(DataKey ?? ""), RSAEncryptionPadding.OaepSHA1);
            var data = Convert.FromBase64String(Data ?? "");
            if (key.Length != KeyLength || !CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, data), Convert.FromBase64String(DataSignature ?? "")))
            {
                return null;
            }

            using var cipher = Aes.Create();
            cipher.Key = key;
            return cipher.DecryptCbc(data, key.AsSpan(0, 16), PaddingMode.PKCS7);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            // Not for us, or not from Microsoft: nothing more is to be said about it.
            return null;
        }
    }
}
