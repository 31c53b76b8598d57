using System.Security.Cryptography;
using System.Text;
using TeamsCpeApi.Domain.People;
using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>
/// Under what somebody answered: the address, else the name that Forms wrote, else what was typed into questions that ask for it. What is no
/// address has a blank in its key, which no address has. Decisions are stored under it: how it is written never changes.
/// </summary>
public static class AnsweringKey
{
    /// <summary>Names are shorter; of longer text a hash is the key.</summary>
    private const int LongestText = 200;

    /// <summary>The key, or null for an anonymous answer.</summary>
    /// <param name="email">Sign-in address as written.</param>
    /// <param name="name">Name as Forms wrote it.</param>
    /// <param name="typed">What the respondent typed.</param>
    public static string? Of(string? email, string? name, TypedIdentity? typed) =>
        EmailAddress.Key(email)
        ?? (Comparable(name) is { } written ? $"respondent: {written}" : null)
        ?? (typed is null ? null : OfTyped(EmailAddress.Key(typed.Email), Comparable(typed.Name)));

    /// <summary>A name and an address typed together are one key: with either somebody else's they are another one.</summary>
    private static string? OfTyped(string? address, string? name) => address is null && name is null ? null : $"typed: {address} {name}";

    private static string? Comparable(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        // What many people are shown as is nobody's name: all of them would become one person.
        var key = PersonName.Key(name);
        var text = key.Length > 0 ? key : UnicodeText.WellFormed(name).Trim().ToUpperInvariant();
        return key.Length > 0 && PersonName.IsNameless(name) ? null
            : text.Length <= LongestText ? text
            : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
