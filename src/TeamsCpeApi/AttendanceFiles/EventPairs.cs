using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.AttendanceFiles;

/// <summary>An event whose instant on the file's clock is known.</summary>
internal readonly record struct DatedEvent(EventRow Row, DateTime At);

/// <summary>Makes stays of joins and leaves. Files list them by person or newest first: their times alone are believed.</summary>
internal static class EventPairs
{
    /// <summary>The events of each person or visit, the earliest first.</summary>
    public static IEnumerable<DatedEvent[]> ByPerson(IReadOnlyList<EventRow> events, DateOrderChoice order) => events
        .Select(row => new DatedEvent(row, row.At.In(order)!.Value))
        .GroupBy(entry => (entry.Row.PersonId, entry.Row.Visit, Name: entry.Row.PersonId is null ? entry.Row.Name : null))
        .Select(group => group.OrderBy(entry => entry.At).ThenBy(entry => entry.Row.Row).ToArray());

    /// <summary>
    /// The stays. A list of 2020 is what was known when somebody downloaded it: whoever had not left was there at its last instant. A live
    /// event's report is made afterwards, and what lacks there is lost.
    /// </summary>
    public static IEnumerable<DatedStay> Of(WrittenSheet sheet, DateOrderChoice order)
    {
        var people = ByPerson(sheet.Events, order).ToArray();
        DateTime? downloaded = sheet.Dialect == AttendanceDialect.AttendanceList ? people.Max(events => events[^1].At) : null;
        return people.SelectMany(events => new OnePerson(events, downloaded).Stays());
    }

    /// <summary>
    /// A leave ends the latest stay that is open, so that a join whose leave is missing never borrows a later one; a leave within seconds
    /// of a join is that of the device from which the person changed. What stays open otherwise has no end, and a leave without a join no
    /// beginning: neither counts, both are kept and told.
    /// </summary>
    private sealed class OnePerson(DatedEvent[] events, DateTime? downloaded)
    {
        private readonly List<DatedEvent> open = [];

        public List<DatedStay> Stays()
        {
            var stays = new List<DatedStay>();
            foreach (var instant in events.GroupBy(entry => entry.At))
            {
                // Whoever leaves and joins in one second ends the stay that was open before.
                var leaves = instant.Where(entry => !entry.Row.IsJoin).ToArray();
                var ended = Math.Min(open.Count, leaves.Length);
                stays.AddRange(leaves[..ended].Select(End));
                open.AddRange(instant.Where(entry => entry.Row.IsJoin));
                stays.AddRange(leaves[ended..].Select(End));
            }

            stays.AddRange(Enumerable.Reverse(open).Select(Open));
            return stays;
        }

        private DatedStay End(DatedEvent leave)
        {
            if (open.Count == 0)
            {
                return Stay(leave.Row, new(leave.Row.Row, null, leave.At, null));
            }

            var isHandOver = open.Count > 1 && leave.At - open[^1].At <= HandOver.Longest;
            var index = open.Count - (isHandOver ? 2 : 1);
            var join = open[index];
            open.RemoveAt(index);
            return Stay(join.Row, new(join.Row.Row, join.At, leave.At, null));
        }

        /// <summary>The last join alone reaches to the end: a join before it lost its leave somewhere.</summary>
        private DatedStay Open(DatedEvent join) => downloaded > join.At && Array.FindLast(events, entry => entry.Row.IsJoin) == join
            ? Stay(join.Row, new(join.Row.Row, join.At, downloaded, null) { EndIsPresumed = true })
            : Stay(join.Row, new(join.Row.Row, join.At, null, null));

        private DatedStay Stay(EventRow row, FileStay stay) => new(row.Name, EmailAddress.Key(row.PersonId) is null ? null : row.PersonId, Id, row.Role, stay);

        private string? Id => events[0].Row switch
        {
            { PersonId: { } id } => $"participant {id.ToUpperInvariant()}",
            { Visit: { } visit } => $"visit {visit.ToUpperInvariant()}",
            _ => null,
        };
    }
}
