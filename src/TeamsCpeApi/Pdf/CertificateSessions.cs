using System.Globalization;
using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

/// <summary>The sessions that a combined certificate sums up: each with its date, or all in one line where the page has no room for them.</summary>
internal static class CertificateSessions
{
    private const double Gutter = 24;
    private const int MostInOneColumn = 4;
    private const int MostInTwoColumns = 16;

    internal static (double Height, Action<double> Draw) Columns(Typesetter typesetter, IReadOnlyList<IncludedSession> sessions, double left, double width)
    {
        var columns = sessions.Count <= MostInOneColumn ? 1 : sessions.Count <= MostInTwoColumns ? 2 : 3;
        var perColumn = (sessions.Count + columns - 1) / columns;
        var column = (width - (Gutter * (columns - 1))) / columns;
        var style = new TextStyle(8, Align: columns == 1 ? TextAlign.Center : TextAlign.Left) { Color = Ink.Quiet };
        var texts = sessions.Select(session => typesetter.Set($"{Date(session.On)}: {session.Title}", style, column)).Chunk(perColumn).ToArray();
        return (texts.Max(chunk => chunk.Sum(text => text.Height)), Draw);

        void Draw(double y)
        {
            for (var index = 0; index < texts.Length; index++)
            {
                var top = y;
                foreach (var text in texts[index])
                {
                    text.Draw(left + (index * (column + Gutter)), top);
                    top += text.Height;
                }
            }
        }
    }

    internal static string Summary(IReadOnlyList<IncludedSession> sessions) =>
        $"{sessions.Count} sessions from {Date(sessions.Min(session => session.On))} to {Date(sessions.Max(session => session.On))}, listed at the address below";

    private static string Date(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}
