using System.Text;

namespace TeamsCpeApi.Domain.People;

/// <summary>E-mail addresses and sign-in names, compared as cpe.md §6 says: without regard to case.</summary>
public static class EmailAddress
{
    /// <summary>The longest address that RFC 5321 allows: 64 characters, the @, 255 characters.</summary>
    private const int MaximumLength = 320;

    /// <summary>
    /// The comparable form, or null when there is none. Text without the shape of an address ("anonymous", which Forms
    /// writes for unnamed respondents, "-", "n/a") is no address: everyone who shares it would become one person.
    /// </summary>
    public static string? Key(string? address)
    {
        if (address is null || address.Length > 2 * MaximumLength)
        {
            return null;
        }

        // Nearly every address is plain: nothing of it to trim or to compose.
        if (!address.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            var plain = address.ToLowerInvariant();
            return HasShape(plain) ? plain : null;
        }

        var trimmed = UnicodeText.TrimInvisible(UnicodeText.WellFormed(address)).Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return HasShape(trimmed) ? trimmed : null;
    }

    /// <summary>True when the text has the shape of an address: one @ with something on both sides, no white space, at most 320 characters.</summary>
    public static bool HasShape(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.Length <= MaximumLength && !HasWhiteSpace(text);
    }

    /// <summary>A loop, not a query: a large session asks this of every answer to every poll.</summary>
    private static bool HasWhiteSpace(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                return true;
            }
        }

        return false;
    }
}
