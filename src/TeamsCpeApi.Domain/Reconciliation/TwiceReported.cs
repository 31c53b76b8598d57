using TeamsCpeApi.Domain.Attendance;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>
/// Finds people without an id and without an address who stand in several sources of one meeting. A name alone never says so: the name and
/// all the stays of one source must be those of the other, to the second, and of nobody else there.
/// </summary>
internal static class TwiceReported
{
    /// <summary>Files round what Microsoft reports in fractions of a second.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(2);

    /// <summary>What more identities are called ("Guest") is hardly a name, and comparing them all would take long.</summary>
    private const int MostNamesakes = 200;

    /// <summary>Nobody comes and goes more often.</summary>
    private const int MostStays = 200;

    /// <summary>Which identity is the same person as which other, that remains.</summary>
    internal static IReadOnlyCollection<(string Host, string Part)> In(IEnumerable<SeenIdentity> identities) => [.. identities
        .Where(IsUnknown)
        .GroupBy(identity => PersonName.InOrder(identity.DisplayName), StringComparer.Ordinal)
        .Where(namesakes => namesakes.Key.Length > 0 && namesakes.Take(MostNamesakes + 1).Count() is > 1 and <= MostNamesakes)
        .SelectMany(InNamesakes)];

    /// <summary>
    /// Telephones stay apart: the mask hides the very digits that tell callers apart, so that their text is no name, and whoever is put
    /// through or hung up by the meeting together has the same stays.
    /// </summary>
    private static bool IsUnknown(SeenIdentity identity) =>
        identity.Addresses.Count == 0
        && string.IsNullOrWhiteSpace(identity.RegistrationId)
        && string.IsNullOrWhiteSpace(identity.ObjectId)
        && identity.Records.All(record => !string.IsNullOrWhiteSpace(record.RecordId))
        && !PersonName.IsTelephoneNumber(identity.DisplayName);

    private static IEnumerable<(string Host, string Part)> InNamesakes(IEnumerable<SeenIdentity> namesakes)
    {
        var all = namesakes.Select(identity => new Namesake(identity)).OrderBy(namesake => namesake.Key, StringComparer.Ordinal).ToArray();
        var hosts = HostsOf(all);
        var reported = all.Where(namesake => namesake.Files.Count == 0).ToArray();
        return [.. reported.SelectMany(host => Filed(host, hosts)), .. AmongFiles(all, hosts)];
    }

    /// <summary>The identities of files that are a reported one's, and of no other; of a file that has two neither is known to be it.</summary>
    private static IEnumerable<(string Host, string Part)> Filed(Namesake host, ILookup<Namesake, Namesake> hosts)
    {
        var parts = hosts.Where(group => group.Contains(host)).Select(group => group.Key).ToArray();
        return parts
            .Where(part => hosts[part].Count(other => other.Files.Count == 0) == 1 && !Array.Exists(parts, other => other != part && other.Files.Overlaps(part.Files)))
            .Select(part => (host.Key, part.Key));
    }

    /// <summary>Of what no report has: files that tell of the same stays, where one of them has all and no file has two.</summary>
    private static IEnumerable<(string Host, string Part)> AmongFiles(Namesake[] all, ILookup<Namesake, Namesake> hosts)
    {
        var open = all.Where(namesake => namesake.Files.Count > 0 && hosts[namesake].All(host => host.Files.Count > 0)).ToHashSet();
        while (open.Count > 0)
        {
            var same = Connected(open.First(), open, hosts);
            open.ExceptWith(same);
            var whole = same.Where(host => same.TrueForAll(part => part == host || hosts[part].Contains(host))).MinBy(host => host.Key, StringComparer.Ordinal);
            if (whole is not null && same.SelectMany(namesake => namesake.Files).Count() == same.SelectMany(namesake => namesake.Files).Distinct().Count())
            {
                foreach (var part in same.Where(part => part != whole))
                {
                    yield return (whole.Key, part.Key);
                }
            }
        }
    }

    private static List<Namesake> Connected(Namesake first, HashSet<Namesake> open, ILookup<Namesake, Namesake> hosts)
    {
        var found = new List<Namesake> { first };
        for (var index = 0; index < found.Count; index++)
        {
            var current = found[index];
            found.AddRange(open.Where(other => !found.Contains(other) && (hosts[current].Contains(other) || hosts[other].Contains(current))).ToArray());
        }

        return found;
    }

    /// <summary>For each identity of files: those in other sources that have all of its stays.</summary>
    private static ILookup<Namesake, Namesake> HostsOf(Namesake[] all)
    {
        var bySecond = all.SelectMany(namesake => namesake.Stays.Select(stay => Second(stay)).Distinct().Select(second => (second, namesake))).ToLookup(pair => pair.second, pair => pair.namesake);
        return all
            .Where(part => part.Files.Count > 0 && part.IsWhole)
            .SelectMany(part => Near(part)
                .SelectMany(second => bySecond[second])
                .Distinct()
                .Where(host => host != part && !host.Files.Overlaps(part.Files) && part.IsWithin(host))
                .Select(host => (part, host)))
            .ToLookup(pair => pair.part, pair => pair.host);
    }

    private static IEnumerable<long> Near(Namesake part)
    {
        var second = Second(part.Stays[0]);
        var reach = (long)Rounding.TotalSeconds;
        for (var near = second - reach; near <= second + reach; near++)
        {
            yield return near;
        }
    }

    private static long Second((DateTimeOffset Joined, DateTimeOffset Left) stay) => stay.Joined.UtcTicks / TimeSpan.TicksPerSecond;

    /// <summary>An identity, its files, and its stays that have both ends, the earliest first.</summary>
    private sealed class Namesake
    {
        private readonly ILookup<string, (DateTimeOffset Joined, DateTimeOffset Left)> bySource;

        internal Namesake(SeenIdentity identity)
        {
            Key = identity.Key;
            Files = [.. identity.Records.Select(record => ReportIds.FileOf(record.ReportId)).OfType<Guid>()];
            var stays = identity.Records.SelectMany(record => record.Stays.Select(stay => (record.ReportId, stay.Joined, stay.Left))).ToArray();
            bySource = stays
                .Where(stay => stay is { Joined: not null, Left: not null })
                .OrderBy(stay => stay.Joined).ThenBy(stay => stay.Left)
                .ToLookup(stay => stay.ReportId, stay => (stay.Joined!.Value, stay.Left!.Value), StringComparer.Ordinal);
            Stays = [.. bySource.SelectMany(source => source).Order()];
            IsWhole = Stays.Count == stays.Length && stays.Length <= MostStays && identity.Records.All(record => bySource.Contains(record.ReportId));
        }

        internal string Key { get; }

        internal HashSet<Guid> Files { get; }

        internal IReadOnlyList<(DateTimeOffset Joined, DateTimeOffset Left)> Stays { get; }

        /// <summary>True when every source tells of a stay, each stay has both ends, and they are not too many: only then can all be compared.</summary>
        internal bool IsWhole { get; }

        /// <summary>True when each of its stays, as every one of its sources tells them, is one of the other's.</summary>
        internal bool IsWithin(Namesake other) => bySource.All(source =>
        {
            var open = other.Stays.ToList();
            return source.All(stay => open.FindIndex(same => IsNear(same.Joined, stay.Joined) && IsNear(same.Left, stay.Left)) is >= 0 and var found && Taken(open, found));
        });

        private static bool Taken(List<(DateTimeOffset Joined, DateTimeOffset Left)> stays, int index)
        {
            stays.RemoveAt(index);
            return true;
        }

        private static bool IsNear(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() <= Rounding;
    }
}
