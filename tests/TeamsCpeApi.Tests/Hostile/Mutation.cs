using System.Buffers;
using System.Text;

namespace TeamsCpeApi.Tests.Hostile;

/// <summary>Damage as an enemy, a broken download or an editor does it.</summary>
internal static class Mutation
{
    private static readonly SearchValues<byte> Deciding = SearchValues.Create("<>\"=/,;\t\n0123456789"u8);

    private static readonly byte[][] Snippets =
    [
        .. new[]
        {
            "<", ">", "\"", "\"\"", "\t", "\t\t\t", ",", ";", "\r\n", "\n\n", "=", "=1+1", "-1", "1e308", "99999999999", "0", "\u0000", "\uFFFF", "\u202E", "&#0;", "&a;", "<row/>", "<c/>", "</row>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<![CDATA[x]]>", " r=\"XFD1048576\"", " t=\"s\"", " t=\"e\"", "ref=\"A1:XFD1048576\"", "1. ", "3. x", "32/13/26, 25:61:61 PM", "(UPN)", "Joined", "ID", "../../x", "\u1B52", "\u0663",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0x00, 0xD8], [0xC3, 0x28], [0xFF, 0xFF, 0xFF, 0xFF], [0x50, 0x4B, 0x03, 0x04],
    ];

    /// <summary>One to eight edits, each where a parser decides or anywhere.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        var edited = file;
        for (var edits = random.Next(1, 9); edits > 0 && edited.Length > 0; edits--)
        {
            edited = Edit(edited, random);
        }

        return edited;
    }

    private static byte[] Edit(byte[] file, Random random)
    {
        var start = PlaceIn(file, random);
        var length = Math.Min(random.Next(4) == 0 ? random.Next(4096) : random.Next(24), file.Length - start);
        var (before, run, after) = (file[..start], file[start..(start + length)], file[(start + length)..]);
        return random.Next(7) switch
        {
            0 => before,
            1 => [.. before, .. after],
            2 => [.. before, .. run, .. run, .. after],
            3 => [.. before, .. Snippets[random.Next(Snippets.Length)], .. run, .. after],
            4 => [.. before, .. Snippets[random.Next(Snippets.Length)], .. after],
            5 => [.. after, .. run, .. before],
            _ => [.. before, .. run.Select(value => (byte)(value ^ random.Next(256))), .. after],
        };
    }

    private static int PlaceIn(byte[] file, Random random)
    {
        var place = random.Next(file.Length);
        if (random.Next(2) == 0)
        {
            return place;
        }

        var next = file.AsSpan(place).IndexOfAny(Deciding);
        return next < 0 ? place : place + next;
    }
}
