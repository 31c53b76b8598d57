using TeamsCpeApi.Domain.Certificates;

namespace TeamsCpeApi.Pdf;

/// <summary>Who verifies the completion, who the sponsor is, and how anyone can check the certificate.</summary>
internal static class CertificateFoot
{
    private const double SideWidth = 205;
    private const double Gutter = 18;

    internal static (double Height, Action<double> Draw) Row(Typesetter typesetter, CertificateContent content, CertificatePictures pictures, double left, double width)
    {
        var signature = Signature(typesetter, content, pictures.Signature, left);
        var sponsor = Sponsor(typesetter, content, left + SideWidth + Gutter, width - (2 * (SideWidth + Gutter)));
        var proof = Proof(typesetter, content, left + width - SideWidth);
        var height = Math.Max(signature.Height, Math.Max(sponsor.Height, proof.Height));

        // All three stand on one base line, as on a printed form.
        return (height, y =>
        {
            signature.Draw(y + height - signature.Height);
            sponsor.Draw(y + height - sponsor.Height);
            proof.Draw(y + height - proof.Height);
        }
        );
    }

    private static (double Height, Action<double> Draw) Signature(Typesetter typesetter, CertificateContent content, PngPicture? picture, double x)
    {
        var pictureHeight = typesetter.Scaled(46);
        var name = typesetter.Set(content.SignatoryName, new TextStyle(9.5, Bold: true, Align: TextAlign.Center), SideWidth);
        var title = typesetter.Set(content.SignatoryTitle, new TextStyle(8, Align: TextAlign.Center) { Color = Ink.Quiet }, SideWidth);
        var line = pictureHeight + 2;
        return (line + 3 + name.Height + title.Height, y =>
        {
            if (picture is not null)
            {
                var fit = Math.Min((SideWidth - 20) / picture.Width, pictureHeight / picture.Height);
                var (width, height) = (picture.Width * fit, picture.Height * fit);
                typesetter.Canvas.Image(picture, x + ((SideWidth - width) / 2), y + pictureHeight - height, width, height);
            }

            typesetter.Canvas.Line(x, y + line, x + SideWidth, y + line, 0.75, Ink.Text);
            name.Draw(x, y + line + 3);
            title.Draw(x, y + line + 3 + name.Height);
        }
        );
    }

    private static (double Height, Action<double> Draw) Sponsor(Typesetter typesetter, CertificateContent content, double x, double width)
    {
        var plain = new TextStyle(8, Align: TextAlign.Center);
        var texts = new List<TextLayout>
        {
            typesetter.Set("Sponsor", new TextStyle(7.5, Align: TextAlign.Center, Spacing: 0.2) { Color = Ink.Quiet }, width),
            typesetter.Set(content.SponsorName, plain with { Bold = true }, width),
            typesetter.Set(content.SponsorContact.Trim(), plain, width),
        };
        if (!string.IsNullOrWhiteSpace(content.SponsorRegistryId))
        {
            texts.Add(typesetter.Set($"National registry sponsor ID {content.SponsorRegistryId}", plain, width));
        }

        return (texts.Sum(text => text.Height), y =>
        {
            foreach (var text in texts)
            {
                text.Draw(x, y);
                y += text.Height;
            }
        }
        );
    }

    private static (double Height, Action<double> Draw) Proof(Typesetter typesetter, CertificateContent content, double x)
    {
        var code = new QrSymbol(content.VerificationUrl);
        var side = code.Side(typesetter.Scaled(84));
        var centered = new TextStyle(8, Bold: true, Align: TextAlign.Center);
        var number = typesetter.Set($"Certificate No. {content.Number}", centered, SideWidth);
        var address = typesetter.Set(content.VerificationUrl, new TextStyle(6.5, Align: TextAlign.Center) { Color = Ink.Quiet }, SideWidth);
        return (side + number.Height + address.Height, y =>
        {
            code.Draw(typesetter.Canvas, x + ((SideWidth - side) / 2), y, side);
            number.Draw(x, y + side);
            address.Draw(x, y + side + number.Height);
        }
        );
    }
}
