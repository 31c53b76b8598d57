namespace TeamsCpeApi.Reports;

/// <summary>How a value of a report is written: every renderer (CSV, XLSX, PDF) derives its own form from it.</summary>
internal enum ReportValueKind
{
    /// <summary>A <see cref="string"/>; untrusted, never a formula. Line breaks separate the entries of one cell.</summary>
    Text,

    /// <summary>A <see cref="DateTimeOffset"/>, shown in the report's time zone.</summary>
    Instant,

    /// <summary>A <see cref="long"/>: whole seconds, shown as h:mm:ss.</summary>
    Seconds,

    /// <summary>A <see cref="decimal"/>: CPE credits.</summary>
    Credits,

    /// <summary>A <see cref="long"/>: a count.</summary>
    Count,
}

/// <summary>One column. <paramref name="Identifies"/> marks those that name the participant: a renderer that has to split a wide table repeats them.</summary>
internal sealed record ReportColumn(string Header, ReportValueKind Kind, bool Identifies = false);

/// <summary>A fact about the whole report, shown above the table. <paramref name="IsLong"/> marks sentences: on paper each has a line of its own.</summary>
internal sealed record ReportFact(string Label, string Value, bool IsLong = false);

/// <summary>
/// A report as data: the same table becomes CSV, XLSX and PDF, so that the numbers are the same in each.
/// A cell holds the type that its column's <see cref="ReportValueKind"/> names, or null.
/// </summary>
internal sealed record ReportTable(
    string Title,
    IReadOnlyList<ReportFact> Facts,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    TimeZoneInfo TimeZone,
    DateTimeOffset ProducedAt);
