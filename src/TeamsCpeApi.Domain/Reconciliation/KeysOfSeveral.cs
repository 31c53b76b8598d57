using System.Globalization;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>Finds, over all identities of a session, keys that show names of several people, and addresses and registrations of several accounts.</summary>
internal sealed class KeysOfSeveral
{
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    private KeysOfSeveral()
    {
    }

    internal static IReadOnlyDictionary<string, KeyOfSeveral> In(IEnumerable<SeenIdentity> identities)
    {
        var keys = new KeysOfSeveral();
        foreach (var identity in identities)
        {
            keys.Add(identity);
        }

        return keys.seen.Select(pair => pair.Value.Finding(pair.Key)).OfType<KeyOfSeveral>().ToDictionary(found => found.Key, StringComparer.Ordinal);
    }

    private void Add(SeenIdentity identity)
    {
        foreach (var record in identity.Records)
        {
            var (email, signIn) = (EmailAddress.Key(record.Email), EmailAddress.Key(record.SignInName));
            var (registration, account) = (IdentityKeys.SameRegistration(record.RegistrationId), IdentityKeys.OfObject(record.ObjectId));
            var name = EmailAddress.Key(record.DisplayName) is { } shown && (shown == email || shown == signIn) ? null : record.DisplayName;
            Of(registration)?.Add(name, account, signIn, registration: null, email);
            Of(account)?.Add(name, account: null, signIn: null, registration: null, email: null);
            Of(email is null ? null : IdentityKeys.OfAddress(email))?.Add(name, account, signIn, registration, email: null);
            if (signIn != email)
            {
                Of(signIn is null ? null : IdentityKeys.OfAddress(signIn))?.Add(name, account, signIn: null, registration, email: null);
            }
        }

        foreach (var (address, name) in identity.AnsweredAs)
        {
            var shown = EmailAddress.Key(name) == address ? null : name;
            Of(IdentityKeys.OfAddress(address))!.Add(shown, account: null, signIn: null, registration: null, email: null);
        }
    }

    private Seen? Of(string? key)
    {
        if (key is null)
        {
            return null;
        }

        if (!seen.TryGetValue(key, out var found))
        {
            seen.Add(key, found = new Seen());
        }

        return found;
    }

    /// <summary>What one key shows. Nearly every key shows one of each: only further ones are gathered.</summary>
    private sealed class Seen
    {
        private readonly Values names = new();
        private readonly Values accounts = new();
        private readonly Values signIns = new();
        private readonly Values registrations = new();
        private readonly Values emails = new();

        internal void Add(string? name, string? account, string? signIn, string? registration, string? email)
        {
            names.Add(name);
            accounts.Add(account);
            signIns.Add(signIn);
            registrations.Add(registration);
            emails.Add(email);
        }

        internal KeyOfSeveral? Finding(string key)
        {
            var different = names.Count > 1 ? DifferentNames.Among(names.All) : [];
            string[] behind =
            [
                .. Counted(accounts, "Entra accounts"), .. Counted(signIns, "sign-in names"),
                .. Counted(registrations, "registrations"), .. Counted(emails, "e-mail addresses"),
            ];
            return different.Count > 0 || behind.Length > 0 ? new KeyOfSeveral(key, different, behind) : null;
        }

        private static IEnumerable<string> Counted(Values values, string what) =>
            values.Count > 1 ? [string.Create(CultureInfo.InvariantCulture, $"{values.Count} {what}")] : [];
    }

    private sealed class Values
    {
        private string? only;
        private HashSet<string>? several;

        internal int Count => several?.Count ?? (only is null ? 0 : 1);

        internal IEnumerable<string> All => several ?? (only is null ? [] : [only]);

        internal void Add(string? value)
        {
            if (value is null || value == only)
            {
                return;
            }

            if (only is null)
            {
                only = value;
            }
            else
            {
                (several ??= new HashSet<string>(StringComparer.Ordinal) { only }).Add(value);
            }
        }
    }
}
