using System.Globalization;
using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

/// <summary>The certificate from top to bottom, measured at one scale; drawn only if it fits.</summary>
internal sealed class CertificatePage
{
    private const double MarginX = 54;
    private const double MarginY = 44;

    private readonly Typesetter typesetter;
    private readonly double left = MarginX;
    private readonly double width;
    private readonly double available;
    private readonly List<Block> blocks = [];

    internal CertificatePage(Typesetter typesetter, CertificateContent content, CertificatePictures pictures, bool listsSessions)
    {
        this.typesetter = typesetter;
        width = typesetter.Canvas.Width - (2 * MarginX);
        available = typesetter.Canvas.Height - (2 * MarginY);
        AddHeading(content, pictures);
        AddAchievement(content);
        AddSessions(content.Sessions, listsSessions);
        Add(12, CertificateDetails.Row(typesetter, content, left, width));
        Add(11, CertificateCredits.Table(typesetter, content, left, width));
        AddText(7, content.TimeStatement, new TextStyle(8.5, Serif: true, Italic: true, Align: TextAlign.Center));
        Add(14, CertificateFoot.Row(typesetter, content, pictures, left, width));
        if (content.StateRegistrations.Count > 0)
        {
            Add(7, CertificateStatements.Columns(typesetter, content.StateRegistrations, left, width));
        }
    }

    internal bool Fits => blocks.Sum(block => block.Gap + block.Height) <= available;

    /// <summary>Spare room is shared out among the gaps, so that a short certificate does not crowd at the top.</summary>
    internal void Draw()
    {
        var gaps = blocks.Sum(block => block.Gap);
        var spare = available - gaps - blocks.Sum(block => block.Height);
        var y = MarginY;
        foreach (var block in blocks)
        {
            y += block.Gap * (1 + (spare / gaps));
            block.Draw(y);
            y += block.Height;
        }
    }

    private void AddHeading(CertificateContent content, CertificatePictures pictures)
    {
        if (pictures.Logo is { } logo)
        {
            var fit = Math.Min(typesetter.Scaled(190) / logo.Width, typesetter.Scaled(46) / logo.Height);
            var (logoWidth, logoHeight) = (logo.Width * fit, logo.Height * fit);
            Add(2, (logoHeight, y => typesetter.Canvas.Image(logo, left + ((width - logoWidth) / 2), y, logoWidth, logoHeight)));
        }

        AddFitted(4, content.SponsorName, new TextStyle(11, Bold: true, Align: TextAlign.Center, Spacing: 0.3) { Color = Ink.Quiet });
        AddText(5, "Certificate of Completion", new TextStyle(35, Serif: true, Align: TextAlign.Center, Spacing: 0.6) { Color = Ink.Navy });
        Add(3, (typesetter.Scaled(8), DrawOrnament));
    }

    private void AddAchievement(CertificateContent content)
    {
        var lead = new TextStyle(11, Serif: true, Italic: true, Align: TextAlign.Center) { Color = Ink.Quiet };
        AddText(8, "This certifies that", lead);
        AddFitted(3, content.ParticipantName, new TextStyle(30, Serif: true, Bold: true, Align: TextAlign.Center) { Color = Ink.Navy });
        if (content.Licenses.Count > 0)
        {
            var label = content.Licenses.Count == 1 ? "License" : "Licenses";
            AddText(2, $"{label}: {string.Join("  ·  ", content.Licenses)}", new TextStyle(8.5, Align: TextAlign.Center) { Color = Ink.Quiet });
        }

        AddText(5, "has successfully completed", lead);
        AddFitted(3, content.CourseTitle, new TextStyle(18, Serif: true, Bold: true, Align: TextAlign.Center));
    }

    private void AddSessions(IReadOnlyList<IncludedSession> sessions, bool listsSessions)
    {
        if (listsSessions)
        {
            Add(4, CertificateSessions.Columns(typesetter, sessions, left, width));
        }
        else if (sessions.Count > 0)
        {
            AddText(4, CertificateSessions.Summary(sessions), new TextStyle(8, Align: TextAlign.Center) { Color = Ink.Quiet });
        }
    }

    private void AddText(double gap, string text, TextStyle style) => Add(gap, typesetter.Set(text, style, width));

    private void AddFitted(double gap, string text, TextStyle style) => Add(gap, typesetter.Fit(text, style, width));

    private void Add(double gap, TextLayout layout) => Add(gap, (layout.Height, y => layout.Draw(left, y)));

    private void Add(double gap, (double Height, Action<double> Draw) part) => blocks.Add(new Block(typesetter.Scaled(gap), part.Height, part.Draw));

    private void DrawOrnament(double y)
    {
        var canvas = typesetter.Canvas;
        var middle = canvas.Width / 2;
        var line = y + typesetter.Scaled(4);
        canvas.Line(middle - 120, line, middle - 12, line, 0.75, Ink.Gold);
        canvas.Line(middle + 12, line, middle + 120, line, 0.75, Ink.Gold);
        canvas.Diamond(middle, line, 3.4, Ink.Gold);
        canvas.Diamond(middle - 8, line, 1.5, Ink.Gold);
        canvas.Diamond(middle + 8, line, 1.5, Ink.Gold);
    }

    /// <summary>Credits with at least one decimal: "2.0", "1.5", "0.25".</summary>
    internal static string Credits(decimal credits) => credits.ToString("0.0###", CultureInfo.InvariantCulture);
}
