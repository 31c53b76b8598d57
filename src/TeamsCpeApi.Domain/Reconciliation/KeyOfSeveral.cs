namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>A key under which the sources show more than one person, or may: a mailbox that people share, a registration that two used in turn.</summary>
/// <param name="Key">An address, an account or a registration, written as the keys of identities are.</param>
/// <param name="Names">The names shown under it, when they are not one name in its spellings; else none.</param>
/// <param name="Accounts">How many accounts of one kind stand behind it, when they are several: "2 Entra accounts".</param>
public sealed record KeyOfSeveral(string Key, IReadOnlyList<string> Names, IReadOnlyList<string> Accounts)
{
    internal const string Address = "address";

    /// <summary>What the key is, in words.</summary>
    public string Kind => Key.StartsWith("registration:", StringComparison.Ordinal) ? "registration"
        : Key.StartsWith("object:", StringComparison.Ordinal) ? "Entra account"
        : Address;

    /// <summary>What is found, in words without personal data.</summary>
    internal IEnumerable<string> Evidence()
    {
        if (Names.Count > 0)
        {
            yield return $"Its {Kind} shows {Names.Count} different names: several people may have used it.";
        }

        if (Accounts.Count > 0)
        {
            yield return $"{string.Join(" and ", Accounts)} stand behind its {Kind}: several people may share it.";
        }
    }
}
