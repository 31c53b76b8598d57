using System.IO.Compression;
using System.Text;
using TeamsCpeApi.Tests.Workbooks;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>Uploads that must be refused with a reason. README.md says which.</summary>
internal static class BadFiles
{
    private const string Excel = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static IEnumerable<(string Name, byte[] Content)> All()
    {
        var poll = SamplePolls.MainFiles()[0];
        yield return ("renamed-pdf.xlsx", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"));
        yield return ("renamed-html.xlsx", Encoding.UTF8.GetBytes("<!DOCTYPE html>\n<html><head><title>Sign in to your account</title></head><body><p>Your session has expired.</p></body></html>\n"));
        yield return ("empty.xlsx", []);
        yield return ("truncated.xlsx", Truncated(poll));
        yield return ("password-protected.xlsx", PasswordProtected());
        yield return ("macro-enabled.xlsx", MacroEnabled(poll));
        yield return ("zip-bomb.xlsx", Bomb(poll));
        yield return ("not-a-forms-export.xlsx", OrdinaryWorkbook());
        yield return ("poll-of-another-day.xlsx", SamplePolls.OfAnotherDay().Build());
        yield return ("roster-with-a-person-twice.csv", Encoding.UTF8.GetBytes(SampleRequests.Roster([.. SamplePeople.Roster.Take(3), SamplePeople.All[1]])));
        yield return ("roster-in-a-broken-shape.csv", Encoding.UTF8.GetBytes("externalId;name\nE1001,\"Anna Kowalska,anna.kowalska@contoso.example\nE1002,José,Álvarez,jose.alvarez@contoso.example,,,,\n"));
        yield return ("attendance-without-times.csv", AttendanceWithoutTimes());
    }

    /// <summary>Stored, not deflated, so that the cut is always at the same place; the zip's directory, at the end, is lost.</summary>
    private static byte[] Truncated(FormsExportFile poll) => Zip(poll, CompressionLevel.NoCompression, (_, _) => { })[..20000];

    /// <summary>The two streams by which an encrypted workbook is known; nothing in them can be decrypted.</summary>
    private static byte[] PasswordProtected() => CompoundFile.Of(
        ("EncryptionInfo", [4, 0, 4, 0, 0x40, 0, 0, 0, .. Encoding.UTF8.GetBytes(
            """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA=="/><dataIntegrity encryptedHmacKey="AAAA" encryptedHmacValue="AAAA"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="100000" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA==" encryptedVerifierHashInput="AAAAAAAAAAAAAAAAAAAAAA==" encryptedVerifierHashValue="AAAAAAAAAAAAAAAAAAAAAA==" encryptedKeyValue="AAAAAAAAAAAAAAAAAAAAAA=="/></keyEncryptor></keyEncryptors></encryption>""".PadRight(4088))]),
        ("EncryptedPackage", [0, 16, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 4096).Select(index => (byte)(index * 167 >> 3))]));

    private static byte[] MacroEnabled(FormsExportFile poll) => FixedZip.Write(poll.Parts()
        .Select(part => part.Name == "[Content_Types].xml"
            ? ZipPart.Xml(part.Name, part.Text
                .Replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", StringComparison.Ordinal)
                .Replace("</Types>", """<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>""", StringComparison.Ordinal))
            : part)
        .Append(new ZipPart("xl/vbaProject.bin", CompoundFile.Of(("VBA", Encoding.ASCII.GetBytes("Sub Nothing_At_All()\r\nEnd Sub\r\n"))))));

    /// <summary>A good export whose sheet goes on with 210 MiB of comments, all of it well-formed.</summary>
    private static byte[] Bomb(FormsExportFile poll)
    {
        var comments = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<!--" + new string(' ', 65529) + "-->", 16)));
        return Zip(poll, CompressionLevel.Optimal, (part, content) =>
        {
            for (var written = 0; written < 210 && part == "xl/worksheets/sheet1.xml"; written++)
            {
                content.Write(comments);
            }
        });
    }

    private static byte[] Zip(FormsExportFile poll, CompressionLevel level, Action<string, Stream> append)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in poll.Parts())
            {
                var entry = archive.CreateEntry(part.Name, level);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                content.Write(part.Content);
                append(part.Name, content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] OrdinaryWorkbook() => FixedZip.Write(
    [
        ZipPart.Xml("[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""),
        ZipPart.Xml("_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ZipPart.Xml("xl/workbook.xml", $"""<workbook xmlns="{Excel}" xmlns:r="{Office}"><sheets><sheet name="Budget" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ZipPart.Xml("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
        ZipPart.Xml("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Excel}"><sheetData>{Row(1, "Region", "First quarter", "Second quarter")}{Row(2, "North", "1200", "1350")}{Row(3, "South", "900", "1010")}</sheetData></worksheet>"""),
    ]);

    private static string Row(int number, params string[] cells) =>
        $"""<row r="{number}">{string.Concat(cells.Select((text, index) => $"""<c r="{(char)('A' + index)}{number}" t="inlineStr"><is><t>{text}</t></is></c>"""))}</row>""";

    /// <summary>As Teams writes it (UTF-16, tabs) where a policy shows who attended and withholds when.</summary>
    private static byte[] AttendanceWithoutTimes() =>
    [
        .. Encoding.Unicode.Preamble,
        .. Encoding.Unicode.GetBytes(
            $"1. Summary\r\nMeeting title\t{SampleSession.Title}\r\nAttended participants\t2\r\nStart time\t10/20/26, 2:00:00 PM\r\nEnd time\t10/20/26, 3:40:00 PM\r\n\r\n"
            + "2. Participants\r\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\r\n"
            + "Anna Kowalska\t\t\t\tanna.kowalska@contoso.example\tanna.kowalska@contoso.example\tAttendee\r\n"
            + "Zoë Schröder\t\t\t\tzoe.schroeder@contoso.example\tzoe.schroeder@contoso.example\tAttendee\r\n"),
    ];
}
