using System.Text;

namespace TeamsCpeApi.Domain.People;

/// <summary>E-mail addresses and sign-in names, compared as cpe.md §6 says: without regard to case.</summary>
public static class EmailAddress
{
    /// <summary>The comparable form, or null when there is none. The word "anonymous", which Forms writes for unnamed respondents, is no address.</summary>
    public static string? Key(string? address)
    {
        var trimmed = address?.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return string.IsNullOrEmpty(trimmed) || trimmed == "anonymous" ? null : trimmed;
    }

    /// <summary>True when the text has the shape of an address: one @ with something on both sides and no white space.</summary>
    public static bool HasShape(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace) && text.Length <= 320;
    }
}
