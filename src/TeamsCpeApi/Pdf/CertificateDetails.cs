using System.Globalization;
using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

/// <summary>When, how, at which level and where: a row of small labels over their values.</summary>
internal static class CertificateDetails
{
    private const double Padding = 10;
    private const double WidestCell = 190;

    internal static (double Height, Action<double> Draw) Row(Typesetter typesetter, CertificateContent content, double left, double width)
    {
        var details = new List<(string Label, string Value)>
        {
            ("Date completed", content.CompletedOn.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)),
            ("Delivery method", content.DeliveryMethod),
        };
        AddIfGiven("Program level", content.ProgramLevel);
        AddIfGiven("Location", content.Location);

        var cell = Math.Min(WidestCell, width / details.Count);
        var start = left + ((width - (cell * details.Count)) / 2);
        var label = new TextStyle(7.5, Align: TextAlign.Center, Spacing: 0.2) { Color = Ink.Quiet };
        var value = new TextStyle(10.5, Bold: true, Align: TextAlign.Center);
        var cells = details.ConvertAll(detail => (
            Label: typesetter.Set(detail.Label, label, cell - (2 * Padding)),
            Value: typesetter.Set(detail.Value, value, cell - (2 * Padding))));
        var labels = cells.Max(text => text.Label.Height);
        var height = labels + cells.Max(text => text.Value.Height);

        return (height, Draw);

        void AddIfGiven(string name, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                details.Add((name, text));
            }
        }

        void Draw(double y)
        {
            for (var index = 0; index < cells.Count; index++)
            {
                var x = start + (index * cell);
                cells[index].Label.Draw(x + Padding, y);
                cells[index].Value.Draw(x + Padding, y + labels);
                if (index > 0)
                {
                    typesetter.Canvas.Line(x, y + 1, x, y + height - 1, 0.5, Ink.Hairline);
                }
            }
        }
    }
}
