using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>
/// Makes identities of what the sources say, step by step: Microsoft's reports, files by their e-mail addresses, files by their sign-in
/// names, people without an address by their stays, respondents. A step looks at what the former ones left, never at an order of arrival.
/// </summary>
internal sealed class Gathering(IEnumerable<MatchDecision> decisions)
{
    private readonly Dictionary<string, Guid?> decided = decisions.ToDictionary(decision => decision.IdentityKey, decision => decision.ParticipantId, StringComparer.Ordinal);
    private readonly Dictionary<string, SeenIdentity> seen = new(StringComparer.Ordinal);

    internal IReadOnlyList<SeenIdentity> Of(IReadOnlyCollection<AttendanceRecord> records, IReadOnlyCollection<Respondent> respondents)
    {
        var byFile = records.ToLookup(record => ReportIds.FileOf(record.ReportId) is not null);
        foreach (var identity in Identities(byFile[false]))
        {
            seen.Add(identity.Key, identity);
        }

        AddFiles(Identities(byFile[true]));
        JoinAll(TwiceReported.In(seen.Values));
        AddRespondents(respondents);
        return Finished();
    }

    /// <summary>Records of one key are one identity. They stand in the order of what they say, so that the order of arrival changes nothing.</summary>
    private static IEnumerable<SeenIdentity> Identities(IEnumerable<AttendanceRecord> records) => records
        .GroupBy(IdentityKeys.Of, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            AttendanceRecord[] own = [.. group.Order(RecordOrder.Comparer)];
            var email = First(own, record => EmailAddress.Key(record.Email) is null ? null : record.Email);
            return new SeenIdentity(group.Key, First(own, record => record.RegistrationId), First(own, record => record.ObjectId), email, First(own, record => record.DisplayName), own)
            {
                FurtherAddresses = SignInNames(own) is [var only] && only != EmailAddress.Key(email) ? [only] : [],
            };
        });

    /// <summary>
    /// A file knows addresses and names alone. The e-mail address of exactly one reported identity is that identity; one that nobody has
    /// leaves the sign-in name to say it.
    /// </summary>
    private void AddFiles(IEnumerable<SeenIdentity> filed)
    {
        var byEmail = seen.Values.ToLookup(identity => EmailAddress.Key(identity.Email) ?? "", identity => identity.Key, StringComparer.Ordinal);
        var left = new List<SeenIdentity>();
        foreach (var own in filed)
        {
            if (EmailAddress.Key(own.Email) is { } email && byEmail[email].ToArray() is [var only])
            {
                Join(only, own);
            }
            else if (seen.ContainsKey(own.Key))
            {
                Join(own.Key, own);
            }
            else
            {
                left.Add(own);
            }
        }

        var answering = Answering();
        var joined = left
            .Where(own => own.FurtherAddresses.Count == 1 && !byEmail.Contains(EmailAddress.Key(own.Email) ?? ""))
            .Where(own => answering[own.FurtherAddresses[0]].ToArray() is [var only] && SignInNames(seen[only].Records).All(own.FurtherAddresses.Contains))
            .Select(own => (Host: answering[own.FurtherAddresses[0]].Single(), Part: own.Key))
            .ToArray();
        foreach (var own in left)
        {
            seen.Add(own.Key, own);
        }

        JoinAll(joined);
    }

    /// <summary>
    /// An answer is given by whoever alone has the address, unless people decided that the two are not one; else by the address itself. A
    /// name without an address is nobody else's, whoever is called so.
    /// </summary>
    private void AddRespondents(IEnumerable<Respondent> respondents)
    {
        var answering = Answering();
        var standing = seen.Values.SelectMany(identity => identity.JoinedKeys.Append(identity.Key).Select(key => (key, identity.Key))).ToDictionary(StringComparer.Ordinal);
        foreach (var group in respondents
            .GroupBy(respondent => AnsweringKey.Of(respondent.Email, respondent.Name, respondent.Typed), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (group.Key is not { } address)
            {
                continue;
            }

            Respondent[] given = [.. group.OrderBy(respondent => respondent.Email, StringComparer.Ordinal).ThenBy(respondent => respondent.Name, StringComparer.Ordinal)];
            if (EmailAddress.Key(given[0].Email) is null)
            {
                seen.Add(address, Named(address, given));
                continue;
            }

            var key = IdentityKeys.OfAddress(address);
            var host = answering[address].ToArray() is [var only] && IsAnsweredBy(seen[only], address) ? only : standing.GetValueOrDefault(key, key);
            var identity = seen.GetValueOrDefault(host) ?? new SeenIdentity(key, null, null, given[0].Email, First(given, respondent => respondent.Name), []);
            seen[host] = identity with
            {
                AnsweredUnder = [.. identity.AnsweredUnder, address],
                AnsweredAs = [.. identity.AnsweredAs, .. NamesOf(given).Select(name => (address, name))],
            };
        }
    }

    private static SeenIdentity Named(string key, Respondent[] respondents)
    {
        var typed = First(respondents, respondent => respondent.Name) is null ? respondents[0].Typed : null;
        return new SeenIdentity(key, null, null, null, First(respondents, respondent => respondent.Name) ?? typed?.Name ?? typed?.Email, [])
        {
            AnsweredUnder = [key],
            Typed = typed,
        };
    }

    private static IEnumerable<string> NamesOf(IEnumerable<Respondent> given) =>
        given.Select(respondent => respondent.Name).Where(name => !string.IsNullOrWhiteSpace(name)).OfType<string>().Distinct(StringComparer.Ordinal);

    private bool IsAnsweredBy(SeenIdentity identity, string address) =>
        EmailAddress.Key(identity.Email) == address
        || !decided.TryGetValue(IdentityKeys.OfAddress(address), out var participant)
        || DecidedFor(identity).All(other => other == participant);

    /// <summary>Joins parts with their hosts, all of a host or none of them: what people decided differently stays as they decided.</summary>
    private void JoinAll(IReadOnlyCollection<(string Host, string Part)> pairs)
    {
        foreach (var group in pairs.GroupBy(pair => pair.Host, pair => pair.Part, StringComparer.Ordinal))
        {
            if (group.Append(group.Key).SelectMany(key => DecidedFor(seen[key])).Distinct().Take(2).Count() < 2)
            {
                foreach (var part in group.Order(StringComparer.Ordinal))
                {
                    seen.Remove(part, out var own);
                    Join(group.Key, own!);
                }
            }
        }
    }

    private void Join(string host, SeenIdentity part)
    {
        var whole = seen[host];
        seen[host] = whole with
        {
            DisplayName = whole.DisplayName ?? part.DisplayName,
            Records = [.. whole.Records, .. part.Records],
            FurtherAddresses = [.. whole.FurtherAddresses.Union(part.Addresses).Where(address => address != EmailAddress.Key(whole.Email))],
            JoinedKeys = part.Key == host ? whole.JoinedKeys : [.. whole.JoinedKeys, part.Key],
        };
    }

    /// <summary>What the decision on its strongest key says, if there is one.</summary>
    private IEnumerable<Guid?> DecidedFor(SeenIdentity identity) => identity.Keys.Where(decided.ContainsKey).Select(key => decided[key]).Take(1);

    private ILookup<string, string> Answering() =>
        seen.Values.SelectMany(identity => identity.Addresses.Select(address => (address, identity.Key))).ToLookup(pair => pair.address, pair => pair.Key, StringComparer.Ordinal);

    private SeenIdentity[] Finished()
    {
        var several = KeysOfSeveral.In(seen.Values);
        var shared = Answering().Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. seen.Values
                .Select(identity => shared.Count > 0 && identity.Addresses.Any(shared.Contains) ? identity with { SharedAddresses = [.. identity.Addresses.Where(shared.Contains)] } : identity)
                .Select(identity => several.Count > 0 && Several(identity, several) is { Length: > 0 } own ? identity with { KeysOfSeveral = own } : identity)
                .OrderBy(identity => identity.Key, StringComparer.Ordinal),
        ];
    }

    private static KeyOfSeveral[] Several(SeenIdentity identity, IReadOnlyDictionary<string, KeyOfSeveral> several) =>
    [
        .. identity.AccountKeysSeen
            .Prepend(IdentityKeys.SameRegistration(identity.RegistrationId))
            .OfType<string>()
            .Where(several.ContainsKey)
            .Select(key => several[key]),
    ];

    /// <summary>An account has one sign-in name: of two behind one e-mail address neither is known to be this person's.</summary>
    private static string[] SignInNames(IEnumerable<AttendanceRecord> records) => [.. records.Select(record => EmailAddress.Key(record.SignInName)).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> member) => items.Select(member).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
