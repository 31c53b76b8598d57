using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>
/// Tells which words of a list mean joining. They are known in English alone; in any other language the rows tell: everybody begins by
/// joining, so that the one word with which nobody begins means leaving.
/// </summary>
internal static class ActionWords
{
    /// <summary>Joined, Joined before, Left.</summary>
    private const int MostWords = 3;

    private const string Declare =
        "Upload the list again and name the words that mean joining in the form field joinedWords, separated by commas; the other word then means leaving.";

    private static readonly Dictionary<string, bool> known = new(StringComparer.Ordinal) { ["JOINED"] = true, ["JOINED BEFORE"] = true, ["LEFT"] = false };

    /// <summary>True for a number of words that a list of joins and leaves may have.</summary>
    public static bool MayBe(IEnumerable<string?> actions) => actions.OfType<string>().Select(HeaderText.Normalize).Distinct(StringComparer.Ordinal).Take(MostWords + 2).Count() <= MostWords + 1;

    /// <summary>The sheet with its events settled, or why that cannot be.</summary>
    public static FileRefusal? Settle(WrittenSheet sheet, DateOrderChoice order, IReadOnlyList<string> declared, out WrittenSheet settled)
    {
        settled = sheet;
        var words = sheet.Events.DistinctBy(row => HeaderText.Normalize(row.Action)).ToDictionary(row => HeaderText.Normalize(row.Action), StringComparer.Ordinal);
        var english = words.Keys.Where(word => known.GetValueOrDefault(word)).ToHashSet(StringComparer.Ordinal);
        var people = EventPairs.ByPerson(sheet.Events, order).ToArray();
        var (joins, note, reason) = words.Keys.All(known.ContainsKey) ? (english, null, null)
            : declared.Count > 0 ? OfUploader(words, people, [.. declared.Select(HeaderText.Normalize).Where(words.ContainsKey), .. english])
            : words.Keys.Any(known.ContainsKey) ? (null, null, "and other words of the list are English")
            : OfRows(words, people);
        if (joins is null)
        {
            var unknown = words.Values.FirstOrDefault(row => !known.ContainsKey(HeaderText.Normalize(row.Action))) ?? sheet.Events[0];
            return new(
                FileRefusalCodes.AttendanceAction,
                $"{Quoted.Of(unknown.Action)} in row {unknown.Row} is neither Joined, Joined before nor Left, {reason}: whether the person came or went cannot be told. {Declare}",
                Row: unknown.Row,
                Column: sheet.ActionColumn + 1);
        }

        settled = sheet with
        {
            Events = [.. sheet.Events.Select(row => row with { IsJoin = joins.Contains(HeaderText.Normalize(row.Action)) })],
            Notes = note is null ? sheet.Notes : [.. sheet.Notes, note],
        };
        return null;
    }

    private static (HashSet<string>? Joins, string? Note, string? Reason) OfUploader(
        Dictionary<string, EventRow> words, IReadOnlyList<DatedEvent[]> people, HashSet<string> named)
    {
        var leaves = words.Where(word => !named.Contains(word.Key)).Select(word => word.Value).ToArray();
        var never = words.Where(word => !people.Any(events => HeaderText.Normalize(events[0].Row.Action) == word.Key)).Select(word => word.Value).ToArray();
        return named.Count == 0 ? (null, null, "and none of the words that joinedWords names stands in the list")
            : leaves.Length == 0 && never.Length > 0 ? (null, null, $"and joinedWords names all of the list's words, although nobody begins with {Listed(never)}")
            : leaves.Length > 1 ? (null, null, $"and joinedWords leaves {Listed(leaves)} for leaving, of which one word alone can mean it")
            : (named, $"{Listed(words.Where(word => named.Contains(word.Key)).Select(word => word.Value))} {(named.Count == 1 ? "was" : "were")} read as joining{(leaves is [var leave] ? $" and {Quoted.Of(leave.Action)} as leaving" : "")}, as the upload says.", null);
    }

    private static (HashSet<string>? Joins, string? Note, string? Reason) OfRows(Dictionary<string, EventRow> words, IReadOnlyList<DatedEvent[]> people)
    {
        if (words.Count is 1 or > MostWords)
        {
            return (null, null, words.Count == 1 ? "and it is the only word of the list" : $"and the list has {words.Count} such words");
        }

        var joins = people.Select(First).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var leaves = words.Where(word => !joins.Contains(word.Key)).Select(word => word.Value).ToArray();
        if (leaves is not [var leave])
        {
            return (null, null, leaves.Length == 0 ? "and each word of the list is somebody's first" : $"and nobody begins with {Listed(leaves)}, of which one word alone can mean leaving");
        }

        return Array.Find([.. people], events => !MayBe(events, joins)) is { } odd
            ? (null, null, $"and whoever stands in row {odd[0].Row.Row} would have left more often than joined, if nobody begins with the word for leaving")
            : (joins, $"{Listed(words.Where(word => joins.Contains(word.Key)).Select(word => word.Value))} {(joins.Count == 1 ? "was" : "were")} read as joining and {Quoted.Of(leave.Action)} as leaving, with which nobody in the list begins. If that is wrong, remove the file and upload it again with the form field joinedWords.", null);
    }

    /// <summary>The word with which somebody surely begins.</summary>
    private static string? First(DatedEvent[] events)
    {
        var words = events.TakeWhile(entry => entry.At == events[0].At).Select(entry => HeaderText.Normalize(entry.Row.Action)).Distinct(StringComparer.Ordinal).ToArray();
        return words is [var only] ? only : null;
    }

    /// <summary>True when nobody leaves more often than they joined.</summary>
    private static bool MayBe(DatedEvent[] events, HashSet<string> joins)
    {
        var there = 0;
        foreach (var instant in events.GroupBy(entry => entry.At))
        {
            there += instant.Sum(entry => joins.Contains(HeaderText.Normalize(entry.Row.Action)) ? 1 : -1);
            if (there < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string Listed(IEnumerable<EventRow> words) => string.Join(" and ", words.Select(row => Quoted.Of(row.Action, 40)));
}
