using System.IO.Compression;
using System.Text;
using System.Xml;

namespace TeamsCpeApi.Workbooks;

/// <summary>Walks through the zip of a workbook before any reader sees it: its limits, what it may not contain, and its facts.</summary>
internal static class WorkbookInspection
{
    public static FileRefusal? Refuse(Stream file, out WorkbookFacts facts)
    {
        facts = new(false, null, []);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var scanner = new PartScanner();
            var refusal = RefuseEntries(archive) ?? ScanParts(archive, scanner) ?? RefuseContent(archive, scanner) ?? scanner.Conclude();
            facts = scanner.Facts;
            return refusal;
        }
        catch (InvalidDataException)
        {
            return FileRefusal.Damaged("its list of parts cannot be read; it may have been cut off");
        }
    }

    private static FileRefusal? RefuseEntries(ZipArchive archive)
    {
        if (archive.Entries.Count > FileLimits.ZipEntries)
        {
            return new(FileRefusalCodes.TooManyParts, "The workbook has more than 500 parts, far more than a Forms export. Export the responses again.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            if (entry.IsEncrypted)
            {
                return new(FileRefusalCodes.PasswordProtected, "The file is a zip protected with a password. Upload the workbook without a password.");
            }

            if (!names.Add(entry.FullName.Replace('\\', '/').TrimStart('/')))
            {
                return FileRefusal.Damaged($"two parts are called {entry.FullName}");
            }

            if (Path.GetFileName(entry.FullName).Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            {
                return Macros();
            }
        }

        return RefuseOtherFormats(names);
    }

    private static FileRefusal? RefuseOtherFormats(HashSet<string> names) => names switch
    {
        _ when names.Contains("word/document.xml") => FileSignature.Not("a Word document"),
        _ when names.Contains("ppt/presentation.xml") => FileSignature.Not("a PowerPoint presentation"),
        _ when names.Contains("mimetype") && names.Contains("content.xml") => FileSignature.Not("an OpenDocument file"),
        _ when names.Contains("xl/workbook.bin") => Binary(),
        _ when !names.Contains("[Content_Types].xml") => FileSignature.Not("a zip archive without a workbook"),
        _ => null,
    };

    private static FileRefusal? ScanParts(ZipArchive archive, PartScanner scanner)
    {
        long left = FileLimits.InflatedBytes;
        foreach (var entry in archive.Entries)
        {
            try
            {
                using var part = new InflatingPart(entry, left);
                if (part.Scan(scanner) is { } refusal)
                {
                    return refusal;
                }

                left -= part.BytesRead;
            }
            catch (LimitPassedException limit)
            {
                return limit.Message == LimitPassedException.Text
                    ? FileRefusal.Damaged($"part {entry.FullName} holds a text longer than any cell")
                    : new(FileRefusalCodes.InflatesTooFar, $"Part {entry.FullName} is too large once inflated. Export the responses again, or split them.");
            }
            catch (XmlException) when (DeclaresDocumentType(entry))
            {
                return new(FileRefusalCodes.DocumentType, $"Part {entry.FullName} declares a document type, which no workbook of Excel or Forms does. Export the responses again.");
            }
            catch (XmlException broken)
            {
                return FileRefusal.Damaged($"part {entry.FullName}, line {broken.LineNumber}, position {broken.LinePosition}");
            }
            catch (InvalidDataException)
            {
                return FileRefusal.Damaged($"part {entry.FullName} cannot be inflated");
            }
        }

        return null;
    }

    private static FileRefusal? RefuseContent(ZipArchive archive, PartScanner scanner)
    {
        if (scanner.ContentTypes.Any(type => type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)))
        {
            return Macros();
        }

        // A hyperlink on an e-mail address points outside as well, but nothing is ever loaded from it.
        if (scanner.Relationships.Any(relationship => relationship.IsExternal && relationship.Kind != "hyperlink")
            || archive.Entries.Any(entry => entry.FullName.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase)))
        {
            return new(
                FileRefusalCodes.ExternalLinks,
                "The workbook refers to other files. Upload the export as Forms made it, or break the links (Data, Edit Links) and save it.");
        }

        return scanner.Relationships.Any(relationship =>
                relationship.Kind is "officeDocument" or "worksheet" or "sharedStrings" or "styles"
                && !relationship.Target.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            ? Binary()
            : null;
    }

    private static bool DeclaresDocumentType(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var start = new byte[64 * 1024];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var text = Encoding.Latin1.GetString(start, 0, length).Replace("\0", "", StringComparison.Ordinal);
        return text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
    }

    private static FileRefusal Macros() => new(
        FileRefusalCodes.Macros, "The workbook contains macros. Upload the export as Forms made it, or save it as \"Excel Workbook (*.xlsx)\".");

    private static FileRefusal Binary() => new(
        FileRefusalCodes.OldWorkbook, "The workbook is in Excel's binary format. Save it as \"Excel Workbook (*.xlsx)\" and upload that.");
}
