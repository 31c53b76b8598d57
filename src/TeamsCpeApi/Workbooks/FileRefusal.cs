namespace TeamsCpeApi.Workbooks;

/// <summary>
/// Why a file was not taken, in words that say what to do. <paramref name="Code"/> is one of <see cref="FileRefusalCodes"/>;
/// <paramref name="Row"/> and <paramref name="Column"/> are 1-based and given where one place is to blame.
/// </summary>
internal sealed record FileRefusal(string Code, string Message, string? Sheet = null, int? Row = null, int? Column = null)
{
    public static FileRefusal Damaged(string where, string? sheet = null, int? row = null) => new(
        FileRefusalCodes.Damaged,
        $"The file is damaged or incomplete ({where}). Download it again and upload it without opening it in between.",
        sheet,
        row);
}

/// <summary>A code with its meaning, for the documentation of the API.</summary>
internal readonly record struct FileRefusalCode(string Code, string Meaning);

/// <summary>Every code that a refusal of a file can carry.</summary>
internal static class FileRefusalCodes
{
    public const string Empty = "file-empty";
    public const string TooLarge = "file-too-large";
    public const string TooManyParts = "file-too-many-parts";
    public const string InflatesTooFar = "file-inflates-too-far";
    public const string NotAWorkbook = "file-not-a-workbook";
    public const string OldWorkbook = "file-old-workbook";
    public const string PasswordProtected = "file-password-protected";
    public const string Macros = "file-has-macros";
    public const string ExternalLinks = "file-has-external-links";
    public const string DocumentType = "file-has-document-type";
    public const string Damaged = "file-damaged";
    public const string TooManyRows = "file-too-many-rows";
    public const string TooManyColumns = "file-too-many-columns";
    public const string TooManyCells = "file-too-many-cells";
    public const string CellTooLong = "file-cell-too-long";
    public const string NoSheet = "forms-no-sheet";
    public const string NotAFormsExport = "forms-headers-missing";
    public const string NoQuestions = "forms-no-questions";
    public const string NoResponses = "forms-no-responses";
    public const string HeaderEmpty = "forms-header-empty";
    public const string ColumnNotCountable = "forms-column-not-countable";
    public const string ResponseId = "forms-response-id-invalid";
    public const string ResponseIdTwice = "forms-response-id-twice";
    public const string Time = "forms-time-invalid";
    public const string CellError = "forms-cell-error";
    public const string FormulaWithoutValue = "forms-formula-without-value";
    public const string DateOrder = "forms-date-order-ambiguous";
    public const string CsvQuotes = "forms-quotes-unbalanced";
    public const string Encoding = "roster-encoding-unreadable";
    public const string RosterHeaders = "roster-headers-missing";
    public const string RosterHeaderTwice = "roster-header-twice";
    public const string RosterNoRows = "roster-no-rows";
    public const string RosterQuotes = "roster-quotes-unbalanced";
    public const string RosterWidth = "roster-row-too-wide";
    public const string RosterName = "roster-name-missing";
    public const string RosterValue = "roster-value-invalid";
    public const string RosterDuplicate = "roster-duplicate";
    public const string NotText = "file-not-text";
    public const string AttendanceEncoding = "attendance-encoding-unreadable";
    public const string AttendanceQuotes = "attendance-quotes-unbalanced";
    public const string NotAnAttendanceFile = "attendance-headers-missing";
    public const string AttendanceNoActivities = "attendance-no-activities";
    public const string AttendanceNoRows = "attendance-no-rows";
    public const string AttendanceTimesWithheld = "attendance-times-withheld";
    public const string AttendanceTime = "attendance-time-invalid";
    public const string AttendanceAction = "attendance-action-unknown";
    public const string AttendanceDateOrder = "attendance-date-order-ambiguous";
    public const string AttendanceDates = "attendance-dates-impossible";

    private static readonly FileRefusalCode[] s_all =
    [
        new(Empty, "The file has no content."),
        new(TooLarge, "The file is larger than 10 MiB."),
        new(TooManyParts, "The workbook has more than 500 parts."),
        new(InflatesTooFar, "The workbook's parts are too large once inflated."),
        new(NotAWorkbook, "The content is something else than an .xlsx workbook, whatever its name says."),
        new(OldWorkbook, "The workbook is in an older or binary format (.xls, .xlsb)."),
        new(PasswordProtected, "The workbook is encrypted with a password."),
        new(Macros, "The workbook contains macros."),
        new(ExternalLinks, "The workbook refers to content outside itself."),
        new(DocumentType, "A part of the workbook declares a document type."),
        new(Damaged, "The file is damaged or incomplete."),
        new(TooManyRows, "There are more than 100,000 rows."),
        new(TooManyColumns, "There are more than 1,000 columns."),
        new(TooManyCells, "There are more than 2,000,000 cells or 1,000,000 different texts."),
        new(CellTooLong, "A cell holds more than 32,767 characters."),
        new(NoSheet, "The workbook has no worksheet with rows."),
        new(NotAFormsExport, "The columns of a Microsoft Forms export were not found."),
        new(NoQuestions, "The export has no question column."),
        new(NoResponses, "The export holds no responses."),
        new(HeaderEmpty, "A column holds values under an empty header."),
        new(ColumnNotCountable, "A column that was declared to be a question has no header, or holds when and by whom a response was given."),
        new(ResponseId, "A response id is missing or not a whole number above zero."),
        new(ResponseIdTwice, "The same response id stands in two rows."),
        new(Time, "A time cell is empty, is text, or is far from any date of a form."),
        new(CellError, "A cell holds an Excel error instead of a value."),
        new(FormulaWithoutValue, "A cell holds a formula and no stored value; formulas are never evaluated."),
        new(DateOrder, "The dates of a CSV file can be read in more than one order, and the session's date does not settle which."),
        new(CsvQuotes, "A quoted field of a CSV file is not closed, or a quote stands inside an unquoted field."),
        new(Encoding, "The text file's encoding could not be read."),
        new(RosterHeaders, "A column that every roster needs is missing."),
        new(RosterHeaderTwice, "Two columns of the roster mean the same."),
        new(RosterNoRows, "The roster has no participants."),
        new(RosterQuotes, "A quoted field of the roster is not closed, or a quote stands inside an unquoted field."),
        new(RosterWidth, "A row of the roster has more fields than the header."),
        new(RosterName, "A participant has no name."),
        new(RosterValue, "A value of the roster is not of the form its column asks for."),
        new(RosterDuplicate, "Two participants of the roster share an id or an e-mail address."),
        new(NotText, "The content is something else than text, whatever its name says."),
        new(AttendanceEncoding, "The encoding of an attendance file could not be read."),
        new(AttendanceQuotes, "A quotation mark of an attendance file is not closed."),
        new(NotAnAttendanceFile, "The columns of a Teams attendance file were not found."),
        new(AttendanceNoActivities, "An attendance report has totals alone, and no row for each stay."),
        new(AttendanceNoRows, "Nobody is in the attendance file."),
        new(AttendanceTimesWithheld, "The attendance file has people and no times, as a tenant's policy can have it."),
        new(AttendanceTime, "A time of an attendance file could not be read."),
        new(AttendanceAction, "An action of an attendance list is neither joining nor leaving."),
        new(AttendanceDateOrder, "The dates of an attendance file can be read in several orders, and the session's date does not decide."),
        new(AttendanceDates, "No order of day, month and year makes dates of all values of an attendance file."),
    ];

    public static ReadOnlySpan<FileRefusalCode> All => s_all;
}
