using System.Text.RegularExpressions;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>The two filters that find a meeting.</summary>
internal static partial class MeetingFilter
{
    /// <summary>What the meeting must satisfy, or why the filter is refused.</summary>
    public static (Answer? Refusal, Predicate<SimulatedMeeting>? Matches) Read(string? filter, HexEscapeComparison hexEscapes)
    {
        if (filter is null)
        {
            return (GraphError.NoFilter(), null);
        }

        if (Equality.Match(filter) is not { Success: true } match)
        {
            return (GraphError.MalformedFilter(), null);
        }

        var property = match.Groups["property"].Value;
        var value = match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
        if (value.Length == 0)
        {
            return (GraphError.NoFilter(), null);
        }

        return property.ToUpperInvariant() switch
        {
            "JOINWEBURL" => (null, meeting => Comparable(meeting.JoinWebUrl, hexEscapes) == Comparable(value, hexEscapes)),
            "JOINMEETINGIDSETTINGS/JOINMEETINGID" => (null, meeting => meeting.JoinMeetingId == value),
            _ => (GraphError.UnknownFilterProperty(property), null),
        };
    }

    private static string Comparable(string url, HexEscapeComparison hexEscapes) =>
        hexEscapes == HexEscapeComparison.Exact ? url : HexEscape.Replace(url, escape => escape.Value.ToUpperInvariant());

    [GeneratedRegex(@"^\s*(?<property>[A-Za-z/]+)\s+eq\s+'(?<value>(?:[^']|'')*)'\s*$")]
    private static partial Regex Equality { get; }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex HexEscape { get; }
}
