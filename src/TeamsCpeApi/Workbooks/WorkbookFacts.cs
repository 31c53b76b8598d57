namespace TeamsCpeApi.Workbooks;

/// <summary>What the parts of a workbook say beside its cells.</summary>
internal sealed record WorkbookFacts(bool CountsFrom1904, DateTimeOffset? CreatedAt, IReadOnlyList<FormsTable> FormsTables)
{
    /// <summary>Cells with a formula, whose stored value is read.</summary>
    public int Formulas { get; init; }

    /// <summary>The first of them, as "G2".</summary>
    public string? FirstFormula { get; init; }
}

/// <summary>A table that Forms keeps in step. Its columns carry ids that do not depend on a language.</summary>
internal sealed record FormsTable(string FormId, int FirstColumn, int HeaderRow, IReadOnlyList<FormsTableColumn> Columns);

/// <summary><paramref name="QuestionId"/> is null for a column that a person has added.</summary>
internal sealed record FormsTableColumn(string Name, string? QuestionId);

/// <summary>A relationship from one part to another, or to something outside.</summary>
internal sealed record PartRelationship(string Type, string Target, bool IsExternal)
{
    /// <summary>The last word of the type, the same in the transitional and in the strict vocabulary.</summary>
    public string Kind => Type[(Type.LastIndexOf('/') + 1)..];
}
